// What is said of the chosen point or line, with the words that say it.

import { el, shortened } from "./dom.js";

const NEIGHBOURS = 24;
const VALUES = 12;

/** Return a panel that shows nodes and lines; `act` is what its buttons do. */
export function panelling(place, picture, say, act) {
  const about = place.dataset.about;
  const element = el("aside", { className: "panel", "aria-live": "polite", hidden: true });
  let turn = 0;

  async function node(number) {
    const id = picture.nodes.id[number];
    const buttons = el("p", { className: "row" },
      el("button", { type: "button", onclick: () => act.expand(number) }, say("expand")),
      el("button", { type: "button", className: "quiet", onclick: () => act.only(number) }, say("only")),
      el("button", { type: "button", className: "quiet", onclick: () => act.path(number) }, act.start() === null || act.start() === number ? say("from-here") : say("to-here")));
    const own = open(picture.names[number], picture.told.kinds[picture.nodes.kind[number]][picture.lang], buttons, neighbours(number), files(id));
    await facts(own, id);
  }

  async function line(number) {
    const [from, to] = [picture.ends.source[number], picture.ends.target[number]];
    const ends = el("p", {}, go(from), " → ", go(to));
    const own = open(picture.told.relations[picture.lines.relation[number]][picture.lang], picture.isUnsure(number) ? say("unsure") : "", ends);
    await facts(own, picture.lines.id[number] || picture.nodes.id[from]);
  }

  function open(name, kind, ...parts) {
    turn += 1;
    element.hidden = false;
    element.replaceChildren(
      el("button", { type: "button", className: "quiet close", "aria-label": say("close"), onclick: act.close }, "×"),
      el("p", { className: "soft small" }, kind),
      el("h2", {}, name),
      ...parts);
    return turn;
  }

  const go = (number) =>
    el("button", { type: "button", className: "link", onclick: () => act.choose(number) }, shortened(picture.names[number], 48));

  function neighbours(number) {
    const lines = picture.beside[number].filter((one) => picture.ends.source[one] !== picture.ends.target[one]);
    if (!lines.length) return null;
    const list = el("ul", { className: "plain" });
    for (const one of lines.slice(0, NEIGHBOURS)) {
      const isOut = picture.ends.source[one] === number;
      const relation = picture.told.relations[picture.lines.relation[one]][picture.lang];
      list.append(el("li", {}, el("span", { className: "soft small" }, isOut ? `${relation} → ` : `${relation} ← `), go(picture.other(one, number))));
    }
    if (lines.length > NEIGHBOURS) list.append(el("li", { className: "soft small" }, say("more", { n: lines.length - NEIGHBOURS })));
    return el("details", { open: lines.length <= 8 }, el("summary", {}, `${say("neighbours")} ${lines.length}`), list);
  }

  function files(id) {
    if (id.includes("://")) return null;
    const address = place.dataset.export.replace("FOCUS", encodeURIComponent(id));
    const links = ["svg", "graphml", "gexf", "html"].map((form) => el("li", {}, el("a", { href: address.replace("FORM", form) }, form)));
    return el("ul", { className: "tools" }, el("li", { className: "soft" }, say("export")), ...links);
  }

  async function facts(own, id) {
    if (id.includes("://")) return;
    const answer = await fetch(about.replace("NAME", encodeURIComponent(id))).catch(() => null);
    if (own !== turn || !answer?.ok) return;
    const told = await answer.json();
    if (own !== turn) return;
    const list = el("dl", { className: "said" });
    for (const fact of told.facts) list.append(el("dt", {}, fact.label), ...fact.values.slice(0, VALUES).map(value));
    if (!told.facts.length) list.append(el("dd", { className: "soft" }, say("no-facts")));
    element.querySelector("h2").after(el("p", {}, el("a", { href: told.href }, say("page"))));
    element.append(list);
  }

  function value(one) {
    const said = el("dd", {}, one.href ? el("a", { href: one.href }, one.label) : one.label);
    for (const quote of one.quotes)
      said.append(el("blockquote", { className: "evidence" }, el("mark", {}, quote.words), el("span", { className: "where" }, quote.href ? el("a", { href: quote.href }, quote.source) : quote.source, ` · ${quote.place}`)));
    return said;
  }

  return {
    element,
    node,
    line,
    close: () => {
      turn += 1;
      element.hidden = true;
    },
  };
}
