// Findings as things people decide on: which one is current, what a key does to it, how it is shown. A decision
// is an edit of the layer under the finding's fingerprint, so that undo, history and merging are those of edits.

import { make, words } from "./page.js";
import { chip, renew } from "./panels.js";
import { local } from "./times.js";

const PREFIX = "check:";
export const REASONS = ["typing", "rounding", "scope", "period", "unit", "incomplete", "reading", "not_meant", "other"];
const VALUE = { not_meant: "not-meant" }; // as the record spells it
const ORDER = { violated: 0, rounding: 2, holds: 3 };
const MOST = 200;
const values = (fingerprint) => fingerprint.slice(0, fingerprint.lastIndexOf("-"));

export class Findings {
  // on: {go(id), save(action, edits), reviewer, people: [names], settle()}
  constructor(root, model, on) {
    this.root = root;
    this.model = model;
    this.on = on;
    this.checks = [];
    this.current = null; // a fingerprint
  }

  take(checks) {
    this.checks = checks;
    if (!this.at(this.current)) this.current = null;
    this.show();
  }

  at(fingerprint) {
    return this.checks.find((c) => c.fingerprint === fingerprint) ?? null;
  }

  get violated() {
    return this.checks.filter((c) => c.status === "violated");
  }

  // The key under which a finding's decision lies: its own, or, after another reading gave other names, the
  // only one with its kind and values.
  keyOf(check) {
    const own = PREFIX + check.fingerprint;
    if (this.model.decisions.has(own)) return own;
    const known = [...this.model.decisions.keys()].filter((k) => k.startsWith(PREFIX) && !this.at(k.slice(PREFIX.length)));
    const same = known.filter((k) => values(k) === values(own));
    const rivals = this.checks.filter((c) => values(c.fingerprint) === values(check.fingerprint));
    return same.length === 1 && rivals.length === 1 ? same[0] : own;
  }

  decision(check) {
    return this.model.decisions.get(this.keyOf(check)) ?? null;
  }

  // The next finding in text order from the current one (or from a place), undecided ones alone if asked.
  step(by, from, open = false) {
    const start = (c) => this.model.mentions.get(c.terms[0])?.start ?? 0;
    const ordered = [...this.violated].sort((a, b) => start(a) - start(b));
    if (!ordered.length) return null;
    let i = ordered.findIndex((c) => c.fingerprint === this.current);
    if (i < 0) i = by > 0 ? ordered.findLastIndex((c) => start(c) <= from) : ordered.findIndex((c) => start(c) >= from);
    if (i < 0) i = by > 0 ? -1 : ordered.length;
    for (let seen = 0; seen < ordered.length; seen += 1) {
      i = (i + by + ordered.length) % ordered.length;
      if (!open || !this.decision(ordered[i])?.verdict) return ordered[i];
    }
    return null;
  }

  choose(check) {
    this.current = check?.fingerprint ?? null;
    this.show();
    if (!check) return;
    this.on.go(check.terms[0]);
    this.root.querySelector(".check.current")?.scrollIntoView({ block: "nearest" });
  }

  // Change the current finding's decision by some of its fields; null takes the verdict back.
  decide(changed, action = "decide") {
    const check = this.at(this.current);
    if (!check) return false;
    const key = this.keyOf(check);
    const { verdict = "", reason = "", note = "", assigned = "" } = this.model.decisions.get(key) ?? {};
    const value = { verdict, reason, note, assigned, ...changed };
    if (changed.verdict) value.reason = ""; // the reason of another verdict is none of this one
    if (changed.verdict && changed.verdict === verdict) value.verdict = "";
    const own = PREFIX + check.fingerprint;
    const edits = [["decision", own, { ...value, who: this.on.reviewer, when: new Date().toISOString() }]];
    if (key !== own) edits.push(["decision", key, null]);
    return this.on.save(action, edits);
  }

  // Accept the repair: the finding is right, and the figure should say something else.
  mend() {
    const check = this.at(this.current);
    const mention = check?.mend && this.model.mentions.get(check.mend.mention);
    if (!mention) return false;
    const { label, start, end, change = null, role = null } = mention;
    const value = { label, start, end, change, role, accepted: true, corrected: check.mend.value };
    const own = PREFIX + check.fingerprint;
    const word = { verdict: "confirmed", reason: "typing", note: "", assigned: "", who: this.on.reviewer, when: new Date().toISOString() };
    return this.on.save("mend", [["mention", mention.id, value], ["decision", own, word]]);
  }

