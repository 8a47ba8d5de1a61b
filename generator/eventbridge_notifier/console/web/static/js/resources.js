// Resources, as far as records tell of them: those that were last seen first.

import * as address from "./address.js";
import { byId, make, nothing } from "./dom.js";
import { value } from "./menu.js";
import { many, resourceName, typeName, who } from "./names.js";
import { page, read } from "./page.js";
import { full } from "./time.js";

const list = byId("rows");
const STATES = { exists: "good", deleted: "bad", unknown: "" };

async function load(query, signal) {
  list.setAttribute("aria-busy", "true");
  byId("count").textContent = "Reading…";
  byId("empty").replaceChildren();
  const state = query.get("state");
  await read("api/resources", query, signal, (message) => {
    const shown = message.resources.filter((one) => !state || one.state === state);
    byId("count").textContent = `${many(message.total, "resource")}${
      shown.length < message.total ? `, ${shown.length} shown` : ""}${message.done ? "" : ", reading…"}`;
    list.replaceChildren(...shown.map(row));
    list.setAttribute("aria-busy", "false");
    if (message.done && !shown.length) {
      nothing(byId("empty"), "No record names such a resource", "Only what watches record is known here.",
        [["Look at the last 30 days", () => location.assign(address.path(address.changed({ since: "30d", from: null, to: null })))]]);
    }
  });
}

function row(one) {
  const link = make("a", { className: "row", href: address.to("resource", { resource: one.resource }),
    text: resourceName(one.resource), title: one.resource });
  const cell = (...parts) => make("td", {}, ...parts);
  const last = one.changed;
  return make("tr", {}, cell(link), cell(one.type ? value("type", one.type, typeName(one.type)) : ""),
    cell(make("span", { className: STATES[one.state], text: one.state })),
    cell(make("time", { text: last ? full(last.time) : "" })),
    cell(last ? make("a", { href: address.toEvent(last.id, address.time()), text: last.event }) : ""),
    cell(last?.by ? value("actor", last.by, who(last.by)) : ""),
    cell(one.region ? value("region", one.region, one.region) : ""),
    cell(one.account ? value("account", one.account, one.account) : ""),
    make("td", { className: "number", text: one.records.toLocaleString("en-US") }));
}

page({ load, usual: "30d" });
