// The page that answers SPARQL in the browser: it fetches the dump, hands queries to the worker, and shows what comes.

import { BindingError, bind } from "./binding.js";
import { QuestionForm } from "./form.js";
import { TableMaker } from "./table.js";
import { Stopped, Thread } from "./thread.js";

const LONGEST_MESSAGE = 300;
const here = name => document.getElementById(name);
const language = document.documentElement.lang;
let site, words, form, tables, thread;
let dump, fetching, ready; // the bytes as they came; what ends fetching them; the promise that they are read
let shown, drawn; // the answer, and how many of its rows are in the table
let edited = false;
const doing = new Set(); // "loading", "asking"

/** Shows the form; nothing large is fetched before somebody asks for it. */
export async function open() {
  const response = await fetch(new URL("./questions.json", import.meta.url));
  if (!response.ok) throw new Error(response.statusText);
  site = await response.json();
  words = site.words[language];
  tables = new TableMaker(site, language);
  thread = new Thread(done => advance(words.reading, done, site.dump.unpacked));
  form = new QuestionForm(site, language, words, rebind);
  readAddress();
  here("sparql").addEventListener("input", () => mark(true));
  here("load").addEventListener("click", () => attempt(load));
  here("stop").addEventListener("click", stop);
  here("more").addEventListener("click", () => attempt(showMore));
  here("ask").addEventListener("submit", event => {
    event.preventDefault();
    attempt(run);
  });
  here("sparql").addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) here("ask").requestSubmit();
  });
  window.addEventListener("hashchange", readAddress);
  here("console").hidden = false;
}

/** Runs a job of the page and tells in one sentence what went wrong. */
async function attempt(job) {
  try {
    await job();
  } catch (error) {
    if (error instanceof Stopped) return;
    if (error instanceof BindingError) form.point(error.parameter.name);
    say(explain(error), true);
  }
}

/** Does something that can be stopped. */
async function during(what, job) {
  doing.add(what);
  refresh();
  try {
    return await job();
  } finally {
    doing.delete(what);
    refresh();
  }
}

function refresh() {
  here("run").disabled = doing.size > 0;
  here("stop").disabled = doing.size === 0;
  here("load").disabled = Boolean(ready);
  here("load").hidden = Boolean(ready) && !doing.has("loading");
  here("ask").setAttribute("aria-busy", String(doing.size > 0));
}

function explain(error) {
  if (error instanceof BindingError) {
    return fill(words[error.code], { name: error.parameter.description[language] });
  }
  const message = String(error?.message ?? error).split("\n")[0].slice(0, LONGEST_MESSAGE);
  return fill(words[error?.code] ?? words.failed, { message });
}

function fail(code, message) {
  return Object.assign(new Error(message), { code });
}

/** Fetches the dump and has the worker read it, once; the second time at once. */
function load() {
  if (!ready) {
    const begun = during("loading", loadAnew);
    ready = begun;
    begun.catch(() => {
      if (ready === begun) ready = undefined;
      refresh();
    });
    refresh();
  }
  return ready;
}

async function loadAnew() {
  try {
    dump ??= await fetchDump();
    advance(words.reading, 0, site.dump.unpacked);
    const { size, seconds } = await thread.ask("load", { dump });
    here("loaded").textContent = fill(words.loaded, { size: count(size), seconds: time(seconds) });
    say(here("loaded").textContent);
  } catch (error) {
    here("loaded").textContent = "";
    throw error;
  } finally {
    here("progress").hidden = true;
  }
  offerChoices();
}

async function fetchDump() {
  const pieces = [];
  let done = 0;
  fetching = new AbortController();
  try {
    const response = await fetch(site.dump.file, { signal: fetching.signal });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    const reader = response.body.getReader();
    for (;;) {
      const piece = await reader.read();
      if (piece.done) break;
      pieces.push(piece.value);
      done += piece.value.length;
      advance(words.fetching, done, site.dump.size);
    }
  } catch (error) {
    throw error.name === "AbortError" ? new Stopped() : fail("no_dump", error.message);
  }
  return new Blob(pieces);
}

/** Asks for the values that the fields of the question can take. */
async function offerChoices() {
  const question = form.question;
  for (const parameter of question?.parameters ?? []) {
    if (!parameter.choicesQuery) continue;
    parameter.known ??= await thread.ask("choices", { sparql: parameter.choicesQuery }).catch(() => undefined);
    if (form.question === question && parameter.known) form.offer(parameter.name, parameter.known);
  }
}

