// An answer seen as bars and as a graph. The table is the service's own: its links, its names.

import { el, shortened, svg } from "./dom.js";

const BARS = 40;
const POINTS = 120;

/** Read the rows of the table the service wrote. */
export function read(table) {
  const columns = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map((row) =>
    [...row.cells].map((cell) => ({
      text: cell.textContent.trim(),
      iri: cell.dataset.iri ?? "",
      number: cell.dataset.value === undefined ? NaN : Number(cell.dataset.value),
      href: cell.querySelector("a")?.getAttribute("href") ?? "",
    })),
  );
  return { columns, rows };
}

/** Return bars of the first column that holds numbers only, or null. */
export function bars({ columns, rows }, say) {
  const value = columns.findIndex(
    (_, place) =>
      rows.some((row) => !Number.isNaN(row[place].number)) &&
      rows.every((row) => !row[place].text || !Number.isNaN(row[place].number)),
  );
  if (value < 0) return null;
  const name = Math.max(0, columns.findIndex((_, place) => place !== value && rows.some((row) => row[place].text && Number.isNaN(row[place].number))));
  const told = rows.filter((row) => row[value].text);
  const shown = told.slice(0, BARS);
  const numbers = shown.map((row) => row[value].number);
  const low = Math.min(0, ...numbers);
  const span = Math.max(0, ...numbers) - low || 1;
  const isNarrow = innerWidth < 640;
  const [left, width, step] = isNarrow ? [128, 160, 28] : [330, 480, 28];
  const at = (number) => left + ((number - low) / span) * width;
  const title = say("chart-of", { label: columns[name], value: columns[value] });
  const drawn = svg("svg", { class: "bars chart", viewBox: `0 0 ${left + width + 80} ${shown.length * step + 8}`, role: "img", "aria-label": title });
  shown.forEach((row, place) => {
    const y = place * step + 4;
    const [from, to] = [at(Math.min(0, row[value].number)), at(Math.max(0, row[value].number))];
    const label = name === value ? String(place + 1) : row[name].text;
    drawn.append(
      svg("text", { class: "name", x: left - 8, y: y + 16, "text-anchor": "end" }, shortened(label, isNarrow ? 11 : 34), svg("title", {}, label)),
      svg("rect", { class: "after", x: from, y, width: Math.max(1, to - from), height: 22, rx: 3 }),
      svg("text", { x: to + 6, y: y + 16 }, row[value].text),
    );
  });
  drawn.append(svg("line", { class: "axis", x1: at(0), x2: at(0), y1: 0, y2: shown.length * step + 8 }));
  const note = told.length > shown.length ? el("p", { className: "soft small" }, say("cut", { shown: shown.length, n: told.length })) : null;
  return el("figure", {}, el("figcaption", { className: "soft small" }, title), drawn, note);
}

/** Return points and lines: triples between things, or neighbouring IRIs of a row; or null. */
export function graph(answer, isGraph, say) {
  const lines = isGraph ? triples(answer.rows) : pairs(answer);
  if (!lines.length) return null;
  const points = new Map();
  const kept = [];
  for (const line of lines) {
    const fresh = [line.from, line.to].filter((end) => !points.has(end.iri)).length;
    if (points.size + fresh > POINTS) continue;
    for (const end of [line.from, line.to]) points.set(end.iri, points.get(end.iri) ?? { ...end, degree: 0 });
    points.get(line.from.iri).degree += 1;
    points.get(line.to.iri).degree += 1;
    kept.push(line);
  }
  place([...points.values()], kept);
  const note = kept.length < lines.length ? el("p", { className: "soft small" }, say("cut", { shown: kept.length, n: lines.length })) : null;
  return el("figure", {}, draw([...points.values()], kept, points, say), note);
}

const triples = (rows) =>
  rows.filter(([, , object]) => object.iri).map(([from, label, to]) => ({ from, to, label: label.text }));

function pairs({ columns, rows }) {
  const found = [];
  for (const row of rows) {
    const things = row.map((cell, column) => ({ ...cell, column })).filter((cell) => cell.iri);
    for (let i = 1; i < things.length; i += 1)
      found.push({ from: things[0], to: things[i], label: columns[things[i].column] });
  }
  const seen = new Set();
  return found.filter(({ from, to, label }) => {
    const key = `${from.iri} ${label} ${to.iri}`;
    return from.iri !== to.iri && !seen.has(key) && seen.add(key);
  });
}

/** Springs, from a circle: the same answer gives the same picture. */
function place(points, lines) {
  const index = new Map(points.map((point, i) => [point.iri, i]));
  points.forEach((point, i) => {
    const turn = i * 2.399963;
    Object.assign(point, { x: Math.sqrt(i + 1) * Math.cos(turn), y: Math.sqrt(i + 1) * Math.sin(turn) });
  });
  for (let heat = 1; heat > 0.01; heat *= 0.975) {
    const push = points.map(() => [0, 0]);
    for (let i = 0; i < points.length; i += 1)
      for (let j = 0; j < i; j += 1) {
        const [dx, dy] = [points[i].x - points[j].x, points[i].y - points[j].y];
        const strength = 1.4 / (dx * dx + dy * dy + 0.01);
        push[i][0] += dx * strength; push[i][1] += dy * strength;
        push[j][0] -= dx * strength; push[j][1] -= dy * strength;
      }
    for (const { from, to } of lines) {
      const [i, j] = [index.get(from.iri), index.get(to.iri)];
      const [dx, dy] = [points[j].x - points[i].x, points[j].y - points[i].y];
      const strength = Math.hypot(dx, dy) * 0.35;
      push[i][0] += dx * strength; push[i][1] += dy * strength;
      push[j][0] -= dx * strength; push[j][1] -= dy * strength;
    }
    points.forEach((point, i) => {
      const [x, y] = [push[i][0] - point.x * 0.05, push[i][1] - point.y * 0.05];
      const far = Math.hypot(x, y) || 1;
      point.x += (x / far) * Math.min(far, heat);
      point.y += (y / far) * Math.min(far, heat);
    });
  }
}

function draw(points, lines, byIri, say) {
  const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
  const [top, bottom] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  const [width, height] = [960, points.length < 12 ? 420 : 640];
  const at = (point) => [
    90 + ((point.x - left) / (right - left || 1)) * (width - 180),
    30 + ((point.y - top) / (bottom - top || 1)) * (height - 70),
  ];
  const few = lines.length <= 40;
  const drawn = svg("svg", { class: "net", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("graph") });
  for (const { from, to, label } of lines) {
    const [[x1, y1], [x2, y2]] = [at(byIri.get(from.iri)), at(byIri.get(to.iri))];
    drawn.append(svg("line", { x1, y1, x2, y2 }, svg("title", {}, label)));
    if (few) drawn.append(svg("text", { class: "edge", x: (x1 + x2) / 2, y: (y1 + y2) / 2 - 3 }, shortened(label, 18)));
  }
  for (const point of points) {
    const [x, y] = at(point);
    const radius = 5 + 2 * Math.sqrt(point.degree);
    const link = svg("a", point.href ? { href: point.href } : {});
    link.append(
      svg("circle", { cx: x, cy: y, r: radius }, svg("title", {}, point.text)),
      svg("text", { x, y: y + radius + 13 }, shortened(point.text, 24)),
    );
    drawn.append(link);
  }
  return drawn;
}
