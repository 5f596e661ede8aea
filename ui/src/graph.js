// What the service drew, and what of it is seen. Knows nothing of the page.

import Graph, { UndirectedGraph } from "graphology";
import { bidirectional } from "graphology-shortest-path/unweighted.js";

const UNSURE = new Set(["planned", "target", "proposed"]);

export class Picture {
  /** @param told The columns of /explore/graph.json. @param lang Language of the names shown. */
  constructor(told, lang) {
    this.told = told;
    this.lang = lang;
    this.nodes = told.nodes;
    this.lines = told.lines;
    this.names = told.nodes[lang];
    this.count = this.nodes.id.length;
    this.lineCount = this.lines.source.length;
    this.place = new Map(this.nodes.id.map((id, i) => [id, i]));
    this.beside = Array.from({ length: this.count }, () => []);
    for (let i = 0; i < this.lineCount; i += 1) {
      this.beside[this.lines.source[i]].push(i);
      this.beside[this.lines.target[i]].push(i);
    }
    this.seenNodes = new Uint8Array(this.count).fill(1);
    this.seenLines = new Uint8Array(this.lineCount).fill(1);
    this.filter = null;
    this.within = null; // numbers of nodes to stay among, or everything
    this.expanded = new Set(); // numbers of nodes whose neighbours and lines are seen in any case
    this.path = { nodes: new Set(), lines: new Set() };
  }

  /** First and last year anything is dated to. */
  years() {
    const years = [...this.nodes.start, ...this.lines.start, ...this.nodes.end, ...this.lines.end]
      .filter(Boolean)
      .map((day) => Number(day.slice(0, 4)));
    if (!years.length) return null;
    return years.reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)], [Infinity, -Infinity]);
  }

  isUnsure(line) {
    return UNSURE.has(this.lines.status[line]);
  }

  /** See anew what the filter and the chosen surroundings leave. */
  look(filter = this.filter) {
    this.filter = filter;
    const { nodes, lines } = this;
    const wanted = new Set([...this.expanded].flatMap((node) => [...this.around(node)]));
    for (let i = 0; i < this.count; i += 1) {
      const isNear = !this.within || this.within.has(i);
      const isLeft = isNear && (!filter || (filter.kinds.has(nodes.kind[i]) && passes(nodes, i, filter)));
      this.seenNodes[i] = Number(isLeft || wanted.has(i));
    }
    for (let i = 0; i < this.lineCount; i += 1) {
      const ends = this.seenNodes[lines.source[i]] && this.seenNodes[lines.target[i]];
      const isOwn = this.expanded.has(lines.source[i]) || this.expanded.has(lines.target[i]);
      const isLeft = isOwn || !filter || (filter.relations.has(lines.relation[i]) && passes(lines, i, filter));
      this.seenLines[i] = Number(Boolean(ends) && isLeft);
    }
  }

  around(node) {
    return new Set([node, ...this.beside[node].map((line) => this.other(line, node))]);
  }

  other(line, node) {
    return this.lines.source[line] === node ? this.lines.target[line] : this.lines.source[line];
  }

  /** Stay with a node and its neighbours. */
  only(node) {
    this.within = this.around(node);
    this.expanded.clear();
    this.look();
  }

  /** Let a node's neighbours join what is seen, whatever hid them. */
  expand(node) {
    this.expanded.add(node);
    this.look();
  }

  /** Go back to everything. */
  reset() {
    this.within = null;
    this.expanded.clear();
  }

  /** Return the shortest way over seen lines, direction left aside, as nodes; null for none. */
  way(from, to) {
    const plain = new UndirectedGraph();
    for (let i = 0; i < this.count; i += 1) if (this.seenNodes[i]) plain.addNode(i);
    for (let i = 0; i < this.lineCount; i += 1)
      if (this.seenLines[i]) plain.mergeEdge(this.lines.source[i], this.lines.target[i]);
    if (!plain.hasNode(from) || !plain.hasNode(to)) return null;
    const found = bidirectional(plain, String(from), String(to));
    return found && found.map(Number);
  }

  /** Mark a way, or nothing. */
  mark(way) {
    const lines = new Set();
    for (let i = 1; i < (way ?? []).length; i += 1)
      for (const line of this.beside[way[i]])
        if (this.seenLines[line] && this.other(line, way[i]) === way[i - 1]) lines.add(line);
    this.path = { nodes: new Set(way ?? []), lines };
  }

  /** Return the graph sigma draws; its attributes never change, what is seen is told by reducers. */
  graph(colours) {
    const made = new Graph({ type: "directed", multi: true, allowSelfLoops: true });
    const big = this.count > 1500;
    for (let i = 0; i < this.count; i += 1) {
      const size = (big ? 1.2 : 4) + (big ? 0.35 : 1.7) * Math.sqrt(this.around(i).size - 1); // parallel lines make nobody greater
      made.addNode(i, { x: this.nodes.x[i] * 1.35, y: 1 - this.nodes.y[i], size: Math.min(size, 22), label: this.names[i], color: this.told.kinds[this.nodes.kind[i]].colour });
    }
    for (let i = 0; i < this.lineCount; i += 1)
      made.addEdgeWithKey(i, this.lines.source[i], this.lines.target[i], {
        size: big ? 0.5 : 1.4,
        color: this.isUnsure(i) ? colours.unsure : colours.line,
        label: this.told.relations[this.lines.relation[i]][this.lang],
      });
    return made;
  }

  seen() {
    const sum = (flags) => flags.reduce((total, flag) => total + flag, 0);
    return { nodes: sum(this.seenNodes), lines: sum(this.seenLines), all: this.count };
  }

  /** Return what is seen as nodes and links, the form d3 reads. */
  taken() {
    const iri = (id) => (id && !id.includes("://") ? this.told.base + id : id);
    const nodes = [];
    for (let i = 0; i < this.count; i += 1)
      if (this.seenNodes[i])
        nodes.push({ id: iri(this.nodes.id[i]), label: this.names[i], kind: this.told.kinds[this.nodes.kind[i]].kind, x: this.nodes.x[i], y: this.nodes.y[i] });
    const links = [];
    for (let i = 0; i < this.lineCount; i += 1)
      if (this.seenLines[i])
        links.push({ source: iri(this.nodes.id[this.lines.source[i]]), target: iri(this.nodes.id[this.lines.target[i]]), kind: this.told.relations[this.lines.relation[i]].kind, iri: iri(this.lines.id[i]), status: this.lines.status[i], start: this.lines.start[i], end: this.lines.end[i] });
    return { nodes, links };
  }
}

function passes(columns, i, filter) {
  const sources = columns.sources[i];
  if (sources.length && !sources.some((source) => filter.sources.has(source))) return false;
  if (!filter.years) return true;
  const start = columns.start[i];
  if (!start) return filter.undated;
  const [from, to] = filter.years;
  return Number(start.slice(0, 4)) <= to && Number((columns.end[i] || start).slice(0, 4)) >= from;
}
