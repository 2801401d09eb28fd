// Learning runs: start and stop, how far they are, figures before and after, use or drop.

import { get, make, post, words } from "./page.js";

const runs = document.getElementById("runs");
const decides = runs.dataset.decides === "1";
const problem = document.getElementById("problem");
const stop = document.getElementById("stop");
const SOON = 800, LATER = 10000; // milliseconds until the next look, at work and at rest
let timer = 0;

document.getElementById("start")?.addEventListener("submit", (event) => {
  event.preventDefault();
  act("start", { minutes: Number(event.target.elements.minutes.value) });
});
stop?.addEventListener("click", () => act("stop"));
document.getElementById("refresh")?.addEventListener("click", () => act("refresh"));

async function act(path, body) {
  problem.textContent = "";
  try {
    show(await post(`/api/learning/${path}`, body));
  } catch (error) {
    problem.textContent = error.message;
  }
}

async function look() {
  try {
    show(await get("/api/learning"));
  } catch (error) {
    problem.textContent = error.message;
    timer = setTimeout(look, LATER);
  }
}

function show(state) {
  clearTimeout(timer);
  document.getElementById("finished").textContent = said("learning_finished", state.finished, state.fewest);
  const start = document.querySelector("#start .primary");
  if (start) start.disabled = state.busy || state.finished < state.fewest;
  const refresh = document.getElementById("refresh");
  if (refresh) refresh.disabled = state.busy;
  if (stop) stop.hidden = !state.busy;
  document.getElementById("refreshed").replaceChildren(...(state.refresh ? progress(state.refresh) : []));
  runs.replaceChildren(...state.runs.map((run) => card(run, state)));
  timer = setTimeout(look, state.busy ? SOON : LATER);
}

function card(run, state) {
  const used = state.chosen?.run === run.name;
  const section = make("section", { class: "card", "data-run": run.name, "data-state": run.state });
  section.append(make("h2", {}, day(run.name), used ? `　${said("learning_in_use", state.chosen.who)}` : ""));
  section.append(make("p", { class: "told" }, ...progress(run)));
  if (run.report) section.append(make("p", { class: "reason" }, reason(run.report)), figures(run.report));
  if (decides && run.state !== "running") {
    const bar = make("p", { class: "bar" });
    if (run.weights && !used) bar.append(button("learning_use", () => act(`${run.name}/use`), "primary"));
    bar.append(button("learning_drop", () => act(`${run.name}/drop`)));
    section.append(bar);
  }
  return section;
}

function button(key, action, kind) {
  const element = make("button", { type: "button", class: kind, "data-do": key }, words[key]);
  element.addEventListener("click", action);
  return element;
}

function progress(told) {
  const state = words[`learning_${told.state}`];
  if (told.state !== "running") return [state];
  const stage = words[`learning_stage_${told.stage || "begin"}`];
  const bar = make("progress", { max: "1", value: String(told.share), "aria-label": stage });
  return [`${state}：${stage} `, bar, ` ${Math.round(100 * told.share)}%`];
}

function reason(report) {
  return said(`learning_${report.verdict}`, gain(report.corrected), gain(report.replayed));
}

function gain(g) {
  return `${signed(g.gain)} [${signed(g.low)}, ${signed(g.high)}]`;
}

function signed(value) {
  return (value < 0 ? "−" : "+") + Math.abs(value).toFixed(3);
}

function figures(report) {
  const rows = ["corrected", "replayed"].flatMap((part) => parts(part, report[part]));
  const head = ["learning_measured", "label", "learning_before", "learning_after"].map((k) => make("th", {}, words[k]));
  return make("table", { class: "agreement" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
}

function parts(part, { before, after }) {
  const names = Object.keys({ ...before, ...after }).filter((n) => n !== "value");
  const shown = names.filter((n) => n === "spans" || n === "links" || before[n]?.f1 !== after[n]?.f1);
  return shown.map((name) =>
    make("tr", { "data-part": part, "data-label": name },
      make("th", {}, words[`learning_${part}`]),
      make("td", {}, words[name === "spans" || name === "links" ? `${name}_all` : `label_${name}`]),
      make("td", { class: "number" }, f1(before[name])),
      make("td", { class: "number" }, f1(after[name]))));
}

function f1(counts) {
  return counts && counts.wanted + counts.given ? counts.f1.toFixed(3) : "–";
}

function day(name) {
  const [, y, m, d, h, i, s] = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/.exec(name);
  return new Date(Date.UTC(y, m - 1, d, h, i, s)).toLocaleString("sv-SE");
}

function said(key, ...values) {
  return values.reduce((text, value, i) => text.replace(`{${i}}`, value), words[key]);
}

show(JSON.parse(document.getElementById("state").textContent));
