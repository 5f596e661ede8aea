// Elements without markup: text stays text, whatever a source wrote.

/** Return an element with properties, attributes (those with a hyphen) and children. */
export function el(name, told = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(told)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && !key.includes("-") && key !== "list") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Return an SVG element with attributes and children. */
export function svg(name, told = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(told)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Return a function that says a message of the page, its {names} filled in. */
export function words(place) {
  const told = JSON.parse(place.dataset.words);
  return (key, values = {}) =>
    told[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Hand bytes to the reader as a file. */
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

export const shortened = (text, most) =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
