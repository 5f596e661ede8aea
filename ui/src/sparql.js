// The editor of /sparql. Without it the page is a form that works.

import { bars, graph, read } from "./answer.js";
import { completing, naming } from "./completion.js";
import { el, words } from "./dom.js";
import { editing } from "./editor.js";

const VIEWS = ["table", "chart", "graph"];

const form = document.querySelector("#ask");
if (form) start();

async function start() {
  const say = words(form);
  const lang = document.documentElement.lang;
  const offered = await offers();
  const editor = editing(form.querySelector("textarea"), {
    label: say("label"),
    complete: [completing(offered, lang, say), naming(form.dataset.search, offered, lang)],
    run: () => run(),
  });
  const place = el("section", { id: "live", "aria-live": "polite", hidden: true });
  form.after(place);
  const state = { view: "table", answer: null };

  dress();
  form.addEventListener("submit", (event) => {
    if (form.elements.format.value !== "html") return; // a file: the browser's own business
    event.preventDefault();
    run();
  });
  addEventListener("hashchange", follow);
  follow();

  function dress() {
    const choice = el("select", { "aria-label": say("examples"), onchange: () => choose(choice) });
    choice.append(el("option", { value: "" }, say("examples")));
    for (const one of offered.questions) choice.append(el("option", { value: one.name }, one[lang] || one.en));
    const share = el("button", { type: "button", className: "quiet", onclick: () => copy(share) }, say("share"));
    const row = form.querySelector(".row");
    row.before(el("p", { className: "soft small" }, say("hint")));
    row.append(share);
    form.prepend(el("p", { className: "row" }, choice));
  }

  function choose(choice) {
    const chosen = offered.questions.find((one) => one.name === choice.value);
    if (!chosen) return;
    editor.set(chosen.text);
    run();
  }

  function follow() {
    const told = new URLSearchParams(location.hash.slice(1));
    if (!told.has("query")) return;
    if (VIEWS.includes(told.get("view"))) state.view = told.get("view");
    if (told.get("query") === editor.text() && state.answer) return show();
    editor.set(told.get("query"));
    run();
  }

  function remember() {
    const told = new URLSearchParams({ query: editor.text(), view: state.view });
    history.replaceState(null, "", `${location.pathname}${location.search}#${told}`);
  }

  async function copy(button) {
    remember();
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = say("shared");
      setTimeout(() => (button.textContent = say("share")), 2000);
    } catch {
      prompt(say("share"), location.href); // no clipboard without https
    }
  }

  async function run() {
    place.hidden = false;
    place.replaceChildren(el("p", { className: "soft" }, say("running")));
    document.querySelector("#result")?.remove();
    remember();
    const page = await asked(editor.text(), lang);
    if (!page) return place.replaceChildren(el("p", { className: "notice" }, say("failed")));
    const result = page.querySelector("#result");
    if (!result) {
      state.answer = null;
      const problem = page.querySelector("main");
      problem?.querySelectorAll("script").forEach((one) => one.remove());
      return place.replaceChildren(el("div", { className: "notice problem" }, ...(problem?.childNodes ?? [])));
    }
    const table = result.querySelector("table");
    state.answer = { page: [...result.childNodes], told: table && read(table), isGraph: "graph" in result.dataset };
    show();
  }

  function show() {
    const { page, told, isGraph } = state.answer;
    const tabs = el("div", { className: "tabs", role: "tablist", "aria-label": say("answer") });
    for (const view of told ? VIEWS : []) {
      const isOn = view === state.view;
      const choose = () => { state.view = view; remember(); show(); place.querySelector("[aria-selected=true]").focus(); };
      tabs.append(el("button", { type: "button", role: "tab", id: `tab-${view}`, "aria-selected": String(isOn), "aria-controls": "view", onclick: choose }, label(view)));
    }
    const view = el("div", { id: "view", role: "tabpanel", "aria-labelledby": `tab-${state.view}` });
    if (!told || state.view === "table") view.append(...page);
    else if (state.view === "chart") view.append(bars(told, say) ?? el("p", { className: "notice" }, say("no-chart")));
    else view.append(graph(told, isGraph, say) ?? el("p", { className: "notice" }, say("no-graph")));
    place.replaceChildren(tabs, view);
  }

  function label(view) {
    if (view === "table") return say("table");
    return view === "chart" ? say("chart") : say("graph");
  }
}

async function offers() {
  try {
    return await (await fetch(form.dataset.terms)).json();
  } catch {
    return { prefixes: {}, terms: [], questions: [] };
  }
}

/** Ask as the form does and return the page, or null where nobody answers. */
async function asked(query, lang) {
  try {
    const answer = await fetch(`${new URL(form.action).pathname}?lang=${lang}`, {
      method: "POST",
      headers: { Accept: "text/html" },
      body: new URLSearchParams({ query }),
    });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}
