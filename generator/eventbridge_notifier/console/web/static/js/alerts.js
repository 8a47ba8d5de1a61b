// What people are being told of, and what was held back and why.

import { ask, trouble } from "./api.js";
import { byId, make, nothing, problem } from "./dom.js";
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
  byId("again").disabled = false;
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
