// Answers as tables: numbers as people write them, and links to the pages of the site.

const NUMBERS = /#(?:integer|decimal|double|float|long|int|nonNegativeInteger)$/;
const GROUPED_FROM = 10_000; // a year stays as it is

export class TableMaker {
  /** `site` is what questions.json says of the site, `language` that of the page. */
  constructor(site, language) {
    this.site = site;
    this.suffix = site.suffixes[language];
    this.node = new RegExp(`^(?:${site.nodes})$`);
    this.format = new Intl.NumberFormat(language, { maximumFractionDigits: 20 });
  }

  /** A table without rows yet; the first rows tell which columns hold numbers, which stand to the right. */
  make(caption, vars, rows) {
    this.numbers = new Set(vars.filter(name => rows.some(row => row[name]) && rows.every(row => !row[name] || isNumber(row[name]))));
    const table = document.createElement("table");
    const title = table.createCaption();
    title.className = "hidden";
    title.textContent = caption;
    const head = table.createTHead().insertRow();
    for (const name of vars) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      cell.classList.toggle("number", this.numbers.has(name));
      head.append(cell);
    }
    table.createTBody();
    return table;
  }

  /** One row of the body. */
  row(vars, values) {
    const row = document.createElement("tr");
    for (const name of vars) {
      const cell = document.createElement("td");
      cell.classList.toggle("number", this.numbers.has(name));
      if (values[name]) cell.append(this.#write(name, values));
      row.append(cell);
    }
    return row;
  }

  #write(name, values) {
    const term = values[name];
    const text = isNumber(term) ? this.#group(term.value) : this.#shorten(term);
    const href = term.type === "uri" ? this.findPage(term.value) : this.#findPlace(name, values);
    const piece = document.createElement(href ? "a" : "span");
    piece.textContent = text;
    if (href) piece.href = href;
    if (term["xml:lang"]) piece.lang = term["xml:lang"];
    else if (/[가-힣]/.test(text)) piece.lang = "ko";
    return piece;
  }

  /** The page of an IRI: of the site where it has one, else the address itself. */
  findPage(iri) {
    if (iri.startsWith(this.site.base)) {
      const path = iri.slice(this.site.base.length);
      return this.node.test(path) ? path + this.suffix : path;
    }
    if (iri.startsWith(this.site.vocabulary.iri)) {
      return `${this.site.vocabulary.page}${this.suffix}#${iri.slice(this.site.vocabulary.iri.length)}`;
    }
    return /^https?:/.test(iri) ? iri : "";
  }

  /** Where a document or a line of it is shown: columns `doc` and `line`, or with the same beginning. */
  #findPlace(name, values) {
    if (name.endsWith("doc")) {
      const key = this.site.documents[values[name].value];
      return key ? `id/document/${key}${this.suffix}` : "";
    }
    if (!name.endsWith("line")) return "";
    const key = this.site.documents[values[`${name.slice(0, -"line".length)}doc`]?.value];
    const line = Number.parseInt(values[name].value, 10);
    if (!key || !line) return "";
    const page = Math.ceil(line / this.site.linesAPage);
    return `id/text/${key}.lines${page > 1 ? `.${page}` : ""}${this.suffix}#L${line}`;
  }

  #shorten(term) {
    if (term.type === "bnode") return `_:${term.value}`;
    if (term.type !== "uri") return term.value;
    if (term.value.startsWith(this.site.base)) return term.value.slice(this.site.base.length) || term.value;
    for (const [prefix, namespace] of Object.entries(this.site.prefixes)) {
      if (term.value.startsWith(namespace)) return `${prefix}:${term.value.slice(namespace.length)}`;
    }
    return term.value;
  }

  #group(text) {
    const number = Number(text);
    return Math.abs(number) >= GROUPED_FROM && String(number) === text ? this.format.format(number) : text;
  }
}

function isNumber(term) {
  return term?.type === "literal" && NUMBERS.test(term.datatype ?? "");
}