  show() {
    const left = this.violated.filter((c) => c.told !== false);
    const open = left.filter((c) => !this.decision(c)?.verdict).length;
    const counts = [`${words.violated} ${left.length}`, `${words.undecided} ${open}`];
    for (const s of ["rounding", "holds"]) counts.push(`${words[s]} ${this.checks.filter((c) => c.status === s).length}`);
    if (!this.root.children.length) this.root.append(make("p", { class: "quiet", id: "check-counts" }), make("p", {}, words.no_findings), make("div"));
    const [line, none, list] = this.root.children;
    line.textContent = counts.join("　");
    none.hidden = left.length > 0;
    const rank = (c) => (c.status === "violated" && (c.told === false || this.decision(c)?.verdict) ? 1 : ORDER[c.status]);
    const sorted = [...this.checks].sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
    const items = sorted.map((c) => [c, this.decision(c), c.fingerprint === this.current]);
    renew(list, this.model, items, ([c]) => c.terms, (item) => this.#card(...item));
  }

  #card(c, decision, current) {
    const violated = c.status === "violated";
    const state = violated && c.told === false ? "to_look_at" : c.status;
    const verdict = decision?.verdict ? ` ${decision.verdict}` : "";
    const card = make("div", { class: `check ${c.status}${verdict}${current ? " current" : ""}`, "data-check": c.id, "data-fingerprint": c.fingerprint });
    card.append(make("p", {}, make("b", {}, words[state]), ` ${violated ? c.message : c.expression}`));
    if (decision?.verdict || decision?.assigned) card.append(this.#said(decision));
    if (c.precedent && !decision?.verdict) card.append(this.#precedent(c.precedent));
    card.append(make("p", {}, ...c.terms.map((id) => chip(this.model, id, this.on.go))));
    if (violated && (c.left_out ?? []).length) card.append(this.#leftOut(c));
    if (violated) card.append(this.#buttons(c, decision, current));
    return card;
  }

  #said(d) {
    const reason = REASONS.find((r) => (VALUE[r] ?? r) === d.reason);
    const who = [d.who, local(d.when)].filter(Boolean).join(" ");
    const parts = [d.verdict && words[d.verdict], reason && words[`reason_${reason}`], d.note, d.assigned && `${words.assigned_to} ${d.assigned}`];
    return make("p", { class: "said" }, `${parts.filter(Boolean).join(" · ")}（${who}）`);
  }

  // What was decided on its like in corrected reports: advice, never a decision.
  #precedent(p) {
    const reason = REASONS.find((r) => (VALUE[r] ?? r) === p.reason);
    const parts = [words.as_in.replace("{n}", p.reports), words[p.verdict], reason && words[`reason_${reason}`], p.note];
    return make("p", { class: "recalled" }, parts.filter(Boolean).join(" · "));
  }

  #leftOut(c) {
    const items = c.left_out.map((o) => make("li", {}, chip(this.model, o.mention, this.on.go), ` ${o.why}`));
    return make("details", {}, make("summary", {}, `${words.left_out} ${items.length}`), make("ul", {}, ...items));
  }

  #buttons(c, decision, current) {
    const row = make("p", { class: "deciding" });
    const button = (key, name, does) => {
      const b = make("button", { type: "button", class: decision?.verdict === name ? "chosen" : "", "data-verdict": name }, make("kbd", {}, key), words[`do_${name}`]);
      b.addEventListener("click", () => { this.current = c.fingerprint; does(); this.on.settle(); });
      row.append(b);
    };
    button("c", "confirmed", () => this.decide({ verdict: "confirmed" }));
    button("r", "rejected", () => this.decide({ verdict: "rejected" }));
    button("v", "explained", () => this.decide({ verdict: "explained" }));
    if (c.mend) button("p", "mended", () => this.mend());
    if (current) row.append(...this.#further(c, decision));
    return row;
  }

  // Reason, note and who is to look at it: of the current finding alone.
  #further(c, decision) {
    const reason = make("select", { "data-field": "reason", "aria-label": words.reason }, make("option", { value: "" }, words.reason));
    REASONS.forEach((r, i) => reason.append(make("option", { value: VALUE[r] ?? r }, `${i + 1} ${words[`reason_${r}`]}`)));
    reason.value = decision?.reason ?? "";
    const note = make("input", { "data-field": "note", maxlength: 500, placeholder: words.note, "aria-label": words.note, value: decision?.note ?? "" });
    const assigned = make("input", { "data-field": "assigned", maxlength: 40, list: "people", placeholder: words.assigned_to, "aria-label": words.assigned_to, value: decision?.assigned ?? "" });
    for (const field of [reason, note, assigned]) {
      field.addEventListener("change", () => { this.decide({ [field.dataset.field]: field.value.trim() }, field.dataset.field === "assigned" ? "assign" : "decide"); });
      field.addEventListener("keydown", (event) => {
        event.stopPropagation();
        if (event.key === "Enter" && field !== reason) field.blur();
        if (event.key === "Enter" || event.key === "Escape") this.on.settle();
      });
    }
    return [reason, note, assigned];
  }

  field(name) {
    this.root.querySelector(`.check.current [data-field="${name}"]`)?.focus();
  }

  // The reason by its place in the list, while the reason is asked for.
  reason(place) {
    const name = REASONS[place - 1];
    return name ? this.decide({ reason: VALUE[name] ?? name }) : false;
  }
}
