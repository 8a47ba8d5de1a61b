// One event: its important parts first, where it leads, why it was recorded, and all of it below.

import * as address from "./address.js";
import { ask, trouble } from "./api.js";
import { paint } from "./colours.js";
import { byId, copied, copy, make, pairs, plain, problem, say } from "./dom.js";
import * as names from "./names.js";
import { reasons } from "./reasons.js";
import { full, onZone, zoneName } from "./time.js";

const place = byId("event");
const TITLE = document.title;
const list = () => address.changed({ id: null });
let held = null;

async function load() {
  byId("problems").replaceChildren();
  byId("back").href = `./?${list()}`;
  const { searchParams } = new URL(location);
  try {
    held = await ask(`api/event?${new URLSearchParams({ id: searchParams.get("id") ?? "" })}`);
    show(held);
    await Promise.all([alerts(held), neighbours(held)]);
  } catch (error) {
    place.replaceChildren();
    problem(byId("problems"), trouble(error), load);
  }
  place.setAttribute("aria-busy", "false");
}

function show(event) {
  const made = copy("whole");
  say(made, "title", event.title);
  say(made, "id", event.id);
  document.title = `${plain(event.title)} · ${TITLE}`;
  const outcome = say(made, "outcome", event.reason ? `${event.outcome}: ${event.reason}` : event.outcome);
  outcome.hidden = !event.outcome;
  outcome.classList.add(event.outcome === "failed" ? "bad" : "good");
  const time = say(made, "time", `${full(event.time)} ${zoneName()}`);
  time.dateTime = event.time;
  time.title = event.time;
  made.querySelector("[data-links]").append(...links(event));
  made.querySelector("[data-sections]").append(...event.sections.filter((one) => one.parts.length).map(section));
  made.querySelector("[data-recorded]").append(...event.recorded.map(recorded));
  made.querySelector("[data-why]").append(...why(event.why));
  made.querySelector("[data-json]").append(...coloured(plain(event.json)));
  made.querySelector("[data-copy]").addEventListener("click", (click) => copied(click.target, event.json));
  place.replaceChildren(made);
}

/** JSON as parts: names, texts, and the rest. */
function* coloured(text) {
  const parts = /("(?:[^"\\]|\\.)*")(\s*:)?|([^"]+)/gs;
  for (const [whole, quoted, colon] of text.matchAll(parts)) {
    if (!quoted) yield whole;
    else {
      const part = document.createElement("span");
      part.className = colon ? "name" : "text";
      part.textContent = quoted;
      yield part;
      if (colon) yield colon;
    }
  }
}

function section({ question, parts }) {
  return make("section", { className: "card" }, make("h2", { text: question }), pairs(parts));
}

function recorded({ watch, severity, fields }) {
  const values = Object.entries(fields).map(([name, value]) =>
    [name, typeof value === "string" ? value : JSON.stringify(value)]);
  return make("li", {}, paint(make("span", { className: "dot" }), watch), " ",
    make("a", { href: `./?${filter({ watch })}`, text: watch }),
    make("span", { className: "quiet", text: severity ? `, ${severity}` : "" }), pairs(values));
}

function* why({ trouble: wrong, reasons: found, gone }) {
  if (wrong) yield make("p", { className: "warn", text: wrong });
  for (const name of gone ?? []) {
    yield make("p", { className: "quiet", text: `The rule of ${name} is not there any more.` });
  }
  yield make("ul", { className: "reasons" }, ...reasons(found, true));
}

/** A list with one filter, of the time that is looked at. */
const filter = (about) => {
  const query = address.time();
  for (const [name, value] of Object.entries(about)) query.set(name, value);
  return query;
};

function* links(event) {
  const link = (text, href) => make("li", {}, make("a", { href, text }));
  for (const one of event.resources ?? (event.resource ? [event.resource] : [])) {
    yield link(`The story of ${names.resourceName(one)}`, address.to("resource", { resource: one }));
  }
  if (event.actor) yield link(`What else ${names.who(event.actor)} did`, address.to("person", { actor: event.actor }));
  if (event.sourceIp) yield link(`What else came from ${event.sourceIp}`, `./?${filter({ ip: event.sourceIp })}`);
  yield link(`Every ${event.title}`, `./?${filter({ event: `=${event.title}` })}`);
  const around = Date.parse(event.time);
  const stamp = (minutes) => new Date(around + minutes * 60000).toISOString();
  yield link("What else happened within ten minutes", `./?${new URLSearchParams({ from: stamp(-10), to: stamp(10) })}`);
}

async function alerts({ id }) {
  const part = place.querySelector("[data-alerts]");
  try {
    const { notifies, alerts: found } = await ask(`api/event-alerts?${new URLSearchParams({ id })}`);
    part.replaceChildren(...(found.length ? [make("ul", {}, ...found.map(alert))]
      : [make("p", { className: "quiet", text: notifies
        ? "No remembered message was about this event alone. It may be part of a digest, or have been held back: see Alerts."
        : "No notifier is deployed: nobody is told of events." })]));
    if (notifies) part.append(make("p", {}, make("a", { href: "alerts", text: "All alerts" })));
  } catch (error) {
    part.replaceChildren(make("p", { className: "warn", text: trouble(error).what }));
  }
}

const alert = ({ alert: id, channel, how }) =>
  make("li", {}, make("code", { text: id }), ` ${plain(channel && `to ${channel}: `)}${plain(how)}`);

async function neighbours({ id, time }) {
  const query = address.changed({ id, time });
  const found = await ask(`api/neighbours?${query}`).catch(() => ({}));
  for (const [name, one] of [["newer", found.newer], ["older-event", found.older]]) {
    const link = byId(name);
    link.hidden = !one;
    if (one) link.href = address.toEvent(one);
  }
}

byId("copy-link").addEventListener("click", (click) => copied(click.target, location.href));
byId("back").addEventListener("click", (click) => {
  const before = new URL(document.referrer || "about:blank");
  if (before.origin !== location.origin || before.pathname === location.pathname) return;
  click.preventDefault();
  history.back();
});
onZone(() => { if (held) show(held); });
load();
