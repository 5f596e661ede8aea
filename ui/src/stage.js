// Sigma on the page: colours of the theme, what is emphasised, and the picture to take away.

import Sigma from "sigma";
import { EdgeLineProgram } from "sigma/rendering";

import { save, shortened } from "./dom.js";

const LARGE = 20_000; // lines; above, they rest while the picture moves
const CLICKABLE = 5_000; // lines; above, finding the one below the pointer costs too much
const NAMED = 14; // lines; above, their names would cover the picture

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const hasWebgl = () => {
  const probe = document.createElement("canvas");
  return Boolean(probe.getContext("webgl2") ?? probe.getContext("webgl"));
};

/** Draw a picture into an element; `chosen` says which node is looked at, or null. */
export function staging(element, picture, chosen, events) {
  const theme = () => ({ ink: colour("ink"), card: colour("card"), paper: colour("paper"), rule: colour("rule"), faint: colour("line"), line: "#8a93a3", unsure: "#c77f1a" });
  let tones = theme();
  const isLarge = picture.lineCount > LARGE;
  const taken = []; // where names stand in this frame
  const font = getComputedStyle(document.body).fontFamily;
  const renderer = new Sigma(picture.graph(tones), element, {
    allowInvalidContainer: true,
    defaultEdgeType: picture.lineCount > CLICKABLE ? "line" : "arrow",
    enableEdgeEvents: picture.lineCount <= CLICKABLE,
    hideEdgesOnMove: isLarge,
    hideLabelsOnMove: isLarge,
    ...(isLarge ? { edgeProgramClasses: { line: EdgeLineProgram } } : {}), // one pixel wide, and fast
    labelColor: { color: tones.ink },
    edgeLabelColor: { color: colour("soft") },
    labelFont: font,
    edgeLabelFont: font,
    labelSize: 13,
    edgeLabelSize: 11,
    labelDensity: picture.count > 1500 ? 0.5 : innerWidth < 600 ? 0.6 : 1.2,
    labelGridCellSize: 130,
    defaultDrawNodeLabel: (context, data, settings) => label(context, data, settings, tones, taken),
    labelRenderedSizeThreshold: picture.count > 1500 ? 7 : 5,
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
      return isOn ? { ...data, size: data.size + 3, forceLabel: true, zIndex: 2 } : { ...data, color: tones.faint, label: "" };
    }
    const at = chosen();
    if (at === null) return data;
    if (number === at) return { ...data, size: data.size + 4, highlighted: true, forceLabel: true, zIndex: 2 };
    return near(at).has(number) ? { ...data, forceLabel: near(at).size < 40, zIndex: 1 } : { ...data, color: tones.faint, label: "" };
  }

  function lineLook(number, data) {
    if (!picture.seenLines[number]) return { ...data, hidden: true };
    if (picture.path.nodes.size)
      return picture.path.lines.has(number) ? { ...data, size: 4, color: tones.rule, zIndex: 2, forceLabel: true } : { ...data, color: tones.faint, label: "" };
    const at = chosen();
    if (at === null) return data;
    const isOwn = picture.lines.source[number] === at || picture.lines.target[number] === at;
    return isOwn ? { ...data, size: data.size + 1, zIndex: 1, forceLabel: picture.beside[at].length <= NAMED } : { ...data, color: tones.faint, label: "" };
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
    renderer.setSetting("labelColor", { color: tones.ink });
    renderer.refresh();
  });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 0 } : {};
  const camera = renderer.getCamera();

  return {
    renderer,
    look: () => {
      const at = chosen();
      const named = at === null ? picture.seen().lines : picture.beside[at].length;
      renderer.setSetting("renderEdgeLabels", named <= NAMED);
      renderer.refresh();
    },
    fit: () => camera.animatedReset(calm),
    larger: () => camera.animatedZoom(calm),
    smaller: () => camera.animatedUnzoom(calm),
    move: (dx, dy) => camera.setState({ x: camera.x + dx * camera.ratio * 0.1, y: camera.y + dy * camera.ratio * 0.1 }),
    goTo: (node) => {
      const at = renderer.getNodeDisplayData(String(node));
      const ratio = Math.min(camera.ratio, picture.count > 1500 ? 0.15 : 0.7);
      const aside = innerWidth >= 900 ? 0.2 * ratio : 0; // beside the panel, not below it
      if (at) camera.animate({ x: at.x + aside, y: at.y, ratio }, calm);
    },
    take: (name, legend) => take(renderer, tones, font, name, legend),
  };
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
  taken.push(box);
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
  context.arc(data.x, data.y, data.size + 2, 0, Math.PI * 2);
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
    context.fillStyle = one.colour;
    context.beginPath();
    context.arc(x, y - 4 * scale, 6 * scale, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = tones.ink;
    context.fillText(one.name, x + 12 * scale, y);
  });
  made.toBlob((blob) => save(blob, name), "image/png");
}
