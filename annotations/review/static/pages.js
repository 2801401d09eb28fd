// The page image beside the text, with the boxes of the mentions that stand on it.

const SVG = "http://www.w3.org/2000/svg";

export class Pages {
  constructor(root, model, data, go) {
    this.root = root;
    this.model = model;
    this.pages = data.pages;
    this.document = data.document;
    this.go = go;
    this.number = 0;
    this.active = data.pictured && data.pages.length > 0;
    root.hidden = root.nextElementSibling.hidden = !this.active;
    root.parentElement.classList.toggle("pictured", this.active);
    if (!this.active) return;
    root.querySelector("#page-back").addEventListener("click", () => this.show(this.number - 1));
    root.querySelector("#page-on").addEventListener("click", () => this.show(this.number + 1));
    this.zoom = 1;
    root.querySelector("#page-larger").addEventListener("click", () => this.#scale(1.25));
    root.querySelector("#page-smaller").addEventListener("click", () => this.#scale(0.8));
    this.show(1);
  }

  #scale(by) {
    this.zoom = Math.min(4, Math.max(1, this.zoom * by));
    this.root.querySelector(".sheet").style.width = `${100 * this.zoom}%`;
  }

  show(number, current = null, terms = []) {
    const page = this.pages.find(([n]) => n === number);
    if (!this.active || !page) return;
    if (number !== this.number) {
      this.number = number;
      this.root.querySelector("#page-image").src = `/documents/${this.document}/pages/${number}.png`;
      this.root.querySelector("#page-number").textContent = `${number} / ${this.pages.length}`;
    }
    this.#boxes(page, current, terms);
  }

  #boxes([number, start, end, width, height], current, terms) {
    const svg = this.root.querySelector("#page-boxes");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("preserveAspectRatio", "none");
    const boxes = this.model.overlapping(start, end).filter((m) => m.box && m.page === number);
    svg.replaceChildren(...boxes.map((m) => this.#box(m, `${m.id === current ? " current" : ""}${terms.includes(m.id) ? " term" : ""}`)));
    this.#reveal();
  }

  // Bring the current box into sight where the picture is larger than its pane.
  #reveal() {
    if (this.zoom > 1) this.root.querySelector("rect.current")?.scrollIntoView({ block: "center", inline: "center" });
  }

  #box(mention, light) {
    const [x0, top, x1, bottom] = mention.box;
    const box = document.createElementNS(SVG, "rect");
    const shape = { x: x0, y: top, width: x1 - x0, height: bottom - top };
    for (const [name, value] of Object.entries(shape)) box.setAttribute(name, value);
    box.setAttribute("class", `box l-${mention.label}${light}`);
    box.dataset.id = mention.id;
    box.addEventListener("click", () => this.go(mention.id));
    return box;
  }
}

// Lines from the current mention to what it is linked with, drawn over the text.
export function drawArcs(svg, pane, view, model, id) {
  const lines = [];
  const mark = view.near(id) && view.mark(id);
  if (mark) {
    const { out, into } = model.linksOf(id);
    const ends = [...out.map((k) => [k.target, "out"]), ...into.map((k) => [k.source, "into"])];
    const frame = view.root.getBoundingClientRect();
    const middle = (box) => [box.left + box.width / 2 - frame.left, box.top + box.height / 2 - frame.top];
    const [x, y] = middle(mark.getBoundingClientRect());
    for (const [other, way] of ends) {
      if (!view.near(other)) continue; // measuring what is far away would lay it out
      const there = view.mark(other);
      const [u, v] = middle(there.getBoundingClientRect());
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", `M ${x} ${y} Q ${(x + u) / 2} ${Math.min(y, v) - 18} ${u} ${v}`);
      path.setAttribute("class", way);
      lines.push(path);
    }
  }
  svg.replaceChildren(...lines);
}
