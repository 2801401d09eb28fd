// The document page: what is current, which mode it is in, and what a key or a click does.

import { Refused, get, make, words } from "./page.js";
import { Model } from "./model.js";
import { View } from "./render.js";
import { Sync } from "./sync.js";
import { Pages, drawArcs } from "./pages.js";
import { placeEquations, showCurrent, showIndicators } from "./panels.js";
import { Findings } from "./findings.js";
import { applyAlike } from "./alike.js";
import { Search } from "./search.js";
import { splitters } from "./splitter.js";
import { listen } from "./listening.js";
import { LABEL_KEYS, actionOf, fillHelp } from "./keys.js";
import { askConflict, askSecret } from "./conflict.js";
import * as operations from "./operations.js";

const at = (id) => document.getElementById(id);
const main = at("review");
const data = await get(`/api/layers/${main.dataset.layer}`);
const model = new Model(data);
const view = new View(at("text"), model, data);
const pages = new Pages(at("picture"), model, data, (id) => select(id));
const role = main.dataset.role;
const quiet = role === "reader" || (main.dataset.kind === "consensus" ? role !== "adjudicator" : main.dataset.kind !== "human");
const findings = new Findings(at("checks"), model, { go: (id) => select(id, "center"), save, reviewer: main.dataset.reviewer, settle: focusText });
const search = new Search(at("search"), model, view, focusText);
let current = null;
let unread = []; // start, end and reason of every number of the text that was not read
let lastUnread = null;
let heard = 0; // the newest version that the server told of
let mode = null; // {name: "link"|"add"|"split", source, anchor, focus}
let decorated = [];

const sync = new Sync(main.dataset.layer, model, {
  applied(dirty) {
    view.redraw(dirty);
    if (current && !model.mentions.has(current)) current = null;
    decorate();
    findings.show();
    showDone();
  },
  state(name, detail = "") {
    if (name === "saving") delete main.dataset.settled;
    at("saved").textContent = `${words[name]} ${detail}`;
    at("saved").dataset.state = name;
  },
  conflict: askConflict,
  signIn: askSecret,
  settled() {
    if (heard > model.version) lookAround();
    main.dataset.settled = String(model.version);
    recheckSoon();
  },
}, main.dataset.reviewer);

function select(id, scroll = "nearest") {
  if (!id) return;
  lastUnread = null;
  current = id;
  decorate();
  const mark = view.mark(id);
  if (scroll) mark?.scrollIntoView({ block: scroll, inline: "nearest" });
}

function decorate() {
  for (const mark of decorated) mark.classList.remove("current", "linked", "term", "left-out");
  decorated = [];
  const finding = findings.at(findings.current);
  const light = (id, name) => {
    const mark = view.mark(id);
    if (mark) { mark.classList.add(name); decorated.push(mark); }
  };
  for (const id of finding?.terms ?? []) light(id, "term");
  for (const { mention } of finding?.left_out ?? []) light(mention, "left-out");
  if (current) {
    light(current, "current");
    const { out, into } = model.linksOf(current);
    for (const k of out) light(k.target, "linked");
    for (const k of into) light(k.source, "linked");
  }
  requestAnimationFrame(beside);
}

// What stands beside the text follows a frame later, so that the text answers at once.
function beside() {
  showCurrent(at("current"), model, current, select);
  drawArcs(at("arcs"), at("pane"), view, model, current);
  const mention = model.mentions.get(current);
  if (pages.active) pages.show(mention?.page ?? pages.number, current, findings.at(findings.current)?.terms ?? []);
}

const REST = 250; // milliseconds without an edit before the checks are computed again
let resting = 0;
function recheckSoon() {
  clearTimeout(resting);
  at("check-state").textContent = words.checking;
  resting = setTimeout(recheck, REST);
}

let asking = false;
let again = false;
async function recheck() {
  if (asking) { again = true; return; }
  asking = true;
  do {
    again = false;
    at("check-state").textContent = words.checking;
    const outcome = await get(`/api/layers/${main.dataset.layer}/checks`).catch(unchecked);
    if (outcome) show(outcome);
    at("check-state").textContent = outcome ? words.checked : words.checks_late;
    at("checks").dataset.version = outcome?.version ?? "";
  } while (again);
  asking = false;
}

// A large report may take longer than a request waits: what was computed meanwhile is asked for again.
const LATER = 5000;
function unchecked(error) {
  if (!(error instanceof Refused)) setTimeout(recheckSoon, LATER);
  return null;
}

