"""SPARQL without a server: a page that loads the dump into Oxigraph's WebAssembly and answers in the browser."""
