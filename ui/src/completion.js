// What may stand where the cursor is: a variable, a prefix, a term, or a thing by any of its names.

const ENOUGH = 60;
const THINGS = 8;
const PAUSE = 150; // milliseconds without typing before things are asked for

/** Return a CodeMirror completion source over the terms of the service. */
export function completing(offered, lang, say) {
  const terms = offered.terms.map((term) => ({
    ...term,
    keys: [term.term, term.ko, term.en].map((key) => key.toLowerCase()),
  }));
  const prefixes = Object.entries(offered.prefixes);
  return (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) return variables(context, variable);
    const word = context.matchBefore(/[\p{L}\p{N}_:.-]+/u);
    if (!word && !context.explicit) return null;
    const from = word ? word.from : context.pos;
    const wanted = (word ? word.text : "").toLowerCase();
    const found = ranked(terms, wanted).map((term) => option(term, lang, say));
    const declared = prefixes
      .filter(([name]) => !wanted.includes(":") && name.startsWith(wanted))
      .map(([name, iri]) => ({ label: `${name}:`, detail: iri, type: "namespace", boost: -1 }));
    const options = [...found, ...declared];
    return options.length ? { from, options, filter: false } : null;
  };
}

/** Return a CodeMirror completion source over the names of things, which the service is asked for. */
export function naming(address, offered, lang) {
  const prefixes = Object.entries(offered.prefixes);
  return async (context) => {
    const word = context.matchBefore(/[\p{L}\p{N}_-]+(?::[\p{L}\p{N}_.-]+)?/u);
    const wanted = word?.text.replace(/^id:(?:\w+\.)?/, "");
    if (!wanted || wanted.includes(":") || !isLong(wanted) || isQuoted(context)) return null;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (context.aborted) return null;
    const hits = await found(address, wanted, lang);
    if (context.aborted || !hits.length) return null;
    return { from: word.from, options: hits.map((hit) => thing(hit, prefixes)), filter: false };
  };
}

/** A syllable block says more than a letter. */
function isLong(word) {
  return word.length > (/\p{Script=Hangul}/u.test(word) ? 1 : 2);
}

function isQuoted(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  return /^[^"']*(?:"[^"]*"[^"']*|'[^']*'[^"']*)*["'][^"']*$/.test(before) || /(?:^|\s)#/.test(before);
}

async function found(address, q, lang) {
  try {
    const asked = new URLSearchParams({ q, lang, in: "names", limit: THINGS, format: "json" });
    const answer = await fetch(`${address}?${asked}`);
    return answer.ok ? (await answer.json()).results : [];
  } catch {
    return [];
  }
}

function thing(hit, prefixes) {
  const [prefix, space] = prefixes.find(([, iri]) => hit.iri.startsWith(iri)) ?? [];
  const local = prefix && hit.iri.slice(space.length);
  const isShort = local && /^\w(?:[\w.-]*[\w-])?$/.test(local);
  const term = { term: isShort ? `${prefix}:${local}` : hit.iri, iri: hit.iri };
  return {
    label: term.term,
    displayLabel: hit.label,
    detail: [hit.other, ...hit.types, term.term].filter(Boolean).join(" · "),
    type: "text",
    boost: -2,
    apply: (view, _, from, to) => insert(view, term, from, to),
  };
}

function ranked(terms, wanted) {
  const scored = [];
  for (const term of terms) {
    const local = term.keys[0].slice(term.keys[0].indexOf(":") + 1);
    const best = Math.max(...term.keys.concat(local).map((key) => score(key, wanted)));
    if (best > 0) scored.push([best, term]);
  }
  scored.sort((a, b) => b[0] - a[0] || a[1].term.localeCompare(b[1].term));
  return scored.slice(0, ENOUGH).map(([, term]) => term);
}

function score(key, wanted) {
  if (!key) return 0;
  if (!wanted) return 1;
  if (key.startsWith(wanted)) return 3 - key.length / 1000;
  return key.includes(wanted) ? 1 : 0;
}

function option(term, lang, say) {
  const other = lang === "ko" ? "en" : "ko";
  const names = [term[lang], term[other]].filter(Boolean).join(" · ");
  return {
    label: term.term,
    displayLabel: term.term,
    detail: names,
    info: innerWidth < 640 ? undefined : `${say(term.kind)}. ${term[`${lang}-meaning`] || names}`,
    type: { class: "class", property: "property", datatype: "type" }[term.kind] ?? "constant",
    apply: (view, _, from, to) => insert(view, term, from, to),
  };
}

/** Write the term, and declare its prefix where the query does not yet. */
function insert(view, term, from, to) {
  const changes = [{ from, to, insert: term.term }];
  const prefix = term.term.startsWith("http") ? "" : term.term.slice(0, term.term.indexOf(":"));
  const text = view.state.doc.toString();
  let at = from + term.term.length;
  if (prefix && !new RegExp(`prefix\\s+${prefix}:`, "i").test(text)) {
    const space = term.iri.slice(0, term.iri.length - (term.term.length - prefix.length - 1));
    const line = `PREFIX ${prefix}: <${space}>\n`;
    changes.unshift({ from: 0, insert: line });
    at += line.length;
  }
  if (term.term.startsWith("http")) {
    changes[changes.length - 1].insert = `<${term.term}>`;
    at += 2;
  }
  view.dispatch({ changes, selection: { anchor: at }, userEvent: "input.complete" });
}

function variables(context, found) {
  const text = context.state.doc.toString();
  const names = new Set(text.match(/[?$]\w+/g) ?? []);
  names.delete(found.text);
  const options = [...names].map((label) => ({ label, type: "variable" }));
  return options.length ? { from: found.from, options, validFor: /^[?$]\w*$/ } : null;
}
