"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = {
    ko: { search: "이름 찾기", other: "English", fit: "전체 보기", hint: "도형이나 선을 누르면 그 사실과 근거 문장이 여기에 나옵니다.", lines: "이어진 것", quote: "근거", proposed: "제안", planned: "예정", target: "목표", actual: "실제", drawing: "지원 관계 그림", none: "그런 이름은 없습니다.", programme: "사업" },
    en: { search: "Find a name", other: "한국어", fit: "Fit", hint: "Select a shape or a line to see what is said of it and the words that say so.", lines: "Connected with", quote: "evidence", proposed: "proposed", planned: "planned", target: "target", actual: "actual", drawing: "Drawing of support relations", none: "No such name.", programme: "Programme" },
  };
  const unsure = new Set(["proposed", "planned", "target"]);
  const byId = (id) => document.getElementById(id);
  const svg = byId("drawing"), view = byId("view"), panel = byId("panel");
  const width = 1200, height = 850, hidden = new Set();
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
  const place = (node) => [110 + node.at[0] * (width - 220), 50 + node.at[1] * (height - 110)];
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
    const path = make("path", { d: `M${x1} ${y1}Q${mx} ${my} ${x2 - ux * gap} ${y2 - uy * gap}`, class: "line", "marker-end": "url(#arrow)" }, byId("lines"));
    if (bundle.every((line) => unsure.has(line.status))) path.classList.add("unsure");
    path.style.strokeWidth = 1.3 + 0.5 * Math.min(bundle.length - 1, 4);
    const name = make("text", { x: (x1 + 2 * mx + x2) / 4, y: (y1 + 2 * my + y2) / 4 }, byId("names"));
    path.addEventListener("click", () => choose({ bundle }));
    return { bundle, path, name };
  };
  const drawNode = (node) => {
    const [x, y] = place(node), group = make("g", { class: "node", tabindex: 0, role: "button" }, byId("nodes"));
    shape(data.styles[node.kind], node.size, x, y, group);
    const name = make("text", { x, y: y + node.size + 14, "font-size": 13 }, group);
    group.addEventListener("click", () => choose({ node }));
    group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose({ node }); } });
    return { node, group, name };
  };
  const bundles = new Map();
  for (const line of data.lines) {
    const key = `${line.from} ${line.to}`;
    bundles.set(key, [...(bundles.get(key) || []), line]);
  }
  const lines = [...bundles.values()].map(drawLine), shapes = data.nodes.map(drawNode);

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
    const status = node.status && words[lang][node.status] ? ` · ${words[lang][node.status]}` : "";
    const days = node.start ? ` · ${node.start}${node.end && node.end !== node.start ? " – " + node.end : ""}` : "";
    tell("div", data.styles[node.kind].names[lang] + status + days, panel, "kind");
    tellSource(node.iri);
    tellFacts(node.told);
    const near = lines.filter(({ bundle }) => bundle[0].from === node.id || bundle[0].to === node.id);
    if (!near.length) return;
    tell("dt", words[lang].lines, panel, "kind");
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
      const status = words[lang][line.status] ? ` · ${words[lang][line.status]}` : "";
      tell("div", line.labels[lang] + status, panel);
      if (line.programme[lang]) tell("div", `${words[lang].programme}: ${line.programme[lang]}`, panel, "kind");
      tellSource(line.iri);
      tellFacts(line.told);
    }
  };
  const show = () => {
    panel.replaceChildren();
    if (!chosen) tell("p", words[lang].hint, panel, "kind");
    else if (chosen.node) tellNode(chosen.node);
    else tellBundle(chosen.bundle);
  };
  const choose = (what) => {
    chosen = what;
    for (const { node, group } of shapes) group.classList.toggle("on", what.node === node);
    for (const { bundle, path } of lines) path.classList.toggle("on", what.bundle === bundle || (what.node && (bundle[0].from === what.node.id || bundle[0].to === what.node.id)));
    show();
    panel.parentElement.scrollTop = 0;
  };

  const filter = () => {
    const wanted = byId("search").value.trim().toLowerCase();
    const isFound = (node) => !wanted || `${node.labels.ko} ${node.labels.en}`.toLowerCase().includes(wanted);
    for (const { node, group } of shapes) {
      group.classList.toggle("off", hidden.has(node.kind));
      group.classList.toggle("dim", !isFound(node));
    }
    for (const { bundle, path, name } of lines) {
      const ends = [nodes.get(bundle[0].from), nodes.get(bundle[0].to)];
      const isOff = ends.some((end) => hidden.has(end.kind)), isDim = !ends.some(isFound);
      for (const part of [path, name]) { part.classList.toggle("off", isOff); part.classList.toggle("dim", isDim); }
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
    byId("search").placeholder = words[lang].search;
    byId("search").setAttribute("aria-label", words[lang].search);
    byId("lang").textContent = words[lang].other;
    byId("fit").textContent = words[lang].fit;
    svg.setAttribute("aria-label", words[lang].drawing);
    for (const { node, group, name } of shapes) {
      name.textContent = short(node.labels[lang], 24);
      group.setAttribute("aria-label", node.labels[lang]);
    }
    for (const { bundle, name } of lines) name.textContent = short([...new Set(bundle.map((line) => line.labels[lang]))].join(", "), 24);
    legend();
    filter();
    show();
  };

  const move = () => view.setAttribute("transform", `translate(${box.x} ${box.y}) scale(${box.k})`);
  const fit = () => {
    const wide = svg.clientWidth, high = svg.clientHeight;
    box.k = Math.min(wide / width, high / height);
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
  let held = null;
  svg.addEventListener("pointerdown", (event) => { if (!event.target.closest(".node, .line")) { held = [event.clientX - box.x, event.clientY - box.y]; svg.setPointerCapture(event.pointerId); } });
  svg.addEventListener("pointermove", (event) => { if (held) { box.x = event.clientX - held[0]; box.y = event.clientY - held[1]; move(); } });
  svg.addEventListener("pointerup", () => { held = null; });
  svg.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] };
    if (event.target !== svg) return;
    if (steps[event.key]) { box.x += steps[event.key][0]; box.y += steps[event.key][1]; move(); event.preventDefault(); }
    else if (event.key === "+" || event.key === "=") zoom(1.25, svg.clientWidth / 2, svg.clientHeight / 2);
    else if (event.key === "-") zoom(0.8, svg.clientWidth / 2, svg.clientHeight / 2);
  });
  byId("search").addEventListener("input", filter);
  byId("lang").addEventListener("click", () => { lang = lang === "ko" ? "en" : "ko"; speak(); });
  byId("fit").addEventListener("click", fit);
  window.addEventListener("resize", fit);
  speak();
  fit();
})();
