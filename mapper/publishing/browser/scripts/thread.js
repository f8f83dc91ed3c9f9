// The worker as seen from the page: jobs that are promised, and stopping by ending the thread.

export class Stopped extends Error {}

export class Thread {
  #worker;
  #waiting = new Map();
  #count = 0;

  /** `tell` hears how many bytes of the dump were read. */
  constructor(tell) {
    this.tell = tell;
  }

  /** What the worker answers to a job; rejected with `Stopped` when it is stopped before. */
  ask(job, values = {}) {
    this.#worker ??= this.#start();
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, job, ...values });
    });
  }

  /** Ends the thread with all that it held. */
  stop(error = new Stopped()) {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #start() {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = event => {
      event.preventDefault();
      this.stop(new Error(event.message || "worker"));
    };
    return worker;
  }

  #hear({ id, told, done, result, error }) {
    if (told) {
      this.tell(done);
      return;
    }
    const job = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) job?.resolve(result);
    else job?.reject(new Error(error));
  }
}
