// The explorer of /explore. Without it the page shows a drawing.

import { el, save, words } from "./dom.js";
import { filtering } from "./filters.js";
import { legending } from "./legend.js";
import { Picture } from "./graph.js";
import { panelling } from "./panel.js";
import { hasWebgl, staging } from "./stage.js";

const place = document.querySelector("#explorer");
if (place) start();

async function start() {
  const say = words(place);
  const lang = document.documentElement.lang;
  const drawing = (why) =>
    place.replaceChildren(el("p", { className: "notice" }, why), el("figure", { className: "drawing" }, el("img", { src: place.dataset.drawing, alt: "" })));
  const coming = fetch(place.dataset.graph).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  place.replaceChildren(el("p", { className: "soft", role: "status" }, say("loading")));
  if (!hasWebgl()) return drawing(say("no-webgl"));
  const told = await coming;
  if (!told) return drawing(say("failed"));
  build(new Picture(told, lang), say, lang);
}

function build(picture, say, lang) {
  const state = { chosen: null, from: null };
  const canvas = el("div", { className: "canvas", tabIndex: 0, role: "application", "aria-label": say("canvas") });
  const counted = el("p", { className: "soft small", role: "status" });
  const way = el("p", { className: "notice", role: "status", hidden: true });
  const act = { choose, close, expand, only, path, start: () => state.from };
  const panel = panelling(place, picture, say, act);
  const kinds = legending(picture, lang, say, () => refilter());
  const filters = filtering(picture, lang, say, () => refilter());
  const button = (name, onclick) => el("button", { type: "button", className: "quiet", onclick }, say(name));
  const tools = el("p", { className: "row canvas-tools" },
    button("zoom-in", () => stage.larger()), button("zoom-out", () => stage.smaller()), button("fit", () => stage.fit()),
    button("reset", reset), button("picture", () => stage.take("deungdae.png", legend())), button("drawing", () => stage.write("deungdae.svg")),
    button("data", () => save(new Blob([JSON.stringify(picture.taken())], { type: "application/json" }), "deungdae-seen.json")));
  const side = el("div", { className: "side" }, searching(picture, say, choose), kinds.element, el("details", { className: "fold", open: innerWidth >= 900 }, el("summary", {}, say("filters")), filters.element));
  place.replaceChildren(side, el("div", { className: "stage" }, tools, way, canvas, counted), panel.element);
  const stage = staging(canvas, picture, () => state.chosen, { node: choose, line: chooseLine, stage: close });
  canvas.addEventListener("keydown", steer);
  place.explorer = { picture, stage, state }; // for those who look in from the console, and tests
  count();
  const told = new URLSearchParams(location.hash.slice(1)).get("at");
  if (told !== null && picture.place.has(told)) choose(picture.place.get(told));

  function count() {
    counted.textContent = say("seen", picture.seen());
  }

  function refresh() {
    count();
    stage.look();
  }

  function refilter() {
    picture.look(read());
    unmark();
    refresh();
  }

  function read() {
    return { kinds: kinds.read(), ...filters.read() };
  }

  function choose(node) {
    state.chosen = node;
    if (state.from !== null && state.from !== node) tell("path-start", { name: picture.names[state.from] });
    history.replaceState(null, "", `#${new URLSearchParams({ at: picture.nodes.id[node] })}`);
    panel.node(node);
    stage.look();
    stage.goTo(node);
  }

  function chooseLine(line) {
    panel.line(line);
  }

  function close() {
    state.chosen = null;
    history.replaceState(null, "", location.pathname + location.search);
    panel.close();
    stage.look();
  }

  function expand(node) {
    picture.expand(node);
    refresh();
  }

  function only(node) {
    picture.only(node);
    unmark();
    refresh();
    stage.fit();
  }

  function path(node) {
    if (state.from === null || state.from === node) {
      state.from = node;
      tell("path-start", { name: picture.names[node] });
      return;
    }
    const found = picture.way(state.from, node);
    const names = { from: picture.names[state.from], to: picture.names[node] };
    state.from = null;
    picture.mark(found);
    if (found) state.chosen = null;
    tell(found ? "path-found" : "path-none", found ? { ...names, n: found.length - 1 } : names);
    stage.look();
    if (found) stage.fit();
  }

  function tell(key, values) {
    const text = { "path-start": () => say("path-start", values), "path-found": () => say("path-found", values), "path-none": () => say("path-none", values) }[key]();
    way.hidden = false;
    way.replaceChildren(text, " ", el("button", { type: "button", className: "quiet", onclick: () => { unmark(); stage.look(); } }, say("clear")));
  }

  function unmark() {
    state.from = null;
    picture.mark(null);
    way.hidden = true;
  }

  function reset() {
    kinds.reset();
    filters.reset();
    picture.reset();
    picture.look(read());
    unmark();
    close();
    refresh();
    stage.fit();
  }

  function legend() {
    const seen = new Set(picture.nodes.kind.filter((_, i) => picture.seenNodes[i]));
    return picture.told.kinds.flatMap((kind, i) => (seen.has(i) ? [{ name: kind[lang], colour: kind.colour, path: kind.path }] : []));
  }

  function steer(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    if (event.key in moves) stage.move(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") stage.larger();
    else if (event.key === "-") stage.smaller();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }
}

/** A field that asks the service, which knows abbreviations and romanised names. */
function searching(picture, say, choose) {
  const list = el("ul", { className: "plain hits" });
  const field = el("input", { type: "search", "aria-label": say("search"), placeholder: say("search"), autocomplete: "off" });
  let turn = 0;
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 150);
  });
  async function look() {
    const own = (turn += 1);
    const wanted = field.value.trim();
    if (!wanted) return list.replaceChildren();
    const address = new URL(place.dataset.search, location.href);
    address.searchParams.set("q", wanted);
    const told = await fetch(address).then((answer) => answer.json()).catch(() => ({ results: [] }));
    if (own !== turn) return;
    const found = told.results.map((hit) => picture.place.get(hit.iri.replace(picture.told.base, ""))).filter((number) => number !== undefined);
    const hits = found.slice(0, 8).map((number) => {
      const pick = () => { list.replaceChildren(); field.value = ""; choose(number); };
      return el("li", {}, el("button", { type: "button", className: "link", onclick: pick }, picture.names[number]), el("span", { className: "soft small" }, ` ${picture.told.kinds[picture.nodes.kind[number]][picture.lang]}`));
    });
    list.replaceChildren(...(hits.length ? hits : [el("li", { className: "soft" }, say("search-none"))]));
  }
  return el("form", { role: "search", onsubmit: (event) => { event.preventDefault(); list.querySelector("button")?.click(); } }, field, list);
}
