// Find in the text: Enter goes to the next place, Shift+Enter to the one before; Esc closes.

import { words } from "./page.js";

export class Search {
  constructor(bar, model, view, leave) {
    this.bar = bar;
    this.input = bar.querySelector("input");
    this.count = bar.querySelector("span");
    this.view = view;
    this.model = model;
    this.found = [];
    this.place = -1;
    this.input.addEventListener("input", () => this.#look());
    this.input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") { event.preventDefault(); this.#go(event.shiftKey ? -1 : 1); }
      if (event.key === "Escape") { this.bar.hidden = true; leave(); }
    });
  }

  open() {
    this.bar.hidden = false;
    this.input.focus();
    this.input.select();
  }

  #look() {
    this.found = this.model.text.find(this.input.value);
    this.place = -1;
    this.count.textContent = this.found.length ? `${this.found.length}` : this.input.value && words.not_found;
    if (this.found.length) this.#go(1);
  }

  #go(by) {
    if (!this.found.length) return;
    this.place = (this.place + by + this.found.length) % this.found.length;
    this.count.textContent = `${this.place + 1} / ${this.found.length}`;
    const [start, end] = this.found[this.place];
    const focused = document.activeElement;
    this.view.show(start, end, "center");
    focused.focus({ preventScroll: true });
  }
}
