// What is seen as an SVG to take away: the same places, outlines and colours, and the legend.

import { shortened, svg } from "./dom.js";

const ROW = 24;
const COLUMN = 230;

/**
 * Return the document as text.
 *
 * @param look What is on the screen: `width`, `height`, `nodes` (x, y, size, colour, label, kind) and
 *   `lines` (from, to, colour, width, dashed, label), in pixels, as `stage.seen()` tells.
 * @param kinds Those of the picture. @param tones The theme's colours. @param font Its font.
 */
export function written({ width, height, nodes, lines }, kinds, lang, tones, font) {
  const used = kinds.filter((_, i) => nodes.some((node) => node.kind === i));
  const columns = Math.max(1, Math.floor(width / COLUMN));
  const tall = height + ROW * (Math.ceil(used.length / columns) + 1);
  const outline = (kind, size, x, y, fill = kind.colour) =>
    svg("path", { d: kind.path, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size.toFixed(2)})`, fill, "fill-rule": "evenodd", stroke: tones.ink, "stroke-width": (1 / size).toFixed(3) });
  const name = (text, x, y, more = {}) =>
    svg("text", { x: x.toFixed(1), y: y.toFixed(1), fill: tones.ink, "font-size": 13, ...more }, text);
  const rim = { "text-anchor": "middle", stroke: tones.card, "stroke-width": 3.5, "paint-order": "stroke" };
  const made = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${tall}`, width, height: tall, "font-family": font, "xml:lang": lang },
    svg("rect", { width, height: tall, fill: tones.card }),
    ...lines.map((line) => svg("line", { x1: line.from[0].toFixed(1), y1: line.from[1].toFixed(1), x2: line.to[0].toFixed(1), y2: line.to[1].toFixed(1), stroke: line.colour, "stroke-width": line.width, ...(line.dashed ? { "stroke-dasharray": "6 4" } : {}) }, svg("title", {}, line.label))),
    ...nodes.map((node) => svg("g", {}, svg("title", {}, node.label), outline(kinds[node.kind], node.size, node.x, node.y, node.colour))),
    ...nodes.filter((node) => node.isNamed).map((node) => name(shortened(node.label, 24), node.x, node.y + node.size + 14, rim)),
    ...used.flatMap((kind, i) => {
      const [x, y] = [(i % columns) * COLUMN + 16, height + ROW * (Math.floor(i / columns) + 0.8)];
      return [outline(kind, 7, x, y), name(kind[lang], x + 16, y + 5)];
    }));
  return new XMLSerializer().serializeToString(made);
}
