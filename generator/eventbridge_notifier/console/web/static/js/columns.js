// The columns of the list of events: which there are, what they show, and which somebody chose.

import { paint } from "./colours.js";
import { make, plain } from "./dom.js";
import { kept, keep } from "./kept.js";
import { value } from "./menu.js";
import * as names from "./names.js";
import { full, zoneName } from "./time.js";

const USUAL = ["time", "severity", "event", "resource", "outcome", "actor", "watch"];

function cell(name, attribute, shown = (raw) => raw) {
  return (row) => (row[attribute] ? [value(name, row[attribute], shown(row[attribute]))] : []);
}

function time(row) {
  const made = make("time", { dateTime: row.time, title: row.time, text: full(row.time) });
  return row.repeats > 1 ? [made, make("span", { className: "repeats", text: `×${row.repeats}` })] : [made];
}

function event(row, link) {
  return [Object.assign(link, { textContent: plain(names.named(row)) })];
}

function severity(row) {
  if (!row.severity) return [];
  const made = value("severity", row.severity, row.severity);
  made.dataset.severity = row.severity;
  return [made];
}

function outcome(row) {
  if (!row.outcome) return [];
  const done = row.outcome === "succeeded";
  const made = value("outcome", row.outcome, done ? "ok" : row.outcome);
  made.classList.add(done ? "quiet" : "bad");
  return [made];
}

const watch = (row) => row.watches.map((one) => {
  const made = value("watch", one.watch, one.watch);
  made.prepend(paint(make("span", { className: "dot" }), one.watch));
  return made;
});

// Name -> [head, what a row's cell holds].
const COLUMNS = {
  time: [() => `Time (${zoneName()})`, time],
  severity: ["Severity", severity],
  event: ["What", event],
  resource: ["Resource", cell("resource", "resource", names.resourceName)],
  type: ["Type", cell("type", "resourceType", names.typeName)],
  change: ["Change", cell("change", "change")],
  outcome: ["Outcome", outcome],
  actor: ["Who", cell("actor", "actor", names.who)],
  ip: ["From", cell("ip", "sourceIp")],
  watch: ["Watch", watch],
  region: ["Region", cell("region", "region")],
  account: ["Account", cell("account", "account")],
  recorded: ["Recorded", (row) => recorded(row)],
};

const recorded = (row) => Object.entries(row.recorded ?? {}).map(([name, held]) =>
  make("span", { className: "pair", text: `${name}=${typeof held === "string" ? held : JSON.stringify(held)}` }));

export const chosen = () => kept("columns", USUAL).filter((name) => COLUMNS[name]);

export function head(name) {
  const [text] = COLUMNS[name];
  return make("th", { scope: "col", text: typeof text === "string" ? text : text(), data: { column: name } });
}

/** A cell; `link` is the link to the event, which the column `event` takes in. */
export const made = (name, row, link) =>
  make("td", { data: { column: name } }, ...COLUMNS[name][1](row, link));

/** Boxes to choose columns with; `act` is called after each choice. */
export function chooser(place, act) {
  place.replaceChildren(...Object.keys(COLUMNS).filter((name) => name !== "event").map((name) => {
    const box = make("input", { type: "checkbox", checked: chosen().includes(name) });
    box.addEventListener("change", () => {
      const now = new Set(chosen());
      if (box.checked) now.add(name);
      else now.delete(name);
      keep("columns", Object.keys(COLUMNS).filter((one) => now.has(one)));
      act();
    });
    const [text] = COLUMNS[name];
    return make("label", { className: "check" }, box, ` ${typeof text === "string" ? text : "Time"}`);
  }));
}
