// The outlines of the kinds as the service tells them: paths of corners and half circles.

import { svg } from "./dom.js";

const ROUND = 24; // corners a half circle becomes
const STEP = /([MLAZ])([^MLAZ]*)/g;

/** Return the rings of a path as lists of points, half circles as corners. */
export function rings(path) {
  const made = [];
  for (const [, command, told] of path.matchAll(STEP)) {
    if (command === "Z") continue;
    const numbers = told.trim().split(/\s+/).map(Number);
    const [x, y] = numbers.slice(-2);
    if (command === "M") made.push([]);
    const ring = made.at(-1);
    if (command === "A") ring.push(...half(ring.at(-1), [x, y]));
    ring.push([x, y]);
  }
  return made;
}

/** Return the corners between the ends of a half circle, clockwise on the screen. */
function half([x1, y1], [x2, y2]) {
  const [x, y, radius] = [(x1 + x2) / 2, (y1 + y2) / 2, Math.hypot(x2 - x1, y2 - y1) / 2];
  const start = Math.atan2(y1 - y, x1 - x);
  return Array.from({ length: ROUND - 1 }, (_, i) => {
    const angle = start + (Math.PI * (i + 1)) / ROUND;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** Return how far a point is from the nearest rim; positive inside, by the even-odd rule. */
export function depth(found, x, y) {
  let least = Infinity;
  let inside = false;
  for (const ring of found)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [x1, y1] = ring[j];
      const [dx, dy] = [ring[i][0] - x1, ring[i][1] - y1];
      const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
      const [ax, ay] = [x1 + along * dx - x, y1 + along * dy - y];
      least = Math.min(least, ax * ax + ay * ay);
      if (y1 > y !== ring[i][1] > y && x < x1 + ((y - y1) * dx) / dy) inside = !inside;
    }
  return inside ? Math.sqrt(least) : -Math.sqrt(least);
}

/** Return the small picture of a kind for legends. */
export const swatch = (kind) =>
  svg("svg", { viewBox: "-1.5 -1.5 3 3", class: "swatch", "aria-hidden": "true" }, svg("path", { d: kind.path, fill: kind.colour, "fill-rule": "evenodd" }));
