// The list of events.

import { short } from "./address.js";
import { colour } from "./colours.js";
import { breakable, byId, copy, make, plain, say } from "./dom.js";

const list = byId("rows");
let shown = new Map();

const key = (record) => JSON.stringify([record.id, record.watch]);
export const named = (record) => record.eventName || record.detailType || "event";

/** An actor's ARN without what all have in common: user/alice, assumed-role/deploy/github. */
export function who(actor) {
  const found = /^arn:[^:]*:(?:iam|sts)::\d*:(.+)$/s.exec(actor ?? "");
  return found ? found[1] : (actor ?? "");
}

export const isShown = (record) => shown.has(key(record));
export const count = () => shown.size;
export const last = () => [...shown.values()].at(-1);

export function wait() {
  shown = new Map();
  list.setAttribute("aria-busy", "true");
  const bar = (wide) => make("div", { className: wide ? "skeleton wide" : "skeleton" });
  list.replaceChildren(...[1, 0, 1, 0, 1].map((wide) => make("li", {}, bar(wide))));
}

export function clear() {
  shown = new Map();
  list.replaceChildren();
  list.setAttribute("aria-busy", "false");
}

/** Puts older records below; gives the first of their links. */
export function append(records) {
  const fresh = records.filter((record) => !isShown(record));
  const rows = fresh.map(row);
  fresh.forEach((record) => shown.set(key(record), record));
  list.append(...rows);
  list.setAttribute("aria-busy", "false");
  return rows[0]?.querySelector("a");
}

/** Puts a record that has just arrived in its place. */
export function insert(record) {
  const records = [...shown.values()];
  const found = records.findIndex((one) => one.time <= record.time);
  const place = found < 0 ? records.length : found;
  records.splice(place, 0, record);
  shown = new Map(records.map((one) => [key(one), one]));
  const made = row(record);
  made.classList.add("fresh");
  list.insertBefore(made, list.children[place] ?? null);
}

function row(record) {
  const made = copy("row");
  const link = made.querySelector("a");
  link.href = `/event?${new URLSearchParams({ id: record.id })}`;
  const time = made.querySelector("time");
  time.dateTime = record.time;
  time.title = record.time;
  time.textContent = short(record.time, true);
  breakable(say(made, "event", named(record)));
  breakable(say(made, "actor", who(record.actor) || record.source)).title = plain(record.actor);
  say(made, "place", [record.region, record.account].filter(Boolean).join(" "));
  say(made, "watch", record.watch);
  say(made, "severity", record.severity).dataset.severity = record.severity ?? "";
  const number = colour(record.watch);
  if (number !== null) made.querySelector(".dot").dataset.colour = number;
  return made;
}
