// What is drawn by hand: names, what the pointer is over, the picture to take away; and colours.

import { save, shortened } from "./dom.js";

/** Return how far a spot is from the line between two others. */
export function apart(x, y, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
}

const known = new Map();

/** Return a colour, seen through, as the four bytes that a buffer holds. */
export function bytes(text, alpha) {
  const name = `${text} ${alpha}`;
  if (!known.has(name)) {
    const [red, green, blue] = channels(text).map((value) => Math.round(value * 255));
    known.set(name, new Uint32Array(new Uint8Array([red, green, blue, Math.round(alpha * 255)]).buffer)[0]);
  }
  return known.get(name);
}

/** Return the channels of a colour as the theme writes it, 0 to 1. */
export function channels(text) {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = text;
  probe.fillRect(0, 0, 1, 1);
  return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255);
}

/** A name below its point with a rim around it, unless another name stands there already. */
export function label(context, data, settings, tones, taken) {
  if (!data.label || data.highlighted) return; // what is highlighted has its name in a box
  const text = shortened(data.label, 24);
  const y = data.y + data.size + settings.labelSize;
  context.font = `${settings.labelSize}px ${settings.labelFont}`;
  const half = context.measureText(text).width / 2;
  const box = [data.x - half, y - settings.labelSize, data.x + half, y + 3];
  if (taken.some((one) => box[0] < one[2] && one[0] < box[2] && box[1] < one[3] && one[1] < box[3])) return;
  taken.push(Object.assign(box, { key: data.key }));
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = tones.card;
  context.strokeText(text, data.x, y);
  context.fillStyle = tones.ink;
  context.fillText(text, data.x, y);
  context.textAlign = "start";
}

export function hover(context, data, settings, tones) {
  if (!data.label) return;
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(data.label).width;
  const [x, y, height] = [data.x + data.size + 3, data.y - settings.labelSize, settings.labelSize + 11];
  context.fillStyle = tones.card;
  context.strokeStyle = tones.rule;
  context.beginPath();
  context.roundRect(x, y, width + 12, height, 5);
  context.fill();
  context.stroke();
  context.beginPath();
  context.arc(data.x, data.y, data.size * 1.35 + 2, 0, Math.PI * 2);
  context.stroke();
  context.fillStyle = tones.ink;
  context.fillText(data.label, x + 6, data.y + settings.labelSize / 3);
}

/** Hand over the layers as one PNG with the legend below. */
export function take(renderer, tones, font, name, legend) {
  renderer.refresh({ schedule: false }); // WebGL forgets what it drew once it was shown
  const layers = renderer.getCanvases();
  const { width, height } = layers.nodes;
  const scale = width / renderer.getDimensions().width;
  const line = 22 * scale;
  const made = document.createElement("canvas");
  const columns = Math.max(1, Math.floor(width / (230 * scale)));
  made.width = width;
  made.height = height + line * (Math.ceil(legend.length / columns) + 1);
  const context = made.getContext("2d");
  context.fillStyle = tones.paper;
  context.fillRect(0, 0, made.width, made.height);
  for (const key of ["edges", "nodes", "edgeLabels", "labels", "hovers", "hoverNodes"])
    if (layers[key]) context.drawImage(layers[key], 0, 0);
  context.font = `${13 * scale}px ${font}`;
  legend.forEach((one, i) => {
    const [x, y] = [(i % columns) * 230 * scale + 16 * scale, height + line * (Math.floor(i / columns) + 0.7)];
    context.save();
    context.translate(x, y - 4 * scale);
    context.scale(6 * scale, 6 * scale);
    context.fillStyle = one.colour;
    context.strokeStyle = tones.ink;
    context.lineWidth = 1 / 6;
    context.fill(new Path2D(one.path), "evenodd");
    context.stroke(new Path2D(one.path));
    context.restore();
    context.fillStyle = tones.ink;
    context.fillText(one.name, x + 12 * scale, y);
  });
  made.toBlob((blob) => save(blob, name), "image/png");
}
