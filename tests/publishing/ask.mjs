// Runs the scripts of the page that answers SPARQL, without the page: `node ask.mjs site < jobs.json`. A job names a
// question with values or gives a query; printed are the query, the answer, its files and the seconds, or what is wrong.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const site = process.argv[2];
const folder = pathToFileURL(`${site}/browser/`);
const { bind } = await import(new URL("binding.js", folder));
const { Dataset, listFormats, writeFile } = await import(new URL("dataset.js", folder));
const oxigraph = await import(new URL("oxigraph/web.js", folder));
oxigraph.initSync({ module: readFileSync(new URL("oxigraph/web_bg.wasm", folder)) });

const described = JSON.parse(readFileSync(new URL("questions.json", folder), "utf8"));
const { jobs, piece } = JSON.parse(readFileSync(0, "utf8"));

function* cut(bytes) {
  for (let place = 0; place < bytes.length; place += piece) yield bytes.subarray(place, place + piece);
}

const dataset = new Dataset(oxigraph);
const told = [];
await dataset.read(cut(gunzipSync(readFileSync(`${site}/${described.dump.file}`))), done => told.push(done));

const answers = jobs.map(job => {
  const question = described.questions.find(entry => entry.id === job.question);
  try {
    const sparql = question ? bind(question, job.values ?? {}) : job.sparql;
    if (job.only === "query") return { sparql };
    const begin = performance.now();
    const answer = dataset.ask(sparql);
    const seconds = (performance.now() - begin) / 1000;
    const files = Object.fromEntries(listFormats(answer).map(format => [format, writeFile(answer, format)]));
    return { sparql, seconds, ...answer, files };
  } catch (error) {
    return { error: error.code ?? error.message };
  }
});
process.stdout.write(JSON.stringify({ size: dataset.size, told, answers }), () => process.exit(0));
