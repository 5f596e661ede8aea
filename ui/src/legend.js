// What each outline and colour stands for; a press leaves a kind out and lets it in again.

import { el } from "./dom.js";
import { swatch } from "./outlines.js";

/** Return the legend, which kinds it lets in, and how to let all in; `changed` hears of a press. */
export function legending(picture, lang, say, changed) {
  const counts = new Uint32Array(picture.told.kinds.length);
  for (const kind of picture.nodes.kind) counts[kind] += 1;
  const buttons = picture.told.kinds.map((kind, i) => {
    const button = el("button", { type: "button", className: "kind", "aria-pressed": "true" },
      swatch(kind), el("span", { className: "name" }, kind[lang]), el("span", { className: "soft small" }, String(counts[i])));
    button.addEventListener("click", () => {
      set(button, !isIn(button));
      changed();
    });
    return button;
  });
  const isIn = (button) => button.getAttribute("aria-pressed") === "true";
  const set = (button, value) => button.setAttribute("aria-pressed", String(value));
  const all = (value) => buttons.forEach((button) => set(button, value));
  const press = (name, value) => el("button", { type: "button", className: "quiet", onclick: () => { all(value); changed(); } }, say(name));
  return {
    element: el("div", { className: "legend", role: "group", "aria-label": say("legend") },
      el("span", { className: "soft small", "aria-hidden": "true" }, say("legend")), ...buttons, press("all", true), press("none", false)),
    read: () => new Set(buttons.flatMap((button, i) => (isIn(button) ? [i] : []))),
    reset: () => all(true),
  };
}
