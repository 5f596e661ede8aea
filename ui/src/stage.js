// Sigma on the page: colours of the theme, what is emphasised, and the picture to take away.

import Sigma from "sigma";

import { save, shortened } from "./dom.js";
import { Lines, lining } from "./lines.js";
import { shaping } from "./shapes.js";
import { written } from "./svg.js";

const LARGE = 20_000; // lines; above, they rest while the picture moves
const CLICKABLE = 5_000; // lines; above, sigma has only those that are emphasised
const EMPHASISED = 400; // lines; no more are drawn thick and named
const NAMED = 14; // lines; above, their names would cover the picture

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const hasWebgl = () => {
  const probe = document.createElement("canvas");
  return Boolean(probe.getContext("webgl2") ?? probe.getContext("webgl"));
};

/** Draw a picture into an element; `chosen` says which node is looked at, or null. */
export function staging(element, picture, chosen, events) {
  const theme = () => ({ ink: colour("ink"), card: colour("card"), paper: colour("paper"), rule: colour("rule"), faint: colour("line"), line: "#8a93a3", unsure: "#c77f1a", rim: channels(colour("ink")) });
  let tones = theme();
  const isLarge = picture.lineCount > LARGE;
  const isMany = picture.lineCount > CLICKABLE;
  const lines = new Lines(picture, (number) => paint(number));
  const shine = Math.min(0.5, 30 / Math.sqrt(picture.lineCount)); // of one line among so many
  const taken = []; // where names stand in this frame
  const font = getComputedStyle(document.body).fontFamily;
  const graph = picture.graph(tones, isMany ? [] : null);
  const renderer = new Sigma(graph, element, {
    allowInvalidContainer: true,
    nodeProgramClasses: { circle: shaping(picture.told.kinds.map((kind) => kind.path), () => tones.rim) },
    enableCameraRotation: false,
    defaultEdgeType: isMany ? "line" : "arrow",
    enableEdgeEvents: !isMany,
    hideEdgesOnMove: isLarge,
    hideLabelsOnMove: isLarge,
    ...(isMany ? { edgeProgramClasses: { line: lining(lines) } } : {}),
    labelColor: { color: tones.ink },
    edgeLabelColor: { color: colour("soft") },
    labelFont: font,
    edgeLabelFont: font,
    labelSize: 13,
    edgeLabelSize: 11,
    labelDensity: picture.isLarge ? 0.5 : innerWidth < 600 ? 0.6 : 1.2,
    labelGridCellSize: 130,
    defaultDrawNodeLabel: (context, data, settings) => label(context, data, settings, tones, taken),
    labelRenderedSizeThreshold: picture.isLarge ? 7 : 5,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    stagePadding: 40,
    zIndex: !isLarge,
    defaultDrawNodeHover: (context, data, settings) => hover(context, data, settings, tones),
    nodeReducer: (node, data) => nodeLook(Number(node), data),
    edgeReducer: (line, data) => lineLook(Number(line), data),
  });

  function nodeLook(number, data) {
    if (!picture.seenNodes[number]) return { ...data, hidden: true };
    if (picture.path.nodes.size) {
      const isOn = picture.path.nodes.has(number);
      return isOn ? { ...data, size: data.size + 3, forceLabel: true, zIndex: 2 } : { ...data, color: tones.faint, label: "", faded: true };
    }
    const at = chosen();
    if (at === null) return data;
    if (number === at) return { ...data, size: data.size + 4, highlighted: true, forceLabel: true, zIndex: 2 };
    return near(at).has(number) ? { ...data, forceLabel: near(at).size < 40, zIndex: 1 } : { ...data, color: tones.faint, label: "", faded: true };
  }

  function lineLook(number, data) {
    if (!picture.seenLines[number]) return { ...data, hidden: true };
    if (picture.path.nodes.size)
      return picture.path.lines.has(number) ? { ...data, size: 4, color: tones.rule, zIndex: 2, forceLabel: true } : { ...data, color: tones.faint, label: "" };
    const at = chosen();
    if (at === null) return data;
    const isOwn = picture.ends.source[number] === at || picture.ends.target[number] === at;
    return isOwn ? { ...data, size: data.size + 1, zIndex: 1, forceLabel: picture.beside[at].length <= NAMED } : { ...data, color: tones.faint, label: "" };
  }

  /** Return a line's colour as bytes where sigma does not draw it: see-through, for there are many. */
  function paint(number) {
    if (!picture.seenLines[number] || graph.hasEdge(number)) return 0;
    const isFaint = picture.path.nodes.size || chosen() !== null;
    return bytes(picture.isUnsure(number) ? tones.unsure : tones.line, isFaint ? shine / 4 : shine);
  }

  /** Return the lines that matter now: of the way, or of what is chosen. */
  function emphasised() {
    if (picture.path.nodes.size) return [...picture.path.lines];
    const at = chosen();
    return at === null ? [] : [...new Set(picture.beside[at])].filter((line) => picture.seenLines[line]).slice(0, EMPHASISED);
  }

  /** Return what stands on the screen in pixels: that is what a drawing of it is made of. */
  function onScreen() {
    const { width, height } = renderer.getDimensions();
    const at = (number) => renderer.framedGraphToViewport(renderer.getNodeDisplayData(String(number)));
    const isIn = (x, y, more = 0) => x > -more && y > -more && x < width + more && y < height + more;
    const named = new Set(taken.map((box) => box.key));
    const nodes = [];
    for (let i = 0; i < picture.count; i += 1) {
      const look = renderer.getNodeDisplayData(String(i));
      if (look.hidden) continue;
      const { x, y } = at(i);
      const size = renderer.scaleSize(look.size);
      if (isIn(x, y, size)) nodes.push({ x, y, size, colour: look.color, label: picture.names[i], kind: picture.nodes.kind[i], isNamed: named.has(String(i)) || i === chosen() });
    }
    const drawn = [];
    for (let i = 0; i < picture.lineCount; i += 1) {
      if (!picture.seenLines[i]) continue;
      const look = renderer.getEdgeDisplayData(String(i)) ?? { color: tones.line, size: 0.3 };
      const [from, to] = [at(picture.ends.source[i]), at(picture.ends.target[i])];
      if (isIn(from.x, from.y) || isIn(to.x, to.y))
        drawn.push({ from: [from.x, from.y], to: [to.x, to.y], colour: look.color, width: look.size, dashed: picture.isUnsure(i), label: picture.told.relations[picture.lines.relation[i]][picture.lang] });
    }
    return { width, height, nodes, lines: drawn };
  }

  let last = { node: null, found: new Set() };
  const near = (node) => {
    if (last.node !== node) last = { node, found: picture.around(node) };
    return last.found;
  };

  renderer.on("beforeRender", () => (taken.length = 0));
  renderer.on("clickNode", ({ node }) => events.node(Number(node)));
  renderer.on("clickEdge", ({ edge }) => events.line(Number(edge)));
  renderer.on("clickStage", () => events.stage());
  renderer.on("enterNode", () => (element.style.cursor = "pointer"));
  renderer.on("leaveNode", () => (element.style.cursor = ""));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    tones = theme();
    lines.isStale = true;
    renderer.setSetting("labelColor", { color: tones.ink });
    renderer.refresh();
  });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 0 } : {};
  const camera = renderer.getCamera();

  return {
    renderer,
    lines,
    look: () => {
      const at = chosen();
      const named = at === null ? picture.seen().lines : picture.beside[at].length;
      renderer.setSetting("renderEdgeLabels", named <= NAMED);
      if (isMany) {
        graph.clearEdges();
        for (const line of emphasised()) picture.tie(graph, line, tones);
        lines.isStale = true;
      }
      renderer.refresh();
    },
    fit: () => camera.animatedReset(calm),
    larger: () => camera.animatedZoom(calm),
    smaller: () => camera.animatedUnzoom(calm),
    move: (dx, dy) => camera.setState({ x: camera.x + dx * camera.ratio * 0.1, y: camera.y + dy * camera.ratio * 0.1 }),
    goTo: (node) => {
      const at = renderer.getNodeDisplayData(String(node));
      const ratio = Math.min(camera.ratio, picture.isLarge ? 0.15 : 0.7);
      const aside = innerWidth >= 900 ? 0.2 * ratio : 0; // beside the panel, not below it
      if (at) camera.animate({ x: at.x + aside, y: at.y, ratio }, calm);
    },
    take: (name, legend) => take(renderer, tones, font, name, legend),
    write: (name) => save(new Blob([written(onScreen(), picture.told.kinds, picture.lang, tones, font)], { type: "image/svg+xml" }), name),
  };
}

const known = new Map();

/** Return a colour, seen through, as the four bytes that a buffer holds. */
function bytes(text, alpha) {
  const name = `${text} ${alpha}`;
  if (!known.has(name)) {
    const [red, green, blue] = channels(text).map((value) => Math.round(value * 255));
    known.set(name, new Uint32Array(new Uint8Array([red, green, blue, Math.round(alpha * 255)]).buffer)[0]);
  }
  return known.get(name);
}

/** Return the channels of a colour as the theme writes it, 0 to 1. */
function channels(text) {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = text;
  probe.fillRect(0, 0, 1, 1);
  return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255);
}

/** A name below its point with a rim around it, unless another name stands there already. */
function label(context, data, settings, tones, taken) {
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

function hover(context, data, settings, tones) {
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
function take(renderer, tones, font, name, legend) {
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
