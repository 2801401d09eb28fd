// What a reviewer can do to a layer: each returns [kind, key, value] edits, or null if it cannot be done.

const KEPT = ["label", "start", "end", "change", "role", "corrected"];

function value(mention, changed = {}) {
  const kept = Object.fromEntries(KEPT.map((name) => [name, mention[name] ?? null]));
  return { ...kept, accepted: true, ...changed };
}

function edit(mention, changed) {
  return ["mention", mention.id, value(mention, changed)];
}

function freshId() {
  return `h${crypto.getRandomValues(new Uint32Array(1))[0]}`;
}

function free(model, start, end, except = []) {
  return (
    start >= 0 && end <= model.text.length && start < end &&
    model.overlapping(start, end).every((m) => except.includes(m.id))
  );
}

const linkEdit = (source, target, keep = true) => [
  "link", `${source}>${target}`, keep ? { source, target, confidence: null } : null,
];

export const relabel = (model, id, label) => [edit(model.mentions.get(id), { label })];

export function resize(model, id, left, right) {
  const mention = model.mentions.get(id);
  const [start, end] = [mention.start - left, mention.end + right];
  return free(model, start, end, [id]) ? [edit(mention, { start, end })] : null;
}

export const remove = (model, id) => [["mention", id, null]];

export function split(model, id, at) {
  const mention = model.mentions.get(id);
  if (at <= mention.start || at >= mention.end) return null;
  return [edit(mention, { end: at }), ["mention", freshId(), value(mention, { start: at })]];
}

export function merge(model, id) {
  const mention = model.mentions.get(id);
  const next = model.mentions.get(model.step(id, 1));
  if (!next) return null;
  const edits = [["mention", next.id, null], edit(mention, { end: next.end })];
  const { out, into } = model.linksOf(next.id);
  for (const k of out) if (k.target !== id) edits.push(linkEdit(id, k.target));
  for (const k of into) if (k.source !== id) edits.push(linkEdit(k.source, id));
  return edits;
}

// A new value of an indicator is linked to the indicator before it in its line or row.
export function add(model, start, end, label) {
  if (!free(model, start, end)) return null;
  const id = freshId();
  const edits = [["mention", id, value({ label, start, end })]];
  const name = ["TARGET", "ACTUAL", "WEIGHT", "SCORE"].includes(label) ? indicatorBefore(model, start) : null;
  if (name) edits.push(linkEdit(id, name.id));
  return edits;
}

function indicatorBefore(model, offset) {
  for (let i = model.after(offset) - 1; i >= 0; i -= 1) {
    const m = model.order[i];
    if (model.text.slice(m.end, offset).includes("\n")) return null;
    if (m.label === "INDICATOR") return m;
  }
  return null;
}

export function toggleLink(model, source, target) {
  if (source === target) return null;
  return [linkEdit(source, target, !model.links.has(`${source}>${target}`))];
}

export function unlink(model, id) {
  const { out, into } = model.linksOf(id);
  const all = [...out, ...into];
  return all.length ? all.map((k) => linkEdit(k.source, k.target, false)) : null;
}

export function accept(model, id) {
  const mention = model.mentions.get(id);
  return mention.accepted ? null : [edit(mention)];
}

export function acceptAbove(model, threshold) {
  const sure = model.order.filter((m) => !m.accepted && (m.confidence ?? -1) >= threshold);
  return sure.length ? sure.map((m) => edit(m)) : null;
}

export function turnChange(model, id) {
  const mention = model.mentions.get(id);
  const next = { increase: "decrease", decrease: null }[mention.change];
  return [edit(mention, { change: next === undefined ? "increase" : next })];
}

export function turnBudget(model, id) {
  const mention = model.mentions.get(id);
  return [edit(mention, { role: mention.role === "budget" ? null : "budget" })];
}

export function turnDone(model) {
  const verdict = model.decisions.get("done")?.verdict === "done" ? "open" : "done";
  return [["decision", "done", { verdict }]];
}

// Give an indicator a target or actual by its words: the nearest place in the text that has them.
export function setValue(model, indicator, label, known, typed) {
  const name = model.mentions.get(indicator);
  const old = known && model.mentions.get(known);
  if (!typed) return old ? [["mention", old.id, null]] : null;
  const near = (old ?? name).start;
  const places = model.text.find(typed).sort((a, b) => Math.abs(a[0] - near) - Math.abs(b[0] - near));
  for (const [start, end] of places) {
    const there = model.overlapping(start, end);
    const same = there.find((m) => m.start === start && m.end === end);
    if (same && same.id !== indicator) return moveTo(same, old, indicator, label);
    if (free(model, start, end, old ? [old.id] : [])) {
      if (old) return [edit(old, { start, end })];
      const id = freshId();
      return [["mention", id, value({ label, start, end })], linkEdit(id, indicator)];
    }
  }
  return null;
}

function moveTo(same, old, indicator, label) {
  const edits = [edit(same, { label }), linkEdit(same.id, indicator)];
  if (old && old.id !== same.id) edits.unshift(["mention", old.id, null]);
  return edits;
}
