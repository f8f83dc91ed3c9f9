// The store in a thread of its own, so that the page stays alive and a query can be stopped with it.

import start, * as oxigraph from "./oxigraph/web.js";
import { Dataset, FORMATS, listFormats, writeFile } from "./dataset.js";

const SOME_ROWS = 200;
let dataset;
let answer;

const JOBS = {
  async load({ dump }) {
    await start();
    dataset = new Dataset(oxigraph);
    const begin = performance.now();
    await dataset.read(await unpack(dump), done => postMessage({ told: "read", done }));
    return { size: dataset.size, seconds: (performance.now() - begin) / 1000 };
  },
  ask({ sparql }) {
    answer = undefined; // so that two large answers are never held at once
    const begin = performance.now();
    answer = dataset.ask(sparql);
    const seconds = (performance.now() - begin) / 1000;
    const { kind, truth, vars } = answer;
    return { kind, truth, vars, seconds, formats: listFormats(answer), ...cutRows(0) };
  },
  rows: ({ from }) => cutRows(from),
  file: ({ format }) => new Blob([writeFile(answer, format)], { type: FORMATS[format] }),
  choices({ sparql }) {
    const { vars, rows } = dataset.ask(sparql);
    return [...new Set(rows.map(row => row[vars[0]]?.value).filter(Boolean))];
  },
};

function cutRows(from) {
  return { rows: answer.rows.slice(from, from + SOME_ROWS), total: answer.rows.length };
}

/** The bytes of the dump; a server or the browser may have taken the compression off already. */
async function unpack(dump) {
  const [first, second] = new Uint8Array(await dump.slice(0, 2).arrayBuffer());
  const stream = dump.stream();
  return readPieces(first === 0x1f && second === 0x8b ? stream.pipeThrough(new DecompressionStream("gzip")) : stream);
}

async function* readPieces(stream) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

// one job after the other: nothing is asked before everything is read
let before = Promise.resolve();
onmessage = ({ data }) => {
  before = before.then(async () => {
    try {
      postMessage({ id: data.id, result: await JOBS[data.job](data) });
    } catch (error) {
      postMessage({ id: data.id, error: String(error?.message ?? error) });
    }
  });
};
