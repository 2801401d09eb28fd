// Draws the text in blocks: lines of prose, and tables as tables. A block is drawn when it comes near the
// screen, when something in it is asked for, or when the browser has nothing else to do; an edit redraws
// only the parts it touches, and what is off the screen is not laid out (content-visibility).

import { make, words } from "./page.js";

const BLOCK = 1500;
const FIRST = 8; // blocks drawn before the page is shown

export class View {
  constructor(root, model, data) {
    this.root = root;
    this.model = model;
    this.marks = new Map();
    this.blocks = this.#cut(data.tables);
    root.replaceChildren(...this.blocks.map((b) => b.element));
    for (const block of this.blocks.slice(0, FIRST)) this.#draw(block);
    const watch = new IntersectionObserver((seen) => this.#seen(seen), { rootMargin: "800px 0px" });
    for (const block of this.blocks) watch.observe(block.element);
    this.#drawLater(0);
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const block = this.blocks[Number(target.dataset.block)];
      block.near = isIntersecting;
      if (isIntersecting) this.#draw(block);
    }
  }

  #drawLater(from) {
    requestIdleCallback((idle) => {
      let i = from;
      while (i < this.blocks.length && idle.timeRemaining() > 4) this.#draw(this.blocks[i++]);
      if (i < this.blocks.length) this.#drawLater(i);
      else this.root.dataset.whole = String(performance.now());
    });
  }

  // The element of a mention, its block drawn if need be.
  mark(id) {
    const mention = this.model.mentions.get(id);
    if (mention && !this.marks.has(id)) this.#draw(this.blocks[this.#blockAt(mention.start)]);
    return this.marks.get(id);
  }

  // Whether a mention is on the screen or near it.
  near(id) {
    const mention = this.model.mentions.get(id);
    return Boolean(mention && this.blocks[this.#blockAt(mention.start)]?.near);
  }

  #cut(tables) {
    const blocks = [];
    let at = 0;
    for (const table of [...tables].sort((a, b) => a.start - b.start)) {
      if (table.start < at) continue;
      this.#lines(blocks, at, table.start);
      const element = make("div", { class: "block table pending", "data-block": blocks.length });
      blocks.push({ start: table.start, end: table.end, element, parts: null, table });
      at = table.end;
    }
    this.#lines(blocks, at, this.model.text.length);
    return blocks;
  }

  #lines(blocks, start, end) {
    while (start < end) {
      let stop = Math.min(end, start + BLOCK);
      if (stop < end) {
        const piece = this.model.text.slice(start, stop);
        const line = piece.lastIndexOf("\n") + 1;
        if (line > 0) stop = start + this.model.text.pointsIn(start, line);
        for (const m of this.model.overlapping(stop - 1, stop + 1)) if (m.start < stop && m.end > stop) stop = m.end;
        stop = Math.min(stop, end);
      }
      const element = make("div", { class: "block pending", "data-block": blocks.length });
      blocks.push({ start, end: stop, element, parts: null, table: null });
      start = stop;
    }
  }

  #tableParts({ element, table }) {
    const rows = Array.from({ length: table.rows }, () => make("tr"));
    const parts = [];
    for (const [row, column, start, end, rowSpan, columnSpan] of table.cells) {
      const cell = make("td", {
        rowspan: rowSpan > 1 ? rowSpan : null, colspan: columnSpan > 1 ? columnSpan : null, "data-column": column,
      });
      rows[row].append(cell);
      if (end > start) parts.push([cell, start, end]);
    }
    element.replaceChildren(make("table", {}, make("tbody", {}, ...rows)));
    return parts;
  }

  #draw(block) {
    if (!block || block.parts) return;
    block.parts = block.table ? this.#tableParts(block) : [[block.element, block.start, block.end]];
    block.element.classList.remove("pending");
    for (const [node, start, end] of block.parts) this.#fill(node, start, end);
  }

  #fill(node, start, end) {
    const pieces = [];
    let at = start;
    for (const m of this.model.overlapping(start, end)) {
      const [from, to] = [Math.max(m.start, start), Math.min(m.end, end)];
      if (from > at) pieces.push(this.#words(at, from));
      pieces.push(this.#mark(m, from, to));
      at = to;
    }
    if (at < end) pieces.push(this.#words(at, end));
    const equations = [...node.children].filter((c) => c.classList.contains("equation"));
    node.replaceChildren(...pieces);
    for (const equation of equations) this.marks.get(equation.dataset.term)?.after(equation);
  }

  #words(start, end) {
    const node = document.createTextNode(this.model.text.slice(start, end));
    node.start = start;
    return node;
  }

  #mark(m, start, end) {
    const mark = make("mark", { class: `m l-${m.label}`, "data-id": m.id }, this.#words(start, end));
    const label = words[`label_${m.label}`];
    mark.title = m.confidence == null ? label : `${label} ${m.confidence}`;
    if (m.corrected) mark.append(make("ins", {}, m.corrected));
    if (!m.accepted) mark.classList.add("open");
    if (m.change) mark.classList.add(m.change);
    if (m.role === "budget") mark.classList.add("budget");
    this.marks.set(m.id, mark);
    return mark;
  }

  // Redraw the parts that the ranges touch.
  redraw(ranges) {
    const nodes = new Map();
    for (const [start, end] of ranges) {
      for (let i = this.#blockAt(start); i < this.blocks.length && this.blocks[i].start < end; i += 1) {
        for (const part of this.blocks[i].parts ?? []) {
          if (part[1] < end && part[2] > start) nodes.set(part[0], part);
        }
      }
    }
    for (const part of nodes.values()) this.#fill(...part);
    for (const [id, mark] of this.marks) if (!this.model.mentions.has(id)) this.marks.delete(id), mark.remove();
  }

  #blockAt(offset) {
    let [low, high] = [0, this.blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.blocks[middle].end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The part that holds the character at `offset`, or the next one that holds any.
  partAt(offset) {
    for (let i = this.#blockAt(offset); i < this.blocks.length; i += 1) {
      this.#draw(this.blocks[i]);
      const part = this.blocks[i].parts.find(([, , end]) => end > offset);
      if (part) return part;
    }
    return null;
  }

  // The text node and place in it of an offset.
  place(offset) {
    const part = this.partAt(offset);
    if (!part) return null;
    const walker = document.createTreeWalker(part[0], NodeFilter.SHOW_TEXT);
    let last = null;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.start === undefined) continue;
      const length = this.model.text.pointsIn(node.start, node.data.length);
      if (offset < node.start + length) {
        const inside = Math.max(0, offset - node.start);
        return [node, this.model.text.unitsIn(node.start, inside)];
      }
      last = [node, node.data.length];
    }
    return last;
  }

  // The offsets that a browser's range covers, null if it covers none of the text. A range may begin or
  // end between elements (a double click on a cell's last word does).
  offsets(range) {
    const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT);
    let [start, end] = [null, null];
    walker.currentNode = range.startContainer;
    let node = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer : walker.nextNode();
    for (; node && range.intersectsNode(node); node = walker.nextNode()) {
      if (node.start === undefined) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      start ??= node.start + this.model.text.pointsIn(node.start, from);
      if (to > 0) end = node.start + this.model.text.pointsIn(node.start, to);
    }
    return start !== null && end > start ? [start, end] : null;
  }

  show(start, end, block = "nearest") {
    const [from, to] = [this.place(start), this.place(end - 1)];
    if (!from || !to) return;
    const step = this.model.text.unitsIn(end - 1, 1);
    document.getSelection().setBaseAndExtent(from[0], from[1], to[0], Math.min(to[0].data.length, to[1] + step));
    from[0].parentElement.scrollIntoView({ block });
  }
}
