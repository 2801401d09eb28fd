// The side: the current mention, the checks with their equations, the indicators as a table.

import { make, post, words } from "./page.js";

export function chip(model, id, go) {
  const mention = model.mentions.get(id);
  if (!mention) return make("span", { class: "chip gone" }, words.deleted);
  const button = make("button", { type: "button", class: `chip l-${mention.label}`, "data-go": id }, mention.text);
  button.addEventListener("click", () => go(id));
  return button;
}

export function showCurrent(root, model, id, go) {
  const mention = model.mentions.get(id);
  if (!mention) {
    root.replaceChildren(make("h2", {}, words.current), make("p", {}, words.nothing_selected));
    return;
  }
  const { out, into } = model.linksOf(id);
  const facts = [words[`label_${mention.label}`], mention.corrected && `${words.should_be} ${mention.corrected}`, words[mention.change], words[`role_${mention.role}`], mention.unit].filter(Boolean).join(" · ");
  const doubt = mention.accepted ? words.accepted : `${words.confidence} ${mention.confidence ?? "—"}`;
  const place = mention.page ? `${words.page} ${mention.page}` : "";
  const head = mention.cell ? `${mention.cell.row_header} × ${mention.cell.column_header}` : "";
  root.replaceChildren(
    make("h2", {}, words.current),
    make("p", { class: "surface" }, mention.text),
    make("p", {}, `${facts}　[${mention.start}, ${mention.end})　${doubt}　${place}`),
    make("p", { class: "quiet" }, head),
    ...recalled(mention),
    make("p", {}, `${words.links_to} `, ...out.map((k) => chip(model, k.target, go))),
    make("p", {}, `${words.linked_from} `, ...into.map((k) => chip(model, k.source, go))),
  );
}

// Where a mark comes from that memory gave: the report opens; a wrong entry is taken out.
function recalled({ memory }) {
  if (!memory) return [];
  const [reports, entry] = memory;
  const source = make("a", { href: `/memory/${entry}`, target: "_blank" }, words.as_in.replace("{n}", reports));
  const out = make("button", { type: "button" }, words.take_out);
  out.addEventListener("click", () => post(`/api/memory/${entry}/out`).then(() => { out.textContent = words.taken_out; out.disabled = true; }));
  return [make("p", { class: "recalled" }, source, " ", out)];
}

// Replace a root's children by the nodes of `items`, keeping those whose item and words are the same.
export function renew(root, model, items, idsOf, build) {
  const known = root.renewable ?? new Map();
  const fresh = new Map();
  for (const item of items) {
    const key = JSON.stringify([item, idsOf(item).map((id) => [model.mentions.get(id)?.text, model.mentions.get(id)?.label])]);
    fresh.set(key, known.get(key) ?? build(item));
  }
  root.renewable = fresh;
  const nodes = [...fresh.values()];
  if (nodes.length !== root.children.length || nodes.some((node, i) => root.children[i] !== node)) root.replaceChildren(...nodes);
}

// Put each violated equation beside the figure that it says is wrong.
export function placeEquations(view, checks) {
  for (const old of [...view.root.getElementsByClassName("equation")]) old.remove();
  for (const mark of [...view.root.getElementsByClassName("violated")]) mark.classList.remove("violated");
  for (const c of checks) {
    if (c.status !== "violated" || c.told === false) continue;
    for (const id of c.terms) view.mark(id)?.classList.add("violated");
    const mark = view.mark(c.terms[0]);
    const note = `${c.expression}　${c.stated} ≠ ${c.computed}`;
    mark?.after(make("span", { class: "equation", "data-check": c.id, "data-term": c.terms[0] }, note));
  }
}

const COLUMNS = ["indicator", "target", "actual", "state", "claimed", "weight", "score"];

export function showIndicators(root, model, indicators, on) {
  if (!root.children.length) {
    const head = make("tr", {}, ...COLUMNS.map((name) => make("th", {}, words[name])));
    root.append(make("table", {}, make("thead", {}, head), make("tbody")));
  }
  const parts = (i) => [i.name, i.target?.mention, i.actual?.mention, i.claimed, i.weight, i.score].filter(Boolean);
  renew(root.querySelector("tbody"), model, indicators, parts, (i) => indicatorRow(model, i, on));
}

function indicatorRow(model, i, on) {
  return make(
    "tr", { "data-indicator": i.name, class: i.status },
    make("td", {}, chip(model, i.name, on.go)),
    make("td", {}, field(model, i, "TARGET", i.target?.mention, on)),
    make("td", {}, field(model, i, "ACTUAL", i.actual?.mention, on)),
    make("td", { class: "status" }, words[`status_${i.status}`]),
    ...[i.claimed, i.weight, i.score].map((id) => make("td", {}, ...(id ? [chip(model, id, on.go)] : []))),
  );
}

function field(model, indicator, label, id, on) {
  let text = (id && model.mentions.get(id)?.text) ?? "";
  const input = make("input", { value: text, "data-label": label, "aria-label": words[`label_${label}`] });
  input.addEventListener("focus", () => on.look(id ?? indicator.name));
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") { input.value = text; input.blur(); on.leave(); }
    if (event.key === "Enter") { event.preventDefault(); submit(); }
  });
  const submit = () => {
    const typed = input.value.trim();
    if (typed === text) return;
    const before = text;
    text = typed; // saving takes the focus away, which submits once more
    const saved = on.setValue(indicator.name, label, id, typed);
    if (!saved) text = before;
    input.classList.toggle("wrong", !saved);
    input.title = saved ? "" : words.not_in_text;
  };
  input.addEventListener("change", submit);
  return input;
}
