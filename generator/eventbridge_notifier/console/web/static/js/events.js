// The first page: reads what the address asks for, shows it, and keeps up with what arrives.

import * as address from "./address.js";
import { lines, trouble } from "./api.js";
import * as columns from "./columns.js";
import { byId, make, nothing, plain, problem } from "./dom.js";
import * as facets from "./facets.js";
import * as live from "./live.js";
import { onChoice } from "./menu.js";
import { many } from "./names.js";
import { Reading, far } from "./reading.js";
import * as recorded from "./recorded.js";
import * as rows from "./rows.js";
import * as span from "./span.js";
import { onZone, short } from "./time.js";
import * as timeline from "./timeline.js";
import * as views from "./views.js";

const form = byId("filters");
const CATCH_UP = 10 * 60_000; // milliseconds of arrivals that are caught up with
let stop = new AbortController();
let reading = null;
let held = { count: 0, timeline: null };
let owed = null; // catching up that waits for the list

/** Goes to another view; the address remembers this one. */
function go(query) {
  query.delete("after");
  history.pushState(null, "", address.path(query));
  fill();
  load();
}

/** Writes into the form what the address says. */
function fill() {
  const now = address.params();
  form.elements.q.value = now.get("q") ?? "";
  byId("repeats").checked = now.has("repeats");
  span.fill();
  for (const link of document.querySelectorAll("[data-format]")) {
    link.href = `api/export?${address.changed({ format: link.dataset.format, repeats: null })}`;
  }
}

function chips() {
  const found = address.chips().map(([words, without]) => {
    const button = make("button", { type: "button", text: `${words} ✕` });
    button.setAttribute("aria-label", `Take away the filter ${plain(words)}`);
    button.addEventListener("click", () => go(without));
    return make("li", {}, button);
  });
  byId("chips").replaceChildren(...found);
}

async function load() {
  stop.abort();
  const mine = (stop = new AbortController());
  const query = address.params();
  reading = new Reading("api/events", query, mine.signal);
  wait();
  follow(query, mine);
  await take(mine, () => reading.read());
}

/** Shows messages until the reading ends, or another view is gone to. */
async function take(mine, read) {
  try {
    for await (const message of read()) {
      if (mine !== stop) return;
      if (message.kind === "rows") showRows(message);
      else showSummary(message);
    }
  } catch (error) {
    if (error.name === "AbortError" || mine !== stop) return;
    if (!rows.count()) rows.clear();
    byId("count").textContent = "";
    problem(byId("problems"), trouble(error), load);
  }
}

/** Keeps up with what arrives, unless the view has an end of its own. */
function follow(query, mine) {
  if (query.has("from") || query.has("repeats")) live.stop();
  else live.follow(query, { ready: () => catchUp(query, mine).catch(() => {}), arrived });
}

function wait() {
  held = { count: 0, timeline: null };
  owed = null;
  chips();
  rows.wait();
  timeline.wait();
  byId("problems").replaceChildren();
  byId("empty").replaceChildren();
  byId("older").hidden = byId("far").hidden = true;
  byId("count").textContent = "Reading…";
}

/** Shows the list, or as much of it as has been read. */
function showRows({ rows: found, more, done }) {
  performance.mark("data");
  if (!rows.count() || address.params().has("repeats")) rows.clear();
  rows.append(found);
  byId("older").hidden = !more;
  if (!found.length && done && !reading.isCut) empty();
  if (done) recorded.complete(rows.all(), rows.redraw);
  requestAnimationFrame(() => performance.mark("shown"));
}

function showSummary(message) {
  performance.mark("counts");
  held = message;
  const isRead = message.done && !reading.goesOn;
  byId("count").textContent = many(message.count, "event") + (isRead ? "" : ", reading…");
  const how = far(message, short);
  byId("far").hidden = !how;
  byId("far").querySelector("[data-far]").textContent = how;
  byId("on").hidden = !(isRead && reading.isCut);
  timeline.show(message.timeline);
  facets.show(message.facets, go);
  requestAnimationFrame(() => performance.mark("counted"));
  owed?.();
  owed = null;
}

function empty() {
  const filtered = address.chips().length > 0;
  nothing(byId("empty"), filtered ? "Nothing matches" : "No event in this time", filtered
    ? "All of this time was looked at. Try fewer words, or a longer time."
    : "Watches record what happens from now on. CloudTrail takes a few minutes.", [
    ["Look at the last 30 days", () => go(address.changed({ since: "30d", from: null, to: null }))],
    ...(filtered ? [["Remove all filters", () => go(address.time())]] : []),
  ], make("a", { href: "watches", text: "Is everything armed?" }));
}

