// The list of questions and the fields of the one that is chosen.

export class QuestionForm {
  /** `words` are those of the page in its `language`; `changed` is called when another value is chosen. */
  constructor(site, language, words, changed) {
    this.site = site;
    this.language = language;
    this.words = words;
    this.list = document.getElementById("question");
    this.description = document.getElementById("description");
    this.fields = document.getElementById("fields");
    this.list.append(new Option(words.own_query, ""));
    for (const topic of site.topics) {
      const group = document.createElement("optgroup");
      group.label = topic.label[language];
      const own = site.questions.filter(question => question.topic === topic.id);
      group.append(...own.map(question => new Option(question.summary[language], question.id)));
      this.list.append(group);
    }
    this.list.addEventListener("change", () => {
      this.show();
      changed();
    });
    this.fields.addEventListener("input", changed);
  }

  /** The question that is chosen; none where people write their own query. */
  get question() {
    return this.site.questions.find(question => question.id === this.list.value);
  }

  /** What stands in the fields. */
  get values() {
    return Object.fromEntries([...this.fields.querySelectorAll("[name]")].map(field => [field.name, field.value]));
  }

  /** Chooses a question and fills its fields. */
  choose(id, values = {}) {
    this.list.value = this.site.questions.some(question => question.id === id) ? id : "";
    this.show();
    for (const field of this.fields.querySelectorAll("[name]")) {
      if (values[field.name] !== undefined) field.value = values[field.name];
    }
  }

  /** Shows what belongs to the chosen question. */
  show() {
    const question = this.question;
    this.description.textContent = question ? question.description[this.language] : this.words.own_query_note;
    this.fields.replaceChildren(...(question?.parameters ?? []).map(parameter => this.#makeField(parameter)));
  }

  /** Offers the values that the data has for a parameter. */
  offer(name, values) {
    const list = document.getElementById(`choices-${name}`);
    list?.replaceChildren(...values.map(value => new Option(value, value)));
  }

  /** Puts the reader where a value is wrong. */
  point(name) {
    this.fields.querySelector(`[name="${CSS.escape(name)}"]`)?.focus();
  }

  #makeField(parameter) {
    const field = parameter.type === "choice" ? this.#makeList(parameter) : this.#makeInput(parameter);
    field.id = `field-${parameter.name}`;
    field.name = parameter.name;
    field.required = parameter.default === null;
    const label = document.createElement("label");
    label.htmlFor = field.id;
    label.textContent = parameter.description[this.language] + (field.required ? ` (${this.words.required})` : "");
    const row = document.createElement("p");
    row.append(label, field);
    if (parameter.choicesQuery) {
      const list = document.createElement("datalist");
      list.id = `choices-${parameter.name}`;
      field.setAttribute("list", list.id);
      row.append(list);
    }
    return row;
  }

  #makeList(parameter) {
    const field = document.createElement("select");
    if (parameter.default === null || parameter.default === "") field.append(new Option(this.words.any, ""));
    for (const choice of parameter.choices) {
      const label = choice.label?.[this.language];
      field.append(new Option(label ? `${label} (${choice.value})` : choice.value, choice.value));
    }
    field.value = parameter.default ?? "";
    return field;
  }

  #makeInput(parameter) {
    const field = document.createElement("input");
    field.type = "text";
    field.autocomplete = "off";
    if (parameter.pattern) field.inputMode = "numeric";
    if (parameter.type === "iri") field.inputMode = "url";
    field.value = parameter.default ?? "";
    return field;
  }
}
