// Sigma on the page: colours of the theme, what is emphasised, and the picture to take away.

import Sigma from "sigma";

import { save } from "./dom.js";
import { apart, bytes, channels, hover, label, take } from "./drawing.js";
import { Lines, lining } from "./lines.js";
import { shaping } from "./shapes.js";
import { written } from "./svg.js";

const LARGE = 20_000; // lines; above, they rest while the picture moves
const CLICKABLE = 5_000; // lines; above, sigma has only those that are emphasised
const EMPHASISED = 400; // lines; no more are drawn thick and named
const REACH = 6; // pixels; so far from a line a click still means it
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
  let isOnNode = false;
  const taken = []; // where names stand in this frame
  const font = getComputedStyle(document.body).fontFamily;
  const graph = picture.graph(tones, isMany ? [] : null);
  const renderer = new Sigma(graph, element, {
    allowInvalidContainer: true,
    nodeProgramClasses: { circle: shaping(picture.told.kinds.map((kind) => kind.path), () => tones.rim) },
    enableCameraRotation: false,
    defaultEdgeType: isMany ? "line" : "arrow",
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

  /** Return the line nearest to a spot, or null: lines are too thin to be met exactly.
   *
   * Where very many are seen one is always near, so only those that are emphasised count.
   */
  function lineAt(x, y) {
    const isCrowded = isMany && picture.seen().lines > CLICKABLE;
    const wanted = isCrowded ? emphasised() : picture.seenLines.keys();
    const spot = (number) => renderer.framedGraphToViewport(renderer.getNodeDisplayData(String(number)));
    let [best, least] = [null, REACH];
    for (const line of wanted) {
      if (!picture.seenLines[line]) continue;
      const far = apart(x, y, spot(picture.ends.source[line]), spot(picture.ends.target[line]));
      if (far < least) [best, least] = [line, far];
    }
    return best;
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
  renderer.on("clickStage", ({ event }) => {
    const line = lineAt(event.x, event.y);
    if (line === null) events.stage();
    else events.line(line);
  });
  renderer.on("moveBody", ({ event }) => {
    if (!isMany) element.style.cursor = isOnNode || lineAt(event.x, event.y) !== null ? "pointer" : "";
  });
  for (const [name, value] of [["enterNode", true], ["leaveNode", false]])
    renderer.on(name, () => {
      isOnNode = value;
      element.style.cursor = value ? "pointer" : "";
    });
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