function show(outcome) {
  findings.take(outcome.checks);
  placeEquations(view, outcome.checks);
  unread = outcome.numerals;
  at("unread").textContent = `${words.unread} ${unread.length}`;
  if (!at("indicators").contains(document.activeElement)) {
    showIndicators(at("indicators"), model, outcome.indicators, { go: select, look: select, leave: focusText, setValue });
  }
}

function setValue(indicator, label, known, typed) {
  const done = save("set-value", operations.setValue(model, indicator, label, known, typed));
  if (done) focusText();
  return done;
}

function focusText() {
  at("pane").focus({ preventScroll: true });
}

function save(action, edits) {
  if (finished() && action !== "done") { at("saved").textContent = words.error_locked; return false; }
  return !quiet && sync.save(action, edits);
}

function finished() {
  return model.decisions.get("done")?.verdict === "done";
}

function showDone() {
  at("done").textContent = finished() ? words.reopen : words.done;
  main.classList.toggle("finished", finished());
}

function setMode(next) {
  mode = next;
  at("mode").textContent = mode ? words[`${mode.name}_mode`] : "";
  if (!mode) document.getSelection().removeAllRanges();
  else showCaret();
}

function showCaret() {
  if (mode?.focus === undefined) return;
  const [start, end] = mode.anchor <= mode.focus ? [mode.anchor, mode.focus] : [mode.focus, mode.anchor];
  view.show(start, Math.max(end, start + 1));
}

function moveCaret(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by || mode?.focus === undefined) return false;
  mode.focus = Math.min(Math.max(mode.focus + by, 0), model.text.length);
  if (!event.shiftKey || mode.name === "split") mode.anchor = mode.focus;
  showCaret();
  return true;
}

function chosen() {
  if (mode?.name === "add" && mode.focus !== mode.anchor) return [Math.min(mode.anchor, mode.focus), Math.max(mode.anchor, mode.focus)];
  const selection = document.getSelection();
  if (mode || selection.isCollapsed) return null;
  return view.offsets(selection.getRangeAt(0));
}

function label(name) {
  const range = chosen();
  if (range) {
    const edits = operations.add(model, ...range, name);
    setMode(null);
    if (save("add", edits)) select(edits[0][1]);
  } else if (current && mode?.name !== "add") save("relabel", operations.relabel(model, current, name));
}

// Decide on the current finding (the next one if none is), and stay there: the reason may follow.
function decide(does) {
  if (!findings.current) findings.choose(findings.step(1, place()));
  else does();
  decorate();
}

const place = () => model.mentions.get(current)?.start ?? 0;

function toFinding(by) {
  findings.choose(findings.step(by, place()));
}

// The next number that was not read, marked or not: one that is not stays selected, so that a label key marks it.
function toUnread(by) {
  const here = lastUnread ?? (current ? place() : -1);
  const ahead = unread.filter(([start]) => (by > 0 ? start > here : start < here));
  const next = by > 0 ? ahead[0] ?? unread[0] : ahead.at(-1) ?? unread.at(-1);
  if (!next) return;
  const [start, end, why] = next;
  const mark = model.overlapping(start, end)[0];
  select(mark?.id, "center");
  if (mark) document.getSelection().removeAllRanges();
  else view.show(start, end, "center");
  lastUnread = start;
  at("unread").textContent = `${words.unread} ${unread.indexOf(next) + 1} / ${unread.length} ${why}`;
}

function resize(left, right) {
  save("resize", operations.resize(model, current, left, right));
}

function begin(name) {
  const mention = model.mentions.get(current);
  const start = name === "add" ? (mention?.end ?? 0) : mention.start + 1;
  setMode(name === "link" ? { name, source: current } : { name, anchor: start, focus: start });
}

function confirm() {
  if (mode.name === "link") save("link", operations.toggleLink(model, mode.source, current));
  if (mode.name === "reason") { setMode(null); return; }
  if (mode.name === "split") save("split", operations.split(model, current, mode.focus));
  if (mode.name === "link") current = mode.source;
  setMode(null);
  decorate();
}

