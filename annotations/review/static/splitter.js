// Bars between the panes: dragged, or moved with the arrow keys; the widths are kept in this browser.

const STEP = 24;
const LEAST = 160; // pixels that every pane keeps

export function splitters(panes, changed) {
  for (const bar of panes.querySelectorAll("[role=separator]")) watch(bar, panes, changed);
}

function watch(bar, panes, changed) {
  const name = bar.dataset.for;
  const pane = document.getElementById(name);
  const way = bar.nextElementSibling === pane ? -1 : 1; // the pane right of its bar grows to the left
  const width = () => pane.getBoundingClientRect().width;
  const set = (wanted) => {
    const free = panes.querySelector(".text").getBoundingClientRect().width - LEAST; // the text gives and takes
    const now = Math.round(Math.min(Math.max(wanted, LEAST), width() + Math.max(free, 0)));
    panes.style.setProperty(`--${name}`, `${now}px`);
    bar.setAttribute("aria-valuenow", String(now));
    changed();
    return now;
  };
  const keep = () => localStorage.setItem(`jixiao-${name}`, String(Math.round(width())));
  const known = Number(localStorage.getItem(`jixiao-${name}`));
  if (known > 0 && !pane.hidden) set(known);
  bar.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    const from = event.clientX;
    const before = width();
    const move = (e) => set(before + way * (e.clientX - from));
    bar.addEventListener("pointermove", move);
    bar.addEventListener("lostpointercapture", () => { bar.removeEventListener("pointermove", move); keep(); }, { once: true });
  });
  bar.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation(); // the page gives arrows another meaning
    set(width() + way * by);
    keep();
  });
}