async function older() {
  const mine = stop;
  const button = byId("older");
  const { time, id } = rows.last();
  const query = address.changed({ after: JSON.stringify([time, id, "\uffff"]), rows: "1" });
  button.disabled = true;
  try {
    let first = null;
    for await (const message of lines(`api/events?${query}`, mine.signal)) {
      if (mine !== stop) break;
      button.hidden = !message.more;
      const link = rows.append(message.rows);
      first ??= link;
    }
    first?.focus();
    recorded.complete(rows.all(), rows.redraw);
  } catch (error) {
    if (mine === stop) problem(byId("problems"), trouble(error), older);
  }
  button.disabled = false;
}

/** Shows what came between the reading of this page and the beginning of the arrivals. */
async function catchUp(query, mine) {
  if (!held.timeline) {
    owed = () => catchUp(query, mine).catch(() => {});
    return;
  }
  const recent = address.changed({ since: "15m", rows: "1" }, new URLSearchParams(query));
  const oldest = byId("older").hidden ? "" : rows.last()?.time;
  for await (const message of lines(`api/events?${recent}`, mine.signal)) {
    if (mine !== stop) return;
    for (const row of message.rows.filter((one) => one.time > oldest)) {
      for (const one of row.watches) arrived({ ...row, ...one });
    }
  }
}

let unsaid = 0;

function arrived(record) {
  if (rows.isShown(record)) return;
  const isNew = !rows.has(record);
  byId("empty").replaceChildren();
  rows.insert(record);
  if (!held.timeline) return;
  facets.add(record, isNew, go);
  if (!isNew) return;
  held.timeline = timeline.add(record) ?? held.timeline;
  held.count += 1;
  byId("count").textContent = many(held.count, "event");
  unsaid += 1;
  setTimeout(announce, 1000);
}

/** Says arrivals to those who do not see them, several at once. */
function announce() {
  if (unsaid) byId("said").textContent = many(unsaid, "new event");
  unsaid = 0;
}

/** The time that is shown, in seconds. */
function shownTime() {
  const said = address.span();
  if (said) return said.map((at) => at / 1000);
  const { start, step, bars } = held.timeline;
  return [start, start + step * bars];
}

function move(change) {
  if (!held.timeline) return;
  const [from, to] = shownTime();
  const [first, end] = change(from, to, to - from).map(Math.round);
  if (end >= Date.now() / 1000 && end - first < 2 * 86400) {
    go(address.changed({ from: null, to: null }));
  } else {
    go(address.changed({ since: null, from: address.stamp(first), to: address.stamp(end) }));
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (span.isOpen()) byId("pick").click();
  else go(address.changed({ q: form.elements.q.value.trim() }));
});
byId("repeats").addEventListener("change", () =>
  go(address.changed({ repeats: byId("repeats").checked ? "1" : null })));
byId("older").addEventListener("click", older);
byId("on").addEventListener("click", () => take(stop, () => reading.goOn()));
byId("out").addEventListener("click", () => move((from, to, length) => [from - length, to + length]));
byId("earlier").addEventListener("click", () => move((from, to, length) => [from - length, to - length]));
byId("later").addEventListener("click", () => move((from, to, length) => [from + length, to + length]));
timeline.onZoom((from, to) => go(address.changed({ since: null, from: address.stamp(from), to: address.stamp(to) })));
// A browser opens few connections to one server: a tab that nobody looks at gives its own back.
let hidden = 0;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    hidden = Date.now();
    live.stop();
  } else if (Date.now() - hidden < CATCH_UP) follow(address.params(), stop);
  else load();
});
addEventListener("popstate", () => { fill(); load(); });
addEventListener("pageshow", (event) => { if (event.persisted) load(); });
document.addEventListener("zoom-out", () => byId("out").click());
onZone(() => {
  span.fill();
  rows.redraw();
  if (held.timeline) timeline.redraw();
});
onChoice(go);
span.onSpan(go);
views.listen(go);
columns.chooser(byId("column-list"), () => {
  rows.redraw();
  recorded.complete(rows.all(), rows.redraw);
});
byId("narrow").open = matchMedia("(min-width: 1000px)").matches;
fill();
load();