const FREE = {
  next: () => select(model.step(current, 1)),
  previous: () => select(model.step(current, -1)),
  nextOpen: () => select(model.step(current, 1, (m) => !m.accepted)),
  previousOpen: () => select(model.step(current, -1, (m) => !m.accepted)),
  nextFinding: () => toFinding(1),
  previousFinding: () => toFinding(-1),
  confirmFinding: () => decide(() => findings.decide({ verdict: "confirmed" })),
  rejectFinding: () => decide(() => { if (findings.decide({ verdict: "rejected" })) setMode({ name: "reason" }); }),
  explainFinding: () => decide(() => { if (findings.decide({ verdict: "explained" })) setMode({ name: "reason" }); }),
  mendFinding: () => decide(() => findings.mend()),
  noteFinding: () => findings.field("note"),
  assignFinding: () => findings.field("assigned"),
  nextUnread: () => toUnread(1),
  previousUnread: () => toUnread(-1),
  find: () => search.open(),
  add: () => begin("add"),
  acceptAll: () => save("accept-all", operations.acceptAbove(model, Number(at("threshold").value))),
  undo: () => quiet || sync.step("undo"),
  redo: () => quiet || sync.step("redo"),
  done: () => save("done", operations.turnDone(model)),
  table: () => at("indicators").querySelector("input")?.focus(),
  help: () => (at("help").open ? at("help").close() : at("help").showModal()),
  leave: () => setMode(null),
};

const ON_CURRENT = {
  startLeft: () => resize(1, 0),
  startRight: () => resize(-1, 0),
  endRight: () => resize(0, 1),
  endLeft: () => resize(0, -1),
  split: () => begin("split"),
  merge: () => save("merge", operations.merge(model, current)),
  remove: () => { const gone = current; const next = model.step(gone, 1); save("delete", operations.remove(model, gone)); select(next); },
  link: () => (mode?.name === "link" ? confirm() : begin("link")),
  unlink: () => save("unlink", operations.unlink(model, current)),
  accept: () => { save("accept", operations.accept(model, current)); select(model.step(current, 1)); },
  alike: () => applyAlike(main.dataset.layer, current, at("alike"), (said) => { at("saved").textContent = said; at("saved").dataset.state = "alike"; focusText(); }),
  turnChange: () => save("change", operations.turnChange(model, current)),
  turnBudget: () => save("budget", operations.turnBudget(model, current)),
};

function perform(name) {
  if (FREE[name]) FREE[name]();
  else if (current && ON_CURRENT[name]) ON_CURRENT[name]();
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select, textarea") || at("conflict").open) return;
  if (at("alike").open) return;
  if (at("help").open && event.key !== "?" && event.key !== "Escape") return;
  if (mode && (moveCaret(event) || event.key === "Enter")) {
    if (event.key === "Enter") confirm();
    event.preventDefault();
    return;
  }
  if (mode?.name === "reason" && /^[1-9]$/.test(event.key)) {
    findings.reason(Number(event.key));
    setMode(null);
    event.preventDefault();
    return;
  }
  if (mode?.name === "reason") setMode(null);
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  if (action[0] === "label") label(action[1]);
  else perform(action[1]);
});

at("text").addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (!mark || !document.getSelection().isCollapsed) return;
  select(mark.dataset.id, false);
});
for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => { perform(button.dataset.do); if (button.dataset.do !== "help") focusText(); });
for (const [key, name] of Object.entries(LABEL_KEYS)) {
  const button = at("labels").querySelector(`[data-label="${name}"]`);
  button.prepend(make("kbd", {}, key));
  button.addEventListener("mousedown", (event) => event.preventDefault()); // keep the selection
  button.addEventListener("click", () => label(name));
}
at("layers").addEventListener("change", (event) => {
  location.search = `?layer=${encodeURIComponent(event.target.value)}`;
});

splitters(document.querySelector(".panes"), () => requestAnimationFrame(beside));
fillHelp(at("keys"), make, words);
showDone();
beside();
sync.resume();
requestAnimationFrame(() => requestAnimationFrame(() => { main.dataset.ready = String(performance.now()); }));
main.dataset.settled = String(model.version);
focusText();
recheck();

// Others' edits of this layer, as soon as the server tells of them and nothing of ours is on its way.
async function lookAround() {
  const before = model.version;
  if (!sync.idle) return;
  const events = await get(`/api/layers/${main.dataset.layer}/history?after=${before}`).catch(() => []);
  if (!events.length || !sync.idle || model.version !== before) return;
  const changes = events.flatMap((e) => e.changes.map(([kind, key, , after]) => [kind, key, after]));
  view.redraw(model.apply(changes));
  model.version = events.at(-1).version;
  if (current && !model.mentions.has(current)) current = null;
  decorate();
  findings.show();
  showDone();
  at("saved").textContent = `${words.seen_others} ${[...new Set(events.map((e) => e.actor))].join("、")}`;
  recheckSoon();
}
listen(() => `/api/layers/${main.dataset.layer}/events?after=${model.version}`, (version) => { heard = version; if (version !== model.version) lookAround(); });
