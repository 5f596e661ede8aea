"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = {
    ko: { name: "등대", search: "이름 찾기", other: "English", fit: "전체 보기", larger: "크게", smaller: "작게", kinds: "종류", hint: "도형이나 선을 누르거나 이름을 찾으면 그 사실과 근거 문장이 여기에 나옵니다.", lines: "이어진 것", found: "찾은 이름", proposed: "제안", planned: "예정", target: "목표", actual: "실제", drawing: "지원 관계 그림", none: "그런 이름은 없습니다.", programme: "사업" },
    en: { name: "Deungdae", search: "Find a name", other: "한국어", fit: "Fit", larger: "Larger", smaller: "Smaller", kinds: "Kinds", hint: "Select a shape or a line, or find a name, to see what is said of it and the words that say so.", lines: "Connected with", found: "Names found", proposed: "proposed", planned: "planned", target: "target", actual: "actual", drawing: "Drawing of support relations", none: "No such name.", programme: "Programme" },
  };
  const unsure = new Set(["proposed", "planned", "target"]);
  const byId = (id) => document.getElementById(id);
  const svg = byId("drawing"), view = byId("view"), panel = byId("panel");
  // The drawing takes the shape of the screen it is opened on: tall on a phone, wide on a desk.
  const aspect = Math.min(1.8, Math.max(0.7, svg.clientWidth / Math.max(svg.clientHeight, 1)));
  const width = 1200, height = width / aspect, hidden = new Set();
  const spoken = (name) => words[lang][name];
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  let lang = data.lang, chosen = null, box = { x: 0, y: 0, k: 1 };

  const make = (name, attributes, parent) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
  };
  const tell = (name, text, parent, kind) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    parent.append(made);
    return made;
  };
  const span = [0, 1].map((axis) => data.nodes.reduce(([low, high], { at }) => [Math.min(low, at[axis]), Math.max(high, at[axis])], [1, 0]));
  const within = (at, axis, room) => {
    const [low, high] = span[axis];
    return high > low ? ((at[axis] - low) / (high - low)) * room : room / 2;
  };
  const place = ({ at }) => [90 + within(at, 0, width - 180), 40 + within(at, 1, height - 110)];
  const shape = (style, size, x, y, parent) => {
    const at = `translate(${x} ${y}) scale(${size})`;
    return make("path", { d: style.path, transform: at, fill: style.colour, class: "body", "fill-rule": "evenodd", "vector-effect": "non-scaling-stroke" }, parent);
  };
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

  const drawLine = (bundle) => {
    const [first] = bundle, a = nodes.get(first.from), b = nodes.get(first.to);
    const [x1, y1] = place(a), [x2, y2] = place(b);
    const length = Math.hypot(x2 - x1, y2 - y1) || 1, ux = (x2 - x1) / length, uy = (y2 - y1) / length;
    const bend = Math.min(24, length * 0.12), mx = (x1 + x2) / 2 - uy * bend, my = (y1 + y2) / 2 + ux * bend;
    const gap = b.size + 3;
    const d = `M${x1} ${y1}Q${mx} ${my} ${x2 - ux * gap} ${y2 - uy * gap}`;
    const path = make("path", { d, class: "line", "marker-end": "url(#arrow)" }, byId("lines"));
    const hit = make("path", { d, class: "hit" }, byId("lines")); // as wide as a finger
    if (bundle.every((line) => unsure.has(line.status))) path.classList.add("unsure");
    path.style.strokeWidth = 1.3 + 0.5 * Math.min(bundle.length - 1, 4);
    const name = make("text", { x: (x1 + 2 * mx + x2) / 4, y: (y1 + 2 * my + y2) / 4 }, byId("names"));
    hit.addEventListener("click", () => choose({ bundle }));
    return { bundle, path, hit, name, at: [(x1 + 2 * mx + x2) / 4, (y1 + 2 * my + y2) / 4] };
  };
  const drawNode = (node) => {
    const [x, y] = place(node), group = make("g", { class: "node", tabindex: 0, role: "button" }, byId("nodes"));
    const body = shape(data.styles[node.kind], node.size, x, y, group);
    const name = make("text", {}, byId("titles")); // above all shapes
    for (const [event, on] of [["pointerenter", true], ["focus", true], ["pointerleave", false], ["blur", false]]) group.addEventListener(event, () => name.classList.toggle("near", on));
    group.addEventListener("click", () => choose({ node }));
    group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose({ node }); } });
    return { node, group, body, name, at: [x, y] };
  };
  const bundles = new Map();
  for (const line of data.lines) {
    const key = `${line.from} ${line.to}`;
    bundles.set(key, [...(bundles.get(key) || []), line]);
  }
  const lines = [...bundles.values()].map(drawLine), shapes = [...data.nodes].sort((a, b) => a.degree - b.degree).map(drawNode);

  const tellFacts = (told) => {
    const list = document.createElement("dl");
    for (const [predicate, value, quotes] of told) {
      tell("dt", predicate[lang], list);
      const shown = tell("dd", value[lang], list);
      for (const quote of quotes) tell("q", quote, shown);
    }
    if (told.length) panel.append(list);
  };
  const tellSource = (iri) => {
    const link = tell("a", iri, panel);
    if (/^https?:/.test(iri)) { link.href = iri; link.rel = "noreferrer"; }
  };
  const tellNode = (node) => {
    tell("h2", node.labels[lang], panel);
    const status = node.status && spoken(node.status) ? ` · ${spoken(node.status)}` : "";
    const days = node.start ? ` · ${node.start}${node.end && node.end !== node.start ? " – " + node.end : ""}` : "";
    tell("div", data.styles[node.kind].names[lang] + status + days, panel, "kind");
    tellSource(node.iri);
    tellFacts(node.told);
    const near = lines.filter(({ bundle }) => bundle[0].from === node.id || bundle[0].to === node.id);
    if (!near.length) return;
    tell("dt", spoken("lines"), panel, "kind");
    const list = document.createElement("ul");
    for (const { bundle } of near) {
      const isOut = bundle[0].from === node.id, other = nodes.get(isOut ? bundle[0].to : bundle[0].from);
      const names = [...new Set(bundle.map((line) => line.labels[lang]))].join(", ");
      const item = document.createElement("li");
      const button = tell("button", `${isOut ? "→" : "←"} ${other.labels[lang]} (${names})`, item);
      button.type = "button";
      button.addEventListener("click", () => choose({ bundle }));
      list.append(item);
    }
    panel.append(list);
  };
  const tellBundle = (bundle) => {
    tell("h2", `${nodes.get(bundle[0].from).labels[lang]} → ${nodes.get(bundle[0].to).labels[lang]}`, panel);
    for (const line of bundle) {
      const status = spoken(line.status) ? ` · ${spoken(line.status)}` : "";
      tell("div", line.labels[lang] + status, panel);
      if (line.programme[lang]) tell("div", `${spoken("programme")}: ${line.programme[lang]}`, panel, "kind");
      tellSource(line.iri);
      tellFacts(line.told);
    }
  };
  const tellFound = (wanted) => {
    const found = data.nodes.filter((node) => isFound(node, wanted)).sort((a, b) => b.degree - a.degree);
    if (!found.length) return void tell("p", spoken("none"), panel, "kind");
    tell("div", `${spoken("found")} ${found.length}`, panel, "kind");
    const list = document.createElement("ul");
    for (const node of found.slice(0, 30)) {
      const button = tell("button", node.labels[lang], tell("li", "", list));
      button.type = "button";
      button.addEventListener("click", () => goTo(node));
    }
    panel.append(list);
  };
  const show = () => {
    panel.replaceChildren();
    if (!chosen && wantedName()) tellFound(wantedName());
    else if (!chosen) tell("p", spoken("hint"), panel, "kind");
    else if (chosen.node) tellNode(chosen.node);
    else tellBundle(chosen.bundle);
  };
  const choose = (what) => {
    chosen = what;
    for (const { node, group } of shapes) group.classList.toggle("on", what?.node === node);
    for (const { bundle, path } of lines) path.classList.toggle("on", isOf(bundle));
    filter();
    show();
    byId("panel").scrollIntoView({ block: "nearest" });
  };
  const isOf = (bundle) => Boolean(chosen) && (chosen.bundle === bundle || (chosen.node && [bundle[0].from, bundle[0].to].includes(chosen.node.id)));
  const goTo = (node) => {
    const [x, y] = place(node), k = Math.max(box.k, 1);
    box = { k, x: svg.clientWidth / 2 - x * k, y: svg.clientHeight / 2 - y * k };
    move();
    choose({ node });
  };
  const wantedName = () => byId("search").value.trim().toLowerCase();
  const isFound = (node, wanted) => !wanted || `${node.labels.ko} ${node.labels.en}`.toLowerCase().includes(wanted);

  // What is lit: the chosen with its neighbours, else what is searched for, else all.
  const lit = () => {
    if (!chosen) return new Set(data.nodes.filter((node) => isFound(node, wantedName())).map((node) => node.id));
    const near = lines.filter(({ bundle }) => isOf(bundle)).flatMap(({ bundle }) => [bundle[0].from, bundle[0].to]);
    return new Set(chosen.node ? [chosen.node.id, ...near] : near);
  };
  const filter = () => {
    const bright = lit(), all = !chosen && !wantedName();
    for (const { node, group } of shapes) {
      group.classList.toggle("off", hidden.has(node.kind));
      group.classList.toggle("dim", !bright.has(node.id));
    }
    for (const { bundle, path, hit, name } of lines) {
      const ends = [bundle[0].from, bundle[0].to];
      const isOff = ends.some((end) => hidden.has(nodes.get(end).kind));
      const isDim = !(all || (chosen ? isOf(bundle) : ends.some((end) => bright.has(end))));
      for (const part of [path, hit, name]) { part.classList.toggle("off", isOff); part.classList.toggle("dim", isDim); }
    }
    label(bright);
  };
  // Names keep their size on the screen, and only those are written that have room: first what is
  // lit, then what has most ties.
  const ems = (text) => [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1 : 0.57), 0);
  const label = (bright) => {
    const taken = new Map(), size = 12.5, cell = 80;
    const book = (mine, isShape) => {
      const cells = [];
      for (let i = Math.floor(mine[0] / cell); i <= mine[2] / cell; i += 1) for (let j = Math.floor(mine[1] / cell); j <= mine[3] / cell; j += 1) cells.push(`${i} ${j}`);
      const near = cells.flatMap((key) => taken.get(key) || []);
      if (!isShape && near.some((other) => mine[0] < other[2] && other[0] < mine[2] && mine[1] < other[3] && other[1] < mine[3])) return false;
      for (const key of cells) taken.set(key, [...(taken.get(key) || []), mine]);
      return true;
    };
    const fits = (x, y, text, scale) => {
      const half = (ems(text) * size * scale) / 2 + 3, high = (size * scale) / 2 + 2;
      return book([x - half, y - high, x + half, y + high]);
    };
    const grown = Math.max(1, box.k ** -0.55); // shapes shrink less than the drawing does
    const first = (node) => [node === chosen?.node ? 0 : 1, bright.has(node.id) ? 0 : 1, -node.degree];
    const ordered = [...shapes].sort((a, b) => first(a.node).map((one, i) => one - first(b.node)[i]).find(Boolean) || 0);
    const write = ({ node, name, at: [x, y] }) => {
      const half = node.size * grown * box.k, below = y * box.k + half + size, above = y * box.k - half - 4;
      const isWanted = !hidden.has(node.kind) && bright.has(node.id);
      const at = isWanted && [below, above].find((one) => fits(x * box.k, one - size / 3, name.textContent, 1));
      name.classList.toggle("crowded", !at && node !== chosen?.node);
      for (const [key, value] of [["x", x], ["y", (at || below) / box.k], ["font-size", size / box.k], ["stroke-width", 3.5 / box.k]]) name.setAttribute(key, value);
    };
    ordered.slice(0, 12).forEach(write); // the weightiest names may lie upon other shapes, no others
    for (const { node, body, at: [x, y] } of ordered) {
      const grow = node.size * grown, half = grow * box.k * 0.8;
      body.setAttribute("transform", `translate(${x} ${y}) scale(${grow})`);
      if (!hidden.has(node.kind) && bright.has(node.id)) book([x * box.k - half, y * box.k - half, x * box.k + half, y * box.k + half], true);
    }
    ordered.slice(12).forEach(write);
    for (const { bundle, name, at: [x, y] } of lines) {
      const wanted = isOf(bundle) || (!chosen && box.k > 1.5);
      const shown = wanted && !name.classList.contains("off") && fits(x * box.k, y * box.k - size / 3, name.textContent, 0.85);
      name.classList.toggle("crowded", !shown);
      for (const [key, value] of [["font-size", (size * 0.85) / box.k], ["stroke-width", 3 / box.k]]) name.setAttribute(key, value);
    }
  };
  const legend = () => {
    byId("legend").replaceChildren();
    for (const [kind, style] of Object.entries(data.styles)) {
      const label = document.createElement("label"), tick = document.createElement("input");
      tick.type = "checkbox";
      tick.checked = !hidden.has(kind);
      tick.addEventListener("change", () => { if (tick.checked) hidden.delete(kind); else hidden.add(kind); filter(); });
      const icon = make("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
      shape(style, 6, 8, 8, icon);
      label.append(tick, icon, document.createTextNode(style.names[lang]));
      byId("legend").append(label);
    }
  };
  const speak = () => {
    document.documentElement.lang = lang;
    document.title = `${spoken("drawing")} · ${spoken("name")}`;
    byId("name").textContent = spoken("name");
    byId("search").placeholder = spoken("search");
    byId("search").setAttribute("aria-label", spoken("search"));
    byId("lang").textContent = spoken("other");
    byId("fit").textContent = spoken("fit");
    byId("kinds").textContent = spoken("kinds");
    for (const id of ["larger", "smaller"]) byId(id).setAttribute("aria-label", spoken(id));
    svg.setAttribute("aria-label", spoken("drawing"));
    for (const { node, group, name } of shapes) {
      name.textContent = short(node.labels[lang], 24);
      group.setAttribute("aria-label", node.labels[lang]);
    }
    for (const { bundle, name } of lines) name.textContent = short([...new Set(bundle.map((line) => line.labels[lang]))].join(", "), 24);
    legend();
    filter();
    show();
  };

  let drawnAt = 0, waiting = 0;
  const move = () => {
    view.setAttribute("transform", `translate(${box.x} ${box.y}) scale(${box.k})`);
    if (drawnAt === box.k || waiting) return;
    waiting = requestAnimationFrame(() => { waiting = 0; drawnAt = box.k; label(lit()); });
  };
  const fit = () => {
    const wide = svg.clientWidth, high = svg.clientHeight, room = wide < 700 ? 64 : 0; // for names
    box.k = Math.min((wide - room) / width, high / height);
    box.x = (wide - width * box.k) / 2;
    box.y = (high - height * box.k) / 2;
    move();
  };
  const zoom = (factor, x, y) => {
    const next = Math.min(8, Math.max(0.15, box.k * factor)), ratio = next / box.k;
    box = { x: x - (x - box.x) * ratio, y: y - (y - box.y) * ratio, k: next };
    move();
  };
  svg.addEventListener("wheel", (event) => { event.preventDefault(); zoom(Math.exp(-event.deltaY / 500), event.offsetX, event.offsetY); }, { passive: false });
  // One finger moves, two stretch; a touch of the ground that moves nothing chooses nothing.
  const fingers = new Map();
  let travelled = 0;
  svg.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".node, .hit")) return;
    fingers.set(event.pointerId, [event.offsetX, event.offsetY]);
    travelled = 0;
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = [event.offsetX, event.offsetY], other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (other) {
      const apart = (at) => Math.hypot(at[0] - other[0], at[1] - other[1]) || 1;
      return void zoom(apart(now) / apart(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    }
    box.x += now[0] - before[0];
    box.y += now[1] - before[1];
    move();
  });
  const lift = (event) => {
    if (fingers.delete(event.pointerId) && event.type === "pointerup" && travelled < 4 && chosen) choose(null);
  };
  svg.addEventListener("pointerup", lift);
  svg.addEventListener("pointercancel", lift);
  svg.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] };
    if (event.target !== svg) return;
    if (steps[event.key]) { box.x += steps[event.key][0]; box.y += steps[event.key][1]; move(); event.preventDefault(); }
    else if (event.key === "+" || event.key === "=") zoom(1.25, svg.clientWidth / 2, svg.clientHeight / 2);
    else if (event.key === "-") zoom(0.8, svg.clientWidth / 2, svg.clientHeight / 2);
  });
  byId("search").addEventListener("input", () => { chosen = null; choose(null); });
  byId("search").addEventListener("keydown", (event) => {
    const found = data.nodes.filter((node) => isFound(node, wantedName())).sort((a, b) => b.degree - a.degree);
    if (event.key === "Enter" && wantedName() && found.length) goTo(found[0]);
  });
  byId("larger").addEventListener("click", () => zoom(1.4, svg.clientWidth / 2, svg.clientHeight / 2));
  byId("smaller").addEventListener("click", () => zoom(1 / 1.4, svg.clientWidth / 2, svg.clientHeight / 2));
  byId("kinds").parentElement.open = matchMedia("(min-width: 701px)").matches;
  byId("lang").addEventListener("click", () => { lang = lang === "ko" ? "en" : "ko"; speak(); });
  byId("fit").addEventListener("click", fit);
  window.addEventListener("resize", fit);
  fit();
  speak();
})();
