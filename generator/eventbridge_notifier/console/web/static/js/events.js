// The first page: reads what the address asks for, shows it, and keeps up with what arrives.

import * as address from "./address.js";
import { lines, trouble } from "./api.js";
import { colour } from "./colours.js";
import { byId, copy, make, plain, problem, say } from "./dom.js";
import * as live from "./live.js";
import * as people from "./people.js";
import * as rows from "./rows.js";
import * as timeline from "./timeline.js";

const form = byId("filters");
const CATCH_UP = 10 * 60_000; // milliseconds of arrivals that are caught up with
let reading = null;
let held = { count: 0, timeline: null };

/** Goes to another view; the address remembers this one. */
function go(query) {
  history.pushState(null, "", address.path(query));
  fill();
  load();
}

/** Writes into the form what the address says. */
function fill() {
  const now = address.params();
  for (const input of form.elements) {
    if (input.name) input.value = now.get(input.name) ?? (input.name === "since" ? address.SPAN : "");
  }
}

function chips() {
  byId("chips").replaceChildren(...address.chips().map(([words, without]) => {
    const button = make("button", { type: "button", text: `${words} ✕` });
    button.setAttribute("aria-label", `Take away the filter ${plain(words)}`);
    button.addEventListener("click", () => go(without));
    return make("li", {}, button);
  }));
}

async function load() {
  reading?.abort();
  const mine = (reading = new AbortController());
  const query = address.params();
  wait();
  follow(query);
  try {
    for await (const message of lines(`/api/events?${query}`, mine.signal)) {
      if (message.kind === "rows") showRows(message);
      else showSummary(message);
    }
  } catch (error) {
    if (error.name === "AbortError" || mine !== reading) return;
    if (!rows.count()) rows.clear();
    byId("count").textContent = "";
    problem(byId("problems"), trouble(error), load);
  }
}

/** Keeps up with what arrives, unless the view has an end of its own. */
function follow(query) {
  if (query.has("from")) live.stop();
  else live.follow(query, { ready: () => catchUp(query).catch(() => {}), arrived });
}

function wait() {
  chips();
  rows.wait();
  timeline.wait();
  byId("problems").replaceChildren();
  byId("empty").replaceChildren();
  byId("older").hidden = true;
  byId("count").textContent = "Reading…";
}

/** Shows the list, or as much of it as has been read. */
function showRows({ rows: records, more, done }) {
  performance.mark("data");
  if (!rows.count()) rows.clear();
  rows.append(records);
  byId("older").hidden = !more;
  if (!records.length && done) empty();
  requestAnimationFrame(() => performance.mark("shown"));
}

function showSummary(message) {
  held = message;
  const many = message.count.toLocaleString();
  byId("count").textContent = message.capped ? `The newest ${many} of this time; zoom in for the rest`
    : `${many} event${message.count === 1 ? "" : "s"}${message.done ? "" : progress(message)}`;
  timeline.show(message.timeline);
  people.show(message.people, byActor);
  legend(message.timeline);
}

/** How far the reading came: a search may pass many records before it finds one. */
function progress({ looked, reached }) {
  return reached ? `; ${looked.toLocaleString()} looked at, back to ${reached.slice(0, 16)}…`
    : ", reading…";
}

function legend({ watches }) {
  const chosen = address.params().getAll("watch");
  byId("legend").replaceChildren(...watches.map(({ watch, counts }) => {
    const total = counts.reduce((sum, one) => sum + one, 0);
    const number = watch === "others" ? null : colour(watch);
    const dot = make("span", { className: "dot", data: number === null ? {} : { colour: number } });
    const button = make("button", { type: "button" }, dot, make("bdi", { text: watch }),
      make("span", { className: "quiet", text: total.toLocaleString() }));
    button.setAttribute("aria-pressed", chosen.includes(watch));
    button.addEventListener("click", () => go(address.changed({
      watch: chosen.includes(watch) ? chosen.filter((one) => one !== watch) : [...chosen, watch] })));
    button.disabled = watch === "others";
    return button;
  }));
}

const byActor = (actor) => go(address.changed({ actor }));

function empty() {
  const filtered = address.chips().length > 0;
  const shown = copy("nothing");
  say(shown, "what", filtered ? "Nothing matches" : "No event in this time");
  say(shown, "hint", filtered ? "Searching is by the letter: try fewer of them, or a longer time."
    : "Watches record what happens from now on. CloudTrail takes a few minutes.");
  const button = (text, query) => {
    const made = make("button", { type: "button", text });
    made.addEventListener("click", () => go(query));
    return made;
  };
  shown.querySelector("[data-buttons]").append(
    button("Look at the last 30 days", address.changed({ since: "30d", from: null, to: null })),
    ...(filtered ? [button("Take all filters away", new URLSearchParams())] : []),
    make("a", { href: "/watches", text: "Is everything armed?" }));
  byId("empty").replaceChildren(shown);
}

async function older() {
  const button = byId("older");
  const { time, id, watch } = rows.last();
  const query = address.changed({ after: JSON.stringify([time, id, watch]) });
  button.disabled = true;
  try {
    for await (const message of lines(`/api/events?${query}`)) {
      button.hidden = !message.more;
      rows.append(message.rows)?.focus();
    }
  } catch (error) {
    problem(byId("problems"), trouble(error), older);
  }
  button.disabled = false;
}

/** Shows what came between the reading of this page and the beginning of the arrivals. */
async function catchUp(query) {
  if (!held.timeline) return;
  const recent = address.changed({ since: "15m", rows: "1" }, new URLSearchParams(query));
  const oldest = byId("older").hidden ? "" : rows.last()?.time;
  for await (const message of lines(`/api/events?${recent}`)) {
    message.rows.filter((one) => one.time > oldest && !rows.isShown(one)).forEach(arrived);
  }
}

let unsaid = 0;

function arrived(record) {
  if (rows.isShown(record)) return;
  byId("empty").replaceChildren();
  rows.insert(record);
  if (!held.timeline) return;
  held.timeline = timeline.add(record) ?? held.timeline;
  held.count += 1;
  people.add(record, rows.named(record), byActor);
  legend(held.timeline);
  byId("count").textContent = `${held.count.toLocaleString()} event${held.count === 1 ? "" : "s"}`;
  unsaid += 1;
  setTimeout(announce, 1000);
}

/** Says arrivals to those who do not see them, several at once. */
function announce() {
  if (unsaid) byId("said").textContent = `${unsaid} new event${unsaid === 1 ? "" : "s"}`;
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
    go(address.changed({ from: address.stamp(first), to: address.stamp(end) }));
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = Object.fromEntries(new FormData(form));
  go(address.changed(said));
});
form.elements.since.addEventListener("change", () => go(address.changed({
  since: form.elements.since.value, from: null, to: null })));
byId("older").addEventListener("click", older);
byId("out").addEventListener("click", () => move((from, to, length) => [from - length, to + length]));
byId("earlier").addEventListener("click", () => move((from, to, length) => [from - length, to - length]));
byId("later").addEventListener("click", () => move((from, to, length) => [from + length, to + length]));
timeline.onZoom((from, to) => go(address.changed({ from: address.stamp(from), to: address.stamp(to) })));
// A browser opens few connections to one server: a tab that nobody looks at gives its own back.
let hidden = 0;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    hidden = Date.now();
    live.stop();
  } else if (Date.now() - hidden < CATCH_UP) follow(address.params());
  else load();
});
addEventListener("popstate", () => { fill(); load(); });
addEventListener("pageshow", (event) => { if (event.persisted) load(); });
document.addEventListener("zoom-out", () => byId("out").click());
fill();
load();
