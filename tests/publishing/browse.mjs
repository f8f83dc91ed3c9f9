// Drives a headless Chromium by the DevTools protocol: `node browse.mjs chromium profile < steps.json`, which prints what
// the steps found. A step is one of: {go: address}, {wait: expression}, {find: expression}, {size: [width, height]},
// {shot: file}. Nothing but the machine itself can be reached, and every address that was asked for is told at the end.
import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

const [browser, profile] = process.argv.slice(2);
const steps = JSON.parse(readFileSync(0, "utf8"));
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run", "--hide-scrollbars",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1", "--remote-debugging-port=0",
  `--user-data-dir=${profile}`, "about:blank"];
const child = spawn(browser, flags, { stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((resolve, reject) => {
  let said = "";
  child.stderr.on("data", piece => {
    said += piece;
    const match = /DevTools listening on (ws:\S+)/.exec(said);
    if (match) resolve(match[1]);
  });
  child.on("exit", () => reject(new Error(said)));
});
const socket = new WebSocket(address);
await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
const waiting = new Map();
const asked = [];
const wrong = [];
let count = 0, session;
socket.onmessage = ({ data }) => {
  const { id, result, error, method, params } = JSON.parse(data);
  if (method === "Network.requestWillBeSent") asked.push(params.request.url);
  if (method === "Runtime.exceptionThrown") wrong.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
  const job = waiting.get(id);
  waiting.delete(id);
  if (error) job?.reject(new Error(JSON.stringify(error)));
  else job?.resolve(result);
};
const send = (method, params = {}) => new Promise((resolve, reject) => {
  waiting.set(++count, { resolve, reject });
  socket.send(JSON.stringify({ id: count, method, params, sessionId: session }));
});
const evaluate = async expression => {
  const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
};
const JOBS = {
  go: async url => {
    await send("Page.navigate", { url: "about:blank" });
    await send("Page.navigate", { url });
    await JOBS.wait(`location.href !== "about:blank" && document.readyState === "complete"`);
  },
  wait: async expression => {
    const end = Date.now() + 60_000;
    while (!(await evaluate(expression).catch(() => false))) {
      if (Date.now() > end) throw new Error(`waited in vain for ${expression}; ${wrong.join()}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  },
  find: evaluate,
  size: ([width, height]) =>
    send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 600 }),
  shot: async path => {
    const { data } = await send("Page.captureScreenshot", { captureBeyondViewport: false });
    writeFileSync(path, Buffer.from(data, "base64"));
  },
};
let failed = "";
const found = [];
try {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  ({ sessionId: session } = await send("Target.attachToTarget", { targetId, flatten: true }));
  for (const domain of ["Page", "Runtime", "Network"]) await send(`${domain}.enable`);
  for (const step of steps) {
    const [[job, value]] = Object.entries(step);
    const result = await JOBS[job](value);
    if (job === "find") found.push(result ?? null);
  }
} catch (error) {
  failed = String(error);
}
const ended = new Promise(resolve => child.on("exit", resolve));
session = undefined;
send("Browser.close").catch(() => child.kill());
await ended;
rmSync(profile, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ found, asked, wrong, failed }), () => process.exit(failed ? 1 : 0));
