// Keeps what was chosen on /review in this browser, from page to page, until it is cleared.
// Without this script the form works as well, one page at a time.

import { el, words } from "./dom.js";

const form = document.getElementById("review");
if (form) reviewing(form);

function reviewing(form) {
  const say = words(form);
  const place = `deungdae-review ${location.pathname}`;
  const kept = read(place);
  const here = new Set([...form.querySelectorAll(".pair")].map((pair) => pair.id));
  const counted = el("span", { className: "soft small", role: "status" });
  const forget = el("button", { type: "button", className: "quiet", onclick: clear }, say("forget"));
  form.querySelector(".hand-in").append(counted, forget);

  for (const key of here) show(key);
  if (!form.elements.by.value) form.elements.by.value = kept.by ?? "";
  keep();
  form.addEventListener("input", keep);
  form.addEventListener("submit", addOthers);
  leaveOutDecided();

  /** Show what was chosen of a pair before; what the server gave back comes first. */
  function show(key) {
    const before = kept.pairs[key];
    const now = form.elements[`verdict.${key}`];
    if (!before || now.value !== "open" || form.elements[`because.${key}`].value) return;
    now.value = before.verdict;
    form.elements[`because.${key}`].value = before.because;
  }

  function keep() {
    for (const key of here) {
      const verdict = form.elements[`verdict.${key}`].value;
      const because = form.elements[`because.${key}`].value;
      if (verdict === "open" && !because) delete kept.pairs[key];
      else kept.pairs[key] = { verdict, because };
    }
    kept.by = form.elements.by.value;
    write(place, kept);
    tell();
  }

  function tell() {
    const chosen = Object.keys(kept.pairs).filter((key) => kept.pairs[key].verdict !== "open");
    const elsewhere = chosen.filter((key) => !here.has(key)).length;
    const count = say(elsewhere ? "elsewhere" : "count", { n: chosen.length, m: elsewhere });
    counted.textContent = chosen.length ? `${count} · ${say("kept")}` : "";
    forget.hidden = chosen.length === 0;
  }

  /** Send what was chosen on other pages, too. */
  function addOthers() {
    for (const old of form.querySelectorAll("[data-other]")) old.remove();
    for (const [key, { verdict, because }] of Object.entries(kept.pairs)) {
      if (here.has(key)) continue;
      for (const [name, value] of [[`verdict.${key}`, verdict], [`because.${key}`, because]]) {
        form.append(el("input", { type: "hidden", name, value, "data-other": "" }));
      }
    }
  }

  /** Forget pairs that are decided by now: the service would refuse them. */
  async function leaveOutDecided() {
    if (Object.keys(kept.pairs).every((key) => here.has(key))) return;
    const answer = await fetch(form.dataset.ids);
    if (!answer.ok) return;
    const open = new Set(await answer.json());
    for (const key of Object.keys(kept.pairs)) if (!open.has(key)) delete kept.pairs[key];
    keep();
  }

  function clear() {
    kept.pairs = {};
    for (const key of here) {
      form.elements[`verdict.${key}`].value = "open";
      form.elements[`because.${key}`].value = "";
    }
    keep();
  }
}

/** Return what was kept; nothing where the browser keeps nothing or somebody else's text. */
function read(place) {
  try {
    const told = JSON.parse(localStorage.getItem(place));
    if (told && typeof told.pairs === "object" && told.pairs) return told;
  } catch {
    // kept nothing, or keeping is forbidden
  }
  return { pairs: {}, by: "" };
}

function write(place, kept) {
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // full or forbidden: the page at hand still works
  }
}
