// Which kinds, relations, sources and years are seen. The list of kinds is the legend, too.

import { el } from "./dom.js";

/** Return the controls, and how to read and reset them. */
export function filtering(picture, lang, say, changed) {
  const told = picture.told;
  const counts = (column, most) => {
    const found = new Array(most).fill(0);
    for (const each of column) for (const one of Array.isArray(each) ? each : [each]) found[one] += 1;
    return found;
  };
  const kinds = choosing(say("kinds"), told.kinds.map((kind) => ({ name: kind[lang], colour: kind.colour })), counts(picture.nodes.kind, told.kinds.length), say, changed);
  const relations = choosing(say("relations"), told.relations.map((one) => ({ name: one[lang] })), counts(picture.lines.relation, told.relations.length), say, changed);
  const sources = choosing(say("sources"), told.sources.map((one) => ({ name: [one[lang], one.day].filter(Boolean).join(" · ") })), counts(picture.lines.sources, told.sources.length), say, changed);
  const time = timing(picture.years(), say, changed);
  const parts = [kinds, relations, sources];
  return {
    element: el("div", { className: "filters" }, kinds.element, time.element, relations.element, sources.element),
    read: () => ({ kinds: kinds.read(), relations: relations.read(), sources: sources.read(), ...time.read() }),
    reset: () => [...parts, time].forEach((part) => part.reset()),
  };
}

function choosing(title, options, counts, say, changed) {
  const boxes = options.map((option, i) => {
    const box = el("input", { type: "checkbox", checked: true, value: String(i), onchange: changed });
    const swatch = option.colour ? el("span", { className: "swatch", "aria-hidden": "true" }) : null;
    if (swatch) swatch.style.backgroundColor = option.colour;
    return { box, line: el("label", {}, box, swatch, el("span", {}, option.name), el("span", { className: "soft small" }, ` ${counts[i]}`)) };
  });
  const all = (isOn) => () => {
    for (const { box } of boxes) box.checked = isOn;
    changed();
  };
  const tools = el("p", { className: "row small" },
    el("button", { type: "button", className: "quiet", onclick: all(true) }, say("all")),
    el("button", { type: "button", className: "quiet", onclick: all(false) }, say("none")));
  const element = el("details", { open: options.some((one) => one.colour) }, el("summary", {}, title), tools, el("fieldset", {}, el("legend", { className: "unseen" }, title), ...boxes.map(({ line }) => line)));
  return {
    element,
    read: () => new Set(boxes.filter(({ box }) => box.checked).map(({ box }) => Number(box.value))),
    reset: () => boxes.forEach(({ box }) => (box.checked = true)),
  };
}

function timing(years, say, changed) {
  if (!years) return { element: el("span"), read: () => ({ years: null, undated: true }), reset: () => {} };
  const field = (value, name) => el("input", { type: "number", min: String(years[0]), max: String(years[1]), value: String(value), "aria-label": `${say("time")} ${name}`, onchange: changed });
  const [from, to] = [field(years[0], say("from")), field(years[1], say("to"))];
  const undated = el("input", { type: "checkbox", checked: true, onchange: changed });
  const element = el("details", { open: true }, el("summary", {}, say("time")),
    el("p", { className: "row years" }, from, "–", to),
    el("label", {}, undated, el("span", {}, say("undated"))),
    el("p", { className: "soft small" }, say("dated-note")));
  return {
    element,
    read: () => {
      const chosen = [Number(from.value) || years[0], Number(to.value) || years[1]];
      return { years: [Math.min(...chosen), Math.max(...chosen)], undated: undated.checked };
    },
    reset: () => {
      [from.value, to.value] = years.map(String);
      undated.checked = true;
    },
  };
}
