// Two people changed the same: show both sides and let the reviewer choose.

import { make, words } from "./page.js";
import { local } from "./times.js";

// The session is over: ask for what lets the same person in again; the edits wait meanwhile.
export function askSecret(problem) {
  const dialog = document.getElementById("again");
  const field = document.getElementById("again-token");
  document.getElementById("again-problem").hidden = !problem;
  field.value = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const answers = new AbortController();
    const listen = (target, name, does) => target.addEventListener(name, does, { signal: answers.signal });
    listen(dialog, "cancel", (event) => event.preventDefault());
    listen(dialog, "keydown", (event) => event.stopPropagation());
    listen(document.getElementById("again-form"), "submit", (event) => {
      event.preventDefault();
      answers.abort();
      dialog.close();
      resolve(field.value);
    });
  });
}

function side(title, value) {
  const shown = value
    ? [value.label, value.text ?? `${value.source ?? ""} → ${value.target ?? ""}`, value.start === undefined ? "" : `[${value.start}, ${value.end})`, value.change, value.role, value.verdict]
    : [words.deleted];
  return make("div", { class: "card" }, make("h3", {}, title), make("p", {}, shown.filter(Boolean).join(" · ")));
}

export function askConflict(conflicts) {
  const dialog = document.getElementById("conflict");
  const rows = conflicts.map((c) =>
    make(
      "div", { class: "pair", "data-key": c.key },
      side(words.mine, c.mine),
      side(`${words.theirs}（${c.actor}，${local(c.at)}）`, c.theirs),
    ),
  );
  document.getElementById("sides").replaceChildren(...rows);
  dialog.showModal();
  return new Promise((resolve) => {
    const answers = new AbortController();
    const answer = (choice) => {
      answers.abort();
      dialog.close();
      resolve(choice);
    };
    const listen = (target, name, does) => target.addEventListener(name, does, { signal: answers.signal });
    listen(document.getElementById("keep-mine"), "click", () => answer("mine"));
    listen(document.getElementById("keep-theirs"), "click", () => answer("theirs"));
    listen(dialog, "cancel", (event) => event.preventDefault());
    listen(dialog, "keydown", (event) => {
      event.stopPropagation(); // the page gives these keys another meaning
      if (event.key === "1") answer("mine");
      if (event.key === "2") answer("theirs");
    });
  });
}
