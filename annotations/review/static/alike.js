// Apply the correction in the current mention's line or row to all reports that have its like: a preview, then Enter.

import { get, make, post, words } from "./page.js";

export async function applyAlike(layer, mention, dialog, done) {
  const found = await get(`/api/layers/${layer}/alike/${mention}`);
  const rows = found.map((f) => {
    const box = make("input", { type: "checkbox", value: f.document, checked: "" });
    const lines = f.examples.map((line) => make("div", { class: "quiet" }, line));
    return make("tr", {}, make("td", {}, box), make("td", {}, f.unit ?? f.title, ...lines), make("td", { class: "number" }, String(f.changes)));
  });
  dialog.querySelector("tbody").replaceChildren(...rows);
  dialog.querySelector("p").textContent = found.length ? words.alike_found.replace("{n}", found.length) : words.alike_none;
  const go = dialog.querySelector(".primary");
  go.hidden = !found.length;
  dialog.showModal();
  (found.length ? go : dialog).focus();
  go.onclick = async (event) => {
    event.preventDefault();
    const documents = [...dialog.querySelectorAll("input:checked")].map((b) => Number(b.value));
    const made = documents.length ? await post(`/api/layers/${layer}/alike/${mention}`, { documents }) : { reports: 0 };
    dialog.close();
    done(words.alike_done.replace("{n}", made.reports));
  };
}
