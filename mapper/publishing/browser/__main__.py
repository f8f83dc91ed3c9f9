"""Installs Oxigraph's WebAssembly for the SPARQL page of published sites: `python -m mapper.publishing.browser`."""

import sys

from mapper.errors import MapperError
from mapper.publishing.browser.engine import install_engine

if __name__ == "__main__":
    try:
        install_engine()
    except MapperError as error:
        sys.exit(str(error))
