// The list of events: a row for each, with all watches that recorded it.

import * as address from "./address.js";
import * as columns from "./columns.js";
import { byId, make } from "./dom.js";

const list = byId("rows");
let shown = new Map();
let query = address.params();

export const isShown = ({ id, watch }) =>
  (shown.get(id)?.watches ?? []).some((one) => one.watch === watch);
export const has = ({ id }) => shown.has(id);
export const count = () => shown.size;
export const all = () => [...shown.values()];
export const last = () => all().at(-1);

export function wait() {
  shown = new Map();
  heads();
  list.setAttribute("aria-busy", "true");
  const bar = (wide) => make("div", { className: wide ? "skeleton wide" : "skeleton" });
  const cell = (wide) => Object.assign(make("td", {}, bar(wide)), { colSpan: columns.chosen().length });
  list.replaceChildren(...[1, 0, 1, 0, 1].map((wide) => make("tr", {}, cell(wide))));
}

export function clear() {
  shown = new Map();
  list.replaceChildren();
  list.setAttribute("aria-busy", "false");
}

function heads() {
  byId("heads").replaceChildren(...columns.chosen().map(columns.head));
}

/** Shows rows below those that are there; gives the first link of them. `links` is the view that
 *  their links keep. */
export function append(rows, links = address.params()) {
  query = links;
  const fresh = rows.filter((row) => !shown.has(row.id));
  const made = fresh.map(drawn);
  for (const row of fresh) shown.set(row.id, row);
  list.append(...made);
  list.setAttribute("aria-busy", "false");
  return made[0]?.querySelector("a.row");
}

/** The same rows anew: other columns, another zone. */
export function redraw() {
  heads();
  list.replaceChildren(...all().map(drawn));
}

/** Puts a record that has just arrived in its place, or its watch beside those of its event. */
export function insert(record) {
  const known = shown.get(record.id);
  const mine = { watch: record.watch, severity: record.severity ?? "" };
  if (known) {
    known.watches.push(mine);
    list.children[all().indexOf(known)].replaceWith(drawn(known));
    return;
  }
  const row = { ...record, watches: [mine] };
  const rows = all();
  const found = rows.findIndex((one) => one.time <= row.time);
  const place = found < 0 ? rows.length : found;
  rows.splice(place, 0, row);
  shown = new Map(rows.map((one) => [one.id, one]));
  const made = drawn(row);
  made.classList.add("fresh");
  list.insertBefore(made, list.children[place] ?? null);
}

function drawn(row) {
  const link = make("a", { className: "row", href: address.toEvent(row.id, query) });
  const made = make("tr", {}, ...columns.chosen().map((name) => columns.made(name, row, link)));
  if (!link.isConnected && !made.contains(link)) made.firstElementChild?.append(link);
  made.addEventListener("click", (click) => {
    if (!click.target.closest("a, button") && !getSelection().toString()) link.click();
  });
  return made;
}
