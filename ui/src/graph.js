// What the service drew, and what of it is seen. Knows nothing of the page.

import Graph from "graphology";

const UNSURE = new Set(["planned", "target", "proposed"]);
export const MANY = 1500; // nodes; above, points are small and few have their names beside them

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
    this.isLarge = this.count > MANY;
    this.place = new Map(this.nodes.id.map((id, i) => [id, i]));
    this.ends = { source: Uint32Array.from(this.lines.source), target: Uint32Array.from(this.lines.target) };
    this.year = told.days.map((day) => Number(day.slice(0, 4)));
    this.unsure = told.statuses.map((status) => UNSURE.has(status));
    this.beside = besides(this.count, this.ends);
    this.seenNodes = new Uint8Array(this.count).fill(1);
    this.seenLines = new Uint8Array(this.lineCount).fill(1);
    this.filter = null;
    this.within = null; // numbers of nodes to stay among, or everything
    this.expanded = new Set(); // numbers of nodes whose neighbours and lines are seen in any case
    this.path = { nodes: new Set(), lines: new Set() };
  }

  /** First and last year anything is dated to. */
  years() {
    const years = this.year.filter(Boolean);
    if (!years.length) return null;
    return years.reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)], [Infinity, -Infinity]);
  }

  isUnsure(line) {
    return this.unsure[this.lines.status[line]];
  }

  /** See anew what the filter and the chosen surroundings leave. */
  look(filter = this.filter) {
    this.filter = filter;
    const { nodes, lines, ends } = this;
    const [onNodes, onLines] = [this.passing(nodes, filter), this.passing(lines, filter)];
    const wanted = new Set([...this.expanded].flatMap((node) => [...this.around(node)]));
    for (let i = 0; i < this.count; i += 1) {
      const isNear = !this.within || this.within.has(i);
      const isLeft = isNear && (!filter || (filter.kinds.has(nodes.kind[i]) && onNodes(i)));
      this.seenNodes[i] = Number(isLeft || wanted.has(i));
    }
    for (let i = 0; i < this.lineCount; i += 1) {
      const [from, to] = [ends.source[i], ends.target[i]];
      const isOwn = this.expanded.has(from) || this.expanded.has(to);
      const isLeft = isOwn || !filter || (filter.relations.has(lines.relation[i]) && onLines(i));
      this.seenLines[i] = Number(Boolean(this.seenNodes[from] && this.seenNodes[to]) && isLeft);
    }
  }

  /** Return whether what stands in a place of these columns has the sources and years wanted. */
  passing(columns, filter) {
    if (!filter) return () => true;
    const { year } = this;
    const isTold = this.told.behind.map((sources) => !sources.length || sources.some((source) => filter.sources.has(source)));
    if (!filter.years) return (i) => isTold[columns.sources[i]];
    const [from, to] = filter.years;
    return (i) => {
      if (!isTold[columns.sources[i]]) return false;
      const start = year[columns.start[i]];
      return start ? start <= to && (year[columns.end[i]] || start) >= from : filter.undated;
    };
  }

  around(node) {
    const found = new Set([node]);
    for (const line of this.beside[node]) found.add(this.other(line, node));
    return found;
  }

  other(line, node) {
    return this.ends.source[line] === node ? this.ends.target[line] : this.ends.source[line];
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
    if (!this.seenNodes[from] || !this.seenNodes[to]) return null;
    const before = new Int32Array(this.count).fill(-1);
    before[from] = from;
    const queue = [from];
    for (let at = 0; at < queue.length && before[to] < 0; at += 1)
      for (const line of this.beside[queue[at]]) {
        const next = this.other(line, queue[at]);
        if (!this.seenLines[line] || before[next] >= 0) continue;
        before[next] = queue[at];
        queue.push(next);
      }
    if (before[to] < 0) return null;
    const way = [to];
    while (way[0] !== from) way.unshift(before[way[0]]);
    return way;
  }

  /** Mark a way, or nothing. */
  mark(way) {
    const lines = new Set();
    for (let i = 1; i < (way ?? []).length; i += 1)
      for (const line of this.beside[way[i]])
        if (this.seenLines[line] && this.other(line, way[i]) === way[i - 1]) lines.add(line);
    this.path = { nodes: new Set(way ?? []), lines };
  }

  /** Return the graph sigma draws; its attributes never change, what is seen is told by reducers.
   *
   * @param lines Numbers of the lines it has; all where none are named.
   */
  graph(colours, lines = null) {
    const made = new Graph({ type: "directed", multi: true, allowSelfLoops: true });
    const { isLarge, told, nodes } = this;
    for (let i = 0; i < this.count; i += 1) {
      const near = this.degree(i);
      const size = (isLarge ? 1.2 : 4) + (isLarge ? 0.35 : 1.7) * Math.sqrt(near);
      const [x, y] = [nodes.x[i] / told.side, nodes.y[i] / told.side];
      made.addNode(i, { x: x * 1.35, y: 1 - y, size: Math.min(size, 22), label: this.names[i], color: told.kinds[nodes.kind[i]].colour, shape: nodes.kind[i] });
    }
    for (const line of lines ?? this.seenLines.keys()) this.tie(made, line, colours);
    return made;
  }

  /** Add a line to the graph sigma draws. */
  tie(graph, line, colours) {
    graph.addDirectedEdgeWithKey(line, this.ends.source[line], this.ends.target[line], {
      size: this.isLarge ? 0.5 : 1.4,
      color: this.isUnsure(line) ? colours.unsure : colours.line,
      label: this.told.relations[this.lines.relation[line]][this.lang],
    });
  }

  /** Return how many other nodes a node has lines to: parallel lines make nobody greater. */
  degree(node) {
    const lines = this.beside[node];
    return lines.length < 2 ? Number(lines.length && this.other(lines[0], node) !== node) : this.around(node).size - 1;
  }

  seen() {
    const sum = (flags) => flags.reduce((total, flag) => total + flag, 0);
    return { nodes: sum(this.seenNodes), lines: sum(this.seenLines), all: this.count };
  }

  /** Return what is seen as nodes and links, the form d3 reads. */
  taken() {
    const { told, lines, ends, nodes } = this;
    const iri = (id) => (id && !id.includes("://") ? told.base + id : id);
    const found = { nodes: [], links: [] };
    for (let i = 0; i < this.count; i += 1)
      if (this.seenNodes[i])
        found.nodes.push({ id: iri(nodes.id[i]), label: this.names[i], kind: told.kinds[nodes.kind[i]].kind, x: nodes.x[i] / told.side, y: nodes.y[i] / told.side });
    for (let i = 0; i < this.lineCount; i += 1)
      if (this.seenLines[i])
        found.links.push({ source: iri(nodes.id[ends.source[i]]), target: iri(nodes.id[ends.target[i]]), kind: told.relations[lines.relation[i]].kind, iri: iri(lines.id[i]), status: told.statuses[lines.status[i]], start: told.days[lines.start[i]], end: told.days[lines.end[i]] });
    return found;
  }
}

/** Return the numbers of the lines at each node, in rows of one array. */
function besides(count, { source, target }) {
  const starts = new Uint32Array(count + 1);
  for (const column of [source, target]) for (const node of column) starts[node + 1] += 1;
  for (let i = 0; i < count; i += 1) starts[i + 1] += starts[i];
  const [all, at] = [new Uint32Array(source.length * 2), starts.slice()];
  for (let i = 0; i < source.length; i += 1) {
    all[at[source[i]]++] = i;
    all[at[target[i]]++] = i;
  }
  return Array.from({ length: count }, (_, i) => all.subarray(starts[i], starts[i + 1]));
}
