// Adjudication: j/k go through the differences, 1 or 2 decides.

import { post } from "./page.js";

const main = document.getElementById("compare");
const differences = [...main.querySelectorAll(".difference")];
let place = -1;

function go(to) {
  if (to < 0 || to >= differences.length) return;
  differences[place]?.classList.remove("current");
  place = to;
  differences[place].classList.add("current");
  differences[place].focus({ preventScroll: true });
  differences[place].scrollIntoView({ block: "nearest" });
}

const decides = main.dataset.role === "adjudicator";

async function decide(article, side) {
  if (!decides) return;
  const body = { a: main.dataset.a, b: main.dataset.b, key: article.dataset.key, side };
  await post(`/api/documents/${main.dataset.document}/decisions`, body);
  article.dataset.verdict = side;
  const next = differences.findIndex((d) => !d.dataset.verdict);
  if (next >= 0) go(next);
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("select, input")) return;
  if (event.key === "j" || event.key === "ArrowDown") go(place + 1);
  else if (event.key === "k" || event.key === "ArrowUp") go(place - 1);
  else if ((event.key === "1" || event.key === "2") && place >= 0) decide(differences[place], event.key === "1" ? "a" : "b");
  else return;
  event.preventDefault();
});

for (const article of differences) {
  for (const button of article.querySelectorAll("button")) {
    button.addEventListener("click", () => decide(article, button.dataset.side));
  }
}
go(Math.max(0, differences.findIndex((d) => !d.dataset.verdict)));
