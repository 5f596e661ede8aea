// Which relations, sources and years are seen; for kinds there is the legend.

import { el } from "./dom.js";

/** Return the controls, and how to read and reset them. */
export function filtering(picture, lang, say, changed) {
  const { told } = picture;
  const relations = choosing(say("relations"), told.relations.map((one) => one[lang]), () => counted(picture.lines.relation, told.relations.length), say, changed);
  const sources = choosing(say("sources"), told.sources.map((one) => [one[lang], one.day].filter(Boolean).join(" · ")), () => tellers(picture), say, changed);
  const time = timing(picture.years(), say, changed);
  const parts = [relations, sources, time];
  return {
    element: el("div", { className: "filters" }, time.element, relations.element, sources.element),
    read: () => ({ relations: relations.read(), sources: sources.read(), ...time.read() }),
    reset: () => parts.forEach((part) => part.reset()),
  };
}

function counted(column, most) {
  const found = new Uint32Array(most);
  for (const one of column) found[one] += 1;
  return found;
}

/** Count the lines that each source tells of. */
function tellers({ told, lines }) {
  const found = new Uint32Array(told.sources.length);
  counted(lines.sources, told.behind.length).forEach((count, i) => {
    for (const source of told.behind[i]) found[source] += count;
  });
  return found;
}

/** Boxes to tick, made when they are first looked at: there may be thousands. */
function choosing(title, names, counts, say, changed) {
  const isOn = new Uint8Array(names.length).fill(1);
  const list = el("fieldset", {}, el("legend", { className: "unseen" }, title));
  let boxes = [];
  const box = (i, count) => {
    const made = el("input", { type: "checkbox", checked: Boolean(isOn[i]) });
    made.addEventListener("change", () => {
      isOn[i] = Number(made.checked);
      changed();
    });
    boxes.push(made);
    return el("label", {}, made, el("span", {}, names[i]), el("span", { className: "soft small" }, ` ${count}`));
  };
  const open = () => {
    if (boxes.length) return;
    const found = counts();
    list.append(...names.map((_, i) => box(i, found[i])));
  };
  const set = (value) => {
    isOn.fill(value);
    for (const one of boxes) one.checked = Boolean(value);
  };
  const press = (name, value) => el("button", { type: "button", className: "quiet", onclick: () => { set(value); changed(); } }, say(name));
  return {
    element: el("details", { ontoggle: open }, el("summary", {}, title), el("p", { className: "row small" }, press("all", 1), press("none", 0)), list),
    read: () => new Set(names.flatMap((_, i) => (isOn[i] ? [i] : []))),
    reset: () => set(1),
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
