// Saves edits one after the other, in the order they were made; nothing is dropped on the way.

import { Refused, get, post } from "./page.js";

const PATIENCE = 2000;

export class Sync {
  // on: {applied(dirty), state(name, detail), conflict(conflicts) → Promise<"mine"|"theirs">, settled()}
  constructor(layer, model, on) {
    this.path = `/api/layers/${layer}`;
    this.model = model;
    this.on = on;
    this.waiting = [];
    this.busy = false;
    window.addEventListener("beforeunload", (event) => {
      if (this.waiting.length) event.preventDefault();
    });
  }

  get idle() {
    return !this.busy && !this.waiting.length;
  }

  save(action, edits) {
    if (!edits?.length) return false;
    this.on.applied(this.model.apply(edits));
    this.waiting.push({ action, edits });
    this.#run();
    return true;
  }

  step(direction) {
    this.waiting.push({ step: direction });
    this.#run();
  }

  async #run() {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length) {
      this.on.state("saving");
      try {
        await this.#send(this.waiting[0]);
        this.waiting.shift();
      } catch (error) {
        if (!(await this.#recover(error))) break;
      }
    }
    this.busy = false;
    this.on.settled();
  }

  async #send(job) {
    const base = this.model.version;
    const body = { base, action: job.action, edits: (job.edits ?? []).map(([kind, key, value]) => ({ kind, key, value })) };
    const answer = job.step ? await post(`${this.path}/${job.step}?base=${base}`) : await post(`${this.path}/edits`, body);
    this.model.version = answer.version;
    this.#take(answer.changes, this.waiting.slice(1));
    this.on.state(answer.merged ? "merged" : "saved");
  }

  // Take over what the server has, except where an edit of ours is still on its way.
  #take(changes, pending) {
    const ours = new Set(pending.flatMap((job) => (job.edits ?? []).map(([kind, key]) => `${kind} ${key}`)));
    const theirs = changes.filter(([kind, key]) => !ours.has(`${kind} ${key}`));
    if (theirs.length) this.on.applied(this.model.apply(theirs));
  }

  async #recover(error) {
    if (!(error instanceof Refused)) {
      this.on.state("save_failed", String(error));
      await new Promise((done) => setTimeout(done, PATIENCE));
      return true;
    }
    if (error.status === 409) {
      await this.#settle(error.body);
      return true;
    }
    this.waiting.length = 0;
    this.model.reset(await get(this.path));
    this.on.applied([[0, this.model.text.length]]);
    this.on.state("save_failed", error.message);
    return false;
  }

  async #settle({ base, current, conflicts }) {
    const choice = await this.on.conflict(conflicts);
    const mine = this.waiting[0];
    const events = await get(`${this.path}/history?after=${Math.min(base, this.model.version)}`);
    const changes = events.flatMap((e) => e.changes.map(([kind, key, , after]) => [kind, key, after]));
    if (choice === "theirs" || mine.step) this.waiting.shift();
    this.model.version = Math.max(current, ...events.map((e) => e.version));
    this.#take(changes, this.waiting);
    const given = conflicts.map((c) => [c.kind, c.key, choice === "mine" ? c.mine : c.theirs]);
    if (choice === "theirs") this.on.applied(this.model.apply(given));
  }
}
