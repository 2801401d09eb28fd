// Saves edits one after the other, in the order they were made; nothing is dropped on the way.
// What is not saved yet also lies in the browser's local storage, until the server has it on its disk: a
// server that fails is asked again, ever more slowly; one that no longer knows the session is signed in to
// again in place; only an edit that the server refuses for what it says is given up, and that is told.

import { Refused, get, post, signInAgain } from "./page.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const SIGNED_OUT = new Set([401, 403]);
const REFUSED = new Set([400, 404, 413, 422]);

function requestId() {
  return [...crypto.getRandomValues(new Uint32Array(3))].map((n) => n.toString(16).padStart(8, "0")).join("");
}

// What waits, kept in local storage; where there is none (full, forbidden) it is kept in the page alone.
class Kept {
  constructor(layer, reviewer) {
    this.key = `jixiao-unsaved ${reviewer} ${layer}`;
  }

  read() {
    try {
      const found = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  write(jobs) {
    try {
      if (jobs.length) localStorage.setItem(this.key, JSON.stringify(jobs));
      else localStorage.removeItem(this.key);
    } catch {
      // Nothing is lost while the page stays open, and it says what is unsaved.
    }
  }
}

export class Sync {
  // on: {applied(dirty), state(name, detail), conflict(conflicts) → Promise<"mine"|"theirs">, settled(),
  //      signIn(problem) → Promise<token>}
  constructor(layer, model, on, reviewer = "") {
    this.path = `/api/layers/${layer}`;
    this.model = model;
    this.on = on;
    this.reviewer = reviewer;
    this.kept = new Kept(layer, reviewer);
    this.waiting = [];
    this.busy = false;
    this.failures = 0;
    this.wake = null;
    window.addEventListener("beforeunload", (event) => {
      if (this.waiting.length) event.preventDefault();
    });
    window.addEventListener("online", () => this.wake?.());
  }

  get idle() {
    return !this.busy && !this.waiting.length;
  }

  // Take up what an earlier page of this layer could not save.
  resume() {
    const left = this.kept.read();
    for (const job of left) if (job.edits) this.on.applied(this.model.apply(job.edits));
    this.waiting.unshift(...left);
    if (left.length) this.#run();
    return left.length;
  }

  save(action, edits) {
    if (!edits?.length) return false;
    this.on.applied(this.model.apply(edits));
    this.#add({ action, edits });
    return true;
  }

  step(direction) {
    this.#add({ step: direction });
  }

  #add(job) {
    this.waiting.push({ ...job, request: requestId() });
    this.kept.write(this.waiting);
    this.#run();
  }

  async #run() {
    if (this.busy) {
      if (this.failures) this.#tellUnsaved();
      return;
    }
    this.busy = true;
    while (this.waiting.length) {
      if (!this.failures) this.on.state("saving");
      try {
        await this.#send(this.waiting[0]);
        this.#done();
      } catch (error) {
        await this.#recover(error);
      }
    }
    this.busy = false;
    this.on.settled();
  }

  #done() {
    this.waiting.shift();
    this.failures = 0;
    this.kept.write(this.waiting);
  }

  async #send(job) {
    const base = this.model.version;
    const edits = (job.edits ?? []).map(([kind, key, value]) => ({ kind, key, value }));
    const body = { base, action: job.action, edits, request: job.request };
    const step = `${this.path}/${job.step}?base=${base}&request=${job.request}`;
    const answer = job.step ? await post(step) : await post(`${this.path}/edits`, body);
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
    try {
      if (!(error instanceof Refused)) return await this.#waitAWhile(String(error.message ?? error));
      if (error.status === 409 && error.body.conflicts) return await this.#settle(error.body);
      if (error.status === 403 && error.body.error === "role") return await this.#giveUp(error);
      if (SIGNED_OUT.has(error.status)) return await this.#signIn();
      if (REFUSED.has(error.status)) return await this.#giveUp(error);
      return await this.#waitAWhile(`${error.status}`);
    } catch (second) {
      return await this.#waitAWhile(String(second.message ?? second));
    }
  }

  #tellUnsaved(reason = this.reason) {
    this.reason = reason;
    this.on.state("unsaved", `${this.waiting.length} (${reason})`);
  }

  async #waitAWhile(reason) {
    this.failures += 1;
    this.#tellUnsaved(reason);
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.failures - 1));
    await new Promise((done) => {
      this.wake = done;
      setTimeout(done, longest * (0.75 + Math.random() / 2));
    });
    this.wake = null;
  }

  // The session is over (or the server was started anew): come in again as the same person, in place.
  async #signIn() {
    this.failures += 1;
    this.#tellUnsaved("401");
    let token = "";
    for (let problem = ""; ; problem = "again") {
      const outcome = await signInAgain(this.reviewer, token);
      if (outcome === "in") return;
      if (outcome === "busy") return this.#waitAWhile("429");
      token = await this.on.signIn(problem);
    }
  }

  // The server will never take this one: the others stay, and the text shows again what the server has.
  async #giveUp(error) {
    const state = await get(this.path);
    this.#done();
    this.model.reset(state);
    for (const job of this.waiting) if (job.edits) this.model.apply(job.edits);
    this.on.applied([[0, this.model.text.length]]);
    this.on.state("save_failed", error.message);
  }

  async #settle({ base, current, conflicts }) {
    const choice = await this.on.conflict(conflicts);
    const mine = this.waiting[0];
    const events = await get(`${this.path}/history?after=${Math.min(base, this.model.version)}`);
    const changes = events.flatMap((e) => e.changes.map(([kind, key, , after]) => [kind, key, after]));
    if (choice === "theirs" || mine.step) this.#done();
    this.model.version = Math.max(current, ...events.map((e) => e.version));
    this.#take(changes, this.waiting);
    const given = conflicts.map((c) => [c.kind, c.key, choice === "mine" ? c.mine : c.theirs]);
    if (choice === "theirs") this.on.applied(this.model.apply(given));
  }
}
