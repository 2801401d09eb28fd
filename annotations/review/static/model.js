// The layer in memory: mentions in text order, links by either end. Offsets are code points.

export class Text {
  constructor(string) {
    this.string = string;
    this.points = /[\ud800-\udfff]/.test(string) ? Array.from(string) : null;
    this.length = this.points ? this.points.length : string.length;
  }

  slice(start, end) {
    return this.points ? this.points.slice(start, end).join("") : this.string.slice(start, end);
  }

  // Code points in the first `units` UTF-16 units of the piece that begins at `start`.
  pointsIn(start, units) {
    if (!this.points) return units;
    let count = 0;
    for (let seen = 0; seen < units; count += 1) seen += this.points[start + count].length;
    return count;
  }

  unitsIn(start, points) {
    return this.points ? this.slice(start, start + points).length : points;
  }

  // Offsets of every occurrence of `piece`.
  find(piece) {
    const found = [];
    const length = Array.from(piece).length;
    for (let at = this.string.indexOf(piece); piece && at >= 0; at = this.string.indexOf(piece, at + 1)) {
      const start = this.points ? Array.from(this.string.slice(0, at)).length : at;
      found.push([start, start + length]);
    }
    return found;
  }
}

export class Model {
  constructor(data) {
    this.text = new Text(data.text);
    this.reset(data);
  }

  reset(data) {
    this.version = data.version;
    this.mentions = new Map(data.mentions.map((m) => [m.id, m]));
    this.order = [...data.mentions].sort((a, b) => a.start - b.start);
    this.decisions = new Map(Object.entries(data.decisions));
    this.links = new Map();
    this.touching = new Map();
    for (const link of data.links) this.#addLink(`${link.source}>${link.target}`, link);
  }

  // Apply [kind, key, value] edits; return the ranges of text whose marks changed.
  apply(edits) {
    const dirty = [];
    for (const [kind, key, value] of edits) {
      if (kind === "mention") dirty.push(...this.#setMention(key, value));
      else if (kind === "link") value ? this.#addLink(key, value) : this.#dropLink(key);
      else if (kind === "decision") value ? this.decisions.set(key, value) : this.decisions.delete(key);
    }
    return dirty;
  }

  // The edits that would bring back what is there now.
  inverse(edits) {
    const tables = { mention: this.mentions, link: this.links, decision: this.decisions };
    return edits.map(([kind, key]) => [kind, key, tables[kind].get(key) ?? null]);
  }

  #setMention(id, value) {
    const dirty = [];
    const old = this.mentions.get(id);
    if (old) {
      this.order.splice(this.index(old), 1);
      this.mentions.delete(id);
      dirty.push([old.start, old.end]);
    }
    if (value) {
      const mention = { ...old, ...value, id, text: this.text.slice(value.start, value.end) };
      this.order.splice(this.after(mention.start), 0, mention);
      this.mentions.set(id, mention);
      dirty.push([mention.start, mention.end]);
    } else {
      for (const key of [...(this.touching.get(id) ?? [])]) this.#dropLink(key);
    }
    return dirty;
  }

  #addLink(key, link) {
    this.links.set(key, link);
    for (const end of [link.source, link.target]) {
      if (!this.touching.has(end)) this.touching.set(end, new Set());
      this.touching.get(end).add(key);
    }
  }

  #dropLink(key) {
    const link = this.links.get(key);
    if (!link) return;
    this.links.delete(key);
    for (const end of [link.source, link.target]) this.touching.get(end)?.delete(key);
  }

  // Place of the first mention that starts behind `offset`.
  after(offset) {
    let [low, high] = [0, this.order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.order[middle].start <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  index(mention) {
    for (let i = this.after(mention.start) - 1; i >= 0; i -= 1) {
      if (this.order[i].id === mention.id) return i;
    }
    return this.order.findIndex((m) => m.id === mention.id);
  }

  overlapping(start, end) {
    let first = this.after(start);
    while (first > 0 && this.order[first - 1].end > start) first -= 1;
    const found = [];
    for (let i = first; i < this.order.length && this.order[i].start < end; i += 1) found.push(this.order[i]);
    return found;
  }

  step(id, by, wanted = () => true) {
    const here = this.mentions.get(id);
    const begin = here ? this.index(here) : by > 0 ? -1 : this.order.length;
    for (let i = begin + by; i >= 0 && i < this.order.length; i += by) {
      if (wanted(this.order[i])) return this.order[i].id;
    }
    return null;
  }

  linksOf(id) {
    const all = [...(this.touching.get(id) ?? [])].map((key) => this.links.get(key));
    return { out: all.filter((k) => k.source === id), into: all.filter((k) => k.target === id) };
  }
}
