// One actor: what they did, where, when, what failed, and since when they are known.

import * as address from "./address.js";
import { lines } from "./api.js";
import { breakable, byId, make, nothing, plain } from "./dom.js";
import * as facets from "./facets.js";
import { who } from "./names.js";
import { page } from "./page.js";
import * as rows from "./rows.js";
import { ago, full, zoneName } from "./time.js";

const USUAL = "30d";
const OTHERS = ["actor", "watch", "severity"];

async function load(query, signal) {
  const actor = query.get("actor") ?? "";
  query.set("actor", actor.startsWith("=") ? actor : `=${actor}`);
  breakable(Object.assign(byId("name").firstElementChild, { textContent: plain(who(actor)) }));
  byId("arn").textContent = plain(actor);
  byId("back").href = address.to("people", {});
  byId("in-events").href = `./?${query}`;
  byId("empty").replaceChildren();
  rows.wait();
  for await (const message of messages(query, signal)) {
    if (message.kind === "rows") showRows(message, query);
    else facts(message, query);
  }
}

/** The messages of a reading that ends where the page's button goes on. */
async function* messages(query, signal) {
  for await (const message of lines(`api/events?${query}`, signal)) yield message;
}

function showRows({ rows: found, more, done }, query) {
  if (!rows.count()) rows.clear();
  rows.append(found, query);
  byId("older").hidden = !more;
  if (done && !found.length) nothing(byId("empty"), "Nothing recorded in this time", "A longer time may show more.");
}

function facts(message, query) {
  const place = byId("facts");
  place.setAttribute("aria-busy", "false");
  const pair = (label, text, style = "") => [make("dt", { text: label }), make("dd", { className: style, text })];
  const when = (at) => (at ? `${full(at)} ${zoneName()} (${ago(at)})` : "not in this time");
  place.replaceChildren(
    ...pair("Events", message.count.toLocaleString("en-US") + (message.done ? "" : ", reading…")),
    ...pair("Failed", message.failed.toLocaleString("en-US"), message.failed ? "bad" : ""),
    ...pair("First seen", `${when(message.first)}${message.done && !message.next ? "" : "; not all is read"}`),
    ...pair("Last seen", when(message.latest)));
  const go = (changed) => location.assign(`./?${changed}`);
  facets.show(message.facets.filter((one) => !OTHERS.includes(one.facet)),
    (changed) => { changed.set("actor", query.get("actor")); go(changed); });
}

byId("older").addEventListener("click", async () => {
  const { time, id } = rows.last();
  const query = address.changed({ after: JSON.stringify([time, id, "\uffff"]), rows: "1" });
  if (!query.has("since") && !query.has("from")) query.set("since", USUAL);
  query.set("actor", `=${query.get("actor").replace(/^=/, "")}`);
  let first = null;
  for await (const { rows: found, more } of lines(`api/events?${query}`)) {
    byId("older").hidden = !more;
    const link = rows.append(found, address.changed({ actor: query.get("actor") }));
    first ??= link;
  }
  first?.focus();
});
page({ load, usual: USUAL });