/** Writes the query of the question with the values of its fields. */
function rebind() {
  mark(false);
  const question = form.question;
  try {
    here("sparql").value = question ? bind(question, form.values) : site.example;
  } catch {
    here("sparql").value = ""; // a value is missing: running says which
  }
  if (!question) here("text").open = true;
  if (ready) ready.then(offerChoices, () => undefined);
  writeAddress();
}

function mark(yes) {
  edited = yes;
  here("edited").hidden = !yes || !form.question;
}

async function run() {
  const question = form.question;
  const sparql = question && !edited ? bind(question, form.values) : here("sparql").value;
  if (!sparql.trim()) throw fail("no_query");
  writeAddress();
  await load();
  say(words.asking);
  const answer = await during("asking", () => thread.ask("ask", { sparql })).catch(error => {
    throw error instanceof Stopped ? error : fail("refused", error.message);
  });
  show(answer, question && !edited ? question.summary[language] : words.own_answer);
}

function show(answer, caption) {
  shown = answer;
  drawn = 0;
  const told = { rows: words.rows, triples: words.triples, truth: words[answer.truth ? "yes" : "no"] }[answer.kind];
  const text = fill(told, { count: count(answer.total), seconds: time(answer.seconds) });
  here("heading").textContent = caption;
  here("region").setAttribute("aria-label", caption);
  here("region").hidden = answer.kind === "truth" || !answer.total;
  here("region").replaceChildren(tables.make(caption, answer.vars, answer.rows));
  draw(answer.rows);
  here("files").replaceChildren(...answer.formats.map(makeDownload));
  here("answer").hidden = false;
  say(text);
}

function draw(rows) {
  here("region").querySelector("tbody").append(...rows.map(values => tables.row(shown.vars, values)));
  drawn += rows.length;
  here("more").hidden = drawn >= shown.total;
  here("more").textContent = fill(words.more, { shown: count(drawn), count: count(shown.total) });
}

async function showMore() {
  draw((await thread.ask("rows", { from: drawn })).rows);
}

function makeDownload(format) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words[`as_${format}`];
  button.addEventListener("click", () => attempt(() => download(format)));
  return button;
}

async function download(format) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await thread.ask("file", { format }));
  link.download = `${form.question?.id.split("/")[1] ?? "answer"}.${format === "json" ? "srj" : format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Ends the worker with the store in it; the bytes of the dump are still here, and are read again after a query. */
function stop() {
  const asked = doing.has("asking");
  fetching?.abort();
  thread.stop();
  ready = undefined;
  here("answer").hidden = true;
  say(asked ? words.stopped : words.stopped_loading);
  if (asked) attempt(load);
  refresh();
}

function say(text, wrong = false) {
  here("state").textContent = text;
  here("state").classList.toggle("wrong", wrong);
}

function advance(text, done, all) {
  const bar = here("progress");
  bar.hidden = false;
  bar.max = all;
  bar.value = Math.min(done, all);
  const told = fill(text, { done: megabytes(Math.min(done, all)), all: megabytes(all) });
  bar.setAttribute("aria-label", told);
  here("loaded").textContent = told;
}

/** The address names question and values, so that it can be sent to others. */
function writeAddress() {
  const question = form.question;
  const said = new URLSearchParams();
  if (question && !edited) {
    said.set("question", question.id);
    for (const parameter of question.parameters) {
      const value = form.values[parameter.name] ?? "";
      if (value !== (parameter.default ?? "")) said.set(`_${parameter.name}`, value);
    }
  } else {
    said.set("query", here("sparql").value);
  }
  history.replaceState(null, "", `#${said}`);
  for (const link of document.querySelectorAll("a[hreflang]")) link.hash = location.hash;
}

function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  const values = [...said].filter(([name]) => name.startsWith("_")).map(([name, value]) => [name.slice(1), value]);
  form.choose(said.has("query") ? "" : (said.get("question") ?? site.first), Object.fromEntries(values));
  rebind();
  if (said.has("query")) {
    here("sparql").value = said.get("query");
    writeAddress();
  }
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const count = number => number.toLocaleString(language);
const megabytes = bytes => (bytes / 1e6).toFixed(1);
const time = seconds => seconds.toFixed(seconds < 10 ? 2 : 0);
