// What people are being told of, what was held back and why, and where heartbeats come from.

import { ask, trouble } from "./api.js";
import { byId, make, nothing, plain, problem } from "./dom.js";
import { many } from "./names.js";
import { ago, full, onZone } from "./time.js";

const open = byId("rows");
const held = byId("held-rows");

async function load() {
  byId("problems").replaceChildren();
  byId("empty").replaceChildren();
  byId("again").disabled = true;
  try {
    show(await ask("api/alerts"));
  } catch (error) {
    open.replaceChildren();
    problem(byId("problems"), trouble(error), load);
  }
  open.setAttribute("aria-busy", "false");
  await beats();
  byId("again").disabled = false;
}

async function beats() {
  const said = byId("beats-said");
  try {
    const { minutes, places } = await ask("api/heartbeats");
    said.textContent = minutes ? `A call every ${many(minutes, "minute")}, recorded as all events are. A place is silent when two of them have not come home.`
      : "No heartbeat is deployed. The module's `heartbeat` makes one, in every place that events come from.";
    byId("beats-rows").replaceChildren(
      ...places.toSorted((one, other) => other.silent - one.silent).map(beat));
  } catch (error) {
    byId("beats-rows").replaceChildren();
    said.textContent = plain(trouble(error).what);
  }
}

function beat({ place, last, seconds, silent }) {
  return make("tr", {}, make("td", { text: place }),
    make("td", {}, make("span", { className: silent ? "bad" : "good", text: silent ? "silent" : "beats" })),
    make("td", { text: last ? `${full(last)} (${ago(last)})` : "never, as far as was looked" }),
    make("td", { className: "number", text: seconds === null ? "" : `${Math.round(seconds).toLocaleString("en-US")} s` }));
}

function show({ notifies, groups, held_back: kept }) {
  open.replaceChildren(...groups.map(group));
  held.replaceChildren(...kept.map(({ watch, records, why }) => make("tr", {},
    make("td", {}, ofWatch(watch)), number(records), make("td", { text: why }))));
  if (!kept.length) held.append(make("tr", {}, Object.assign(make("td", { className: "quiet", text: "Nothing." }), { colSpan: 3 })));
  if (groups.length) return;
  const [what, hint] = notifies ? ["No alert is open", "An alert stays open for as long as further records are gathered into its digest."]
    : ["No notifier is deployed", "A watch with `notify` deploys one; until then nobody is told of events."];
  nothing(byId("empty"), what, hint);
}

function group({ alert, watch, values, told, held: waiting, until, acknowledged }) {
  const due = new Date(until * 1000).toISOString();
  return make("tr", {}, make("td", {}, ofWatch(watch)), make("td", { text: values.filter(Boolean).join(", ") }),
    number(told), number(waiting),
    make("td", { text: acknowledged ? "acknowledged" : `${full(due)}${Date.parse(due) < Date.now() ? `, ${ago(due)}` : ""}` }),
    make("td", {}, make("code", { text: alert })));
}

const ofWatch = (watch) => make("a", { href: `./?${new URLSearchParams({ watch })}`, text: watch });
const number = (value) => make("td", { className: "number", text: value.toLocaleString("en-US") });

byId("again").addEventListener("click", load);
onZone(load);
load();
