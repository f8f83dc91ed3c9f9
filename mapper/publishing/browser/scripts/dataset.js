// The dataset in Oxigraph: reading the dump piece by piece, asking, and answers in the formats of the W3C.

const JSON_RESULTS = "application/sparql-results+json";
const NO_RESULTS = "Not supported RDF format"; // how Oxigraph says that a query gives triples
const CHUNK = 1 << 21;
const LINE_FEED = 10;

export class Dataset {
  /** `oxigraph` is the module of the npm package, ready to be used. */
  constructor(oxigraph) {
    this.oxigraph = oxigraph;
    this.store = new oxigraph.Store();
  }

  /** How many statements there are. */
  get size() {
    return this.store.size;
  }

  /** Reads N-Quads from pieces of bytes, whole lines at a time, and tells after each how many bytes were read. */
  async read(pieces, tell = () => {}) {
    let kept = [];
    let waiting = 0;
    let done = 0;
    for await (const piece of pieces) {
      const end = piece.lastIndexOf(LINE_FEED) + 1;
      if (!end || waiting + end < CHUNK) {
        kept.push(piece);
        waiting += piece.length;
        continue;
      }
      done += this.#load([...kept, piece.subarray(0, end)]);
      kept = [piece.slice(end)];
      waiting = kept[0].length;
      tell(done);
    }
    done += this.#load(kept);
    tell(done);
  }

  #load(pieces) {
    const bytes = joinBytes(pieces);
    this.store.load(bytes, { format: "application/n-quads", no_transaction: true, lenient: true });
    return bytes.length;
  }

  /** The answer to a query over all graphs together: rows, a truth value, or triples as rows. */
  ask(sparql) {
    try {
      const { head, results, boolean } = JSON.parse(this.#query(sparql, JSON_RESULTS));
      if (boolean !== undefined) return { kind: "truth", truth: boolean, vars: [], rows: [] };
      return { kind: "rows", vars: head.vars, rows: results.bindings };
    } catch (error) {
      if (!String(error?.message).startsWith(NO_RESULTS)) throw error;
    }
    const text = this.#query(sparql, "application/n-triples");
    const quads = this.oxigraph.parse(text, { format: "application/n-triples" });
    const rows = quads.map(quad => ({
      subject: writeTerm(quad.subject),
      predicate: writeTerm(quad.predicate),
      object: writeTerm(quad.object),
    }));
    return { kind: "triples", vars: ["subject", "predicate", "object"], rows, text };
  }

  #query(sparql, format) {
    return this.store.query(sparql, { results_format: format, use_default_graph_as_union: true });
  }
}

function joinBytes(pieces) {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    joined.set(piece, place);
    place += piece.length;
  }
  return joined;
}

const TYPES = { NamedNode: "uri", BlankNode: "bnode", Literal: "literal" };

function writeTerm(term) {
  const written = { type: TYPES[term.termType] ?? "literal", value: term.value ?? term.toString() };
  if (term.termType === "Literal") {
    if (term.language) written["xml:lang"] = term.language;
    else if (!term.datatype.value.endsWith("#string")) written.datatype = term.datatype.value;
  }
  return written;
}

/** The formats in which an answer can be kept: the ending of the file and its media type. */
export const FORMATS = {
  csv: "text/csv;charset=utf-8",
  json: JSON_RESULTS,
  nt: "application/n-triples",
};

/** An answer as a file: SPARQL 1.1 Query Results CSV or JSON, triples as N-Triples. */
export function writeFile(answer, format) {
  if (format === "nt") return answer.text;
  if (format === "csv") return writeCsv(answer);
  if (answer.kind === "truth") return JSON.stringify({ head: {}, boolean: answer.truth });
  return JSON.stringify({ head: { vars: answer.vars }, results: { bindings: answer.rows } });
}

/** The formats that an answer has. */
export function listFormats(answer) {
  return { rows: ["csv", "json"], truth: ["json"], triples: ["nt"] }[answer.kind];
}

function writeCsv(answer) {
  const lines = [answer.vars, ...answer.rows.map(row => answer.vars.map(name => writeCell(row[name])))];
  return lines.map(cells => `${cells.map(quoteCell).join(",")}\r\n`).join("");
}

function writeCell(term) {
  if (!term) return "";
  return term.type === "bnode" ? `_:${term.value}` : String(term.value);
}

function quoteCell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
