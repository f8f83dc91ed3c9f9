// Values of a form to a query, as `workplan ask` binds them. The pieces of each query and what its parameters take come
// from the program (questions.json); here texts become RDF terms and are put between the pieces.

const INTEGER = "http://www.w3.org/2001/XMLSchema#integer";
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r" };
// eslint-disable-next-line no-control-regex
const ESCAPED = /[\\"\u0000-\u001f\u007f]/g;
const ABSOLUTE_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\u0000-\u0020<>"{}|^`\\]*$/;

/** A value that does not fit; `code` names the sentence that says so. */
export class BindingError extends Error {
  constructor(code, parameter) {
    super(`${code}: ${parameter.name}`);
    this.code = code;
    this.parameter = parameter;
  }
}

/** The query of a question with its parameters replaced; a value that is missing or empty is the default. */
export function bind(question, values) {
  const terms = new Map(question.parameters.map(entry => [entry.name, findTerm(entry, values[entry.name])]));
  return question.pieces.map(piece => (typeof piece === "string" ? piece : fillSlot(question, piece, terms))).join("");
}

function findTerm(parameter, given) {
  let text = String(given ?? "").normalize("NFC").trim();
  if (!text) {
    if (parameter.default === null) throw new BindingError("missing", parameter);
    text = parameter.default;
  }
  return text ? writeTerm(parameter, text) : '""';
}

function writeTerm(parameter, text) {
  if (parameter.pattern) {
    if (!new RegExp(`^(?:${parameter.pattern})$`).test(text)) throw new BindingError(`no_${parameter.type}`, parameter);
    return `"${BigInt(text)}"^^<${INTEGER}>`;
  }
  if (parameter.type === "choice" && !parameter.choices.some(choice => choice.value === text)) {
    throw new BindingError("no_choice", parameter);
  }
  if (parameter.type === "iri") {
    if (!ABSOLUTE_IRI.test(text)) throw new BindingError("no_iri", parameter);
    return `<${text}>`;
  }
  return `"${text.toWellFormed().replace(ESCAPED, escapeCharacter)}"`;
}

function escapeCharacter(character) {
  return ESCAPES[character] ?? `\\u${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function fillSlot(question, slot, terms) {
  const term = terms.get(slot.parameter);
  if (!slot.counts) return term;
  const digits = /^"([0-9]+)"/.exec(term);
  if (!digits) throw new BindingError("no_count", question.parameters.find(entry => entry.name === slot.parameter));
  return digits[1];
}
