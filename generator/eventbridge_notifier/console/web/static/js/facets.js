// What the list can be narrowed by: values with counts; one click is only this, another not this.

import * as address from "./address.js";
import { paint } from "./colours.js";
import { byId, make, plain } from "./dom.js";
import { many, shownValue } from "./names.js";

const FEW = 6;
const NAMES = { outcome: "Outcome", severity: "Severity", watch: "Watch", actor: "Who", event: "What",
  type: "Resource type", resource: "Resource", region: "Region", account: "Account", ip: "From" };
const ORDER = ["critical", "high", "medium", "low", "info"];
const FOLDED = ["resource", "account", "ip"];
const open = new Map();
let held = [];

/** Shows facets: [{facet, total, values: [[value, count]]}]; `go` is called with an address. */
export function show(facets, go, place = byId("facets")) {
  held = facets;
  place.replaceChildren(...facets.filter((one) => one.values.length || one.facet === "outcome")
    .map((one) => facet(one, go, place)));
}

function facet({ facet: name, total, values }, go, place) {
  const all = open.get(name) === "all";
  const sorted = name === "severity"
    ? [...values].sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other)) : values;
  const rows = (all ? sorted : sorted.slice(0, FEW)).map((one) => entry(name, one, go));
  if (name === "outcome") rows.unshift(...quick(go));
  const made = make("details", { className: "facet", open: open.has(name) || !FOLDED.includes(name), data: { facet: name } },
    make("summary", {}, make("span", { text: NAMES[name] }), make("span", { className: "quiet number", text: total > 1 ? total : "" })),
    make("ul", {}, ...rows));
  if (values.length > FEW) {
    const more = make("button", { type: "button", className: "plain", text: all ? "Fewer" : `${values.length - FEW} more` });
    more.addEventListener("click", () => {
      open.set(name, all ? "few" : "all");
      show(held, go, place);
    });
    made.append(more);
  }
  if (values.length < total && all) made.append(make("p", { className: "quiet small", text: `of ${many(total, "value")}` }));
  return made;
}

/** All failures and all refusals, whatever their codes. */
function quick(go) {
  return ["denied", "failed"].map((word) => {
    const pressed = address.params().getAll("outcome").includes(word);
    const button = make("button", { type: "button", className: "only", text: `${word}, any code` });
    button.setAttribute("aria-pressed", pressed);
    button.addEventListener("click", () => go(address.changed({ outcome: pressed ? null : word })));
    return make("li", {}, button);
  });
}

function entry(name, [value, count], go) {
  const shown = shownValue(name, value);
  const pressed = address.isOnly(name, value);
  const only = make("button", { type: "button", className: "only", title: value },
    make("bdi", { text: shown }), make("span", { className: "number quiet", text: count.toLocaleString("en-US") }));
  if (name === "watch") only.prepend(paint(make("span", { className: "dot" }), value));
  only.setAttribute("aria-pressed", pressed);
  only.addEventListener("click", () => go(pressed ? address.changed({ [name]: null }) : address.only(name, value)));
  const not = make("button", { type: "button", className: "not", text: "≠" });
  not.setAttribute("aria-label", `Not ${plain(shown)}`);
  not.title = "Not this";
  not.addEventListener("click", () => go(address.without(name, value)));
  return make("li", {}, only, not);
}

/** Counts a record that has arrived. */
export function add(record, isNew, go) {
  const values = { watch: record.watch, ...(isNew ? { outcome: record.outcome, severity: record.severity,
    actor: record.actor, event: record.eventName || record.detailType, type: record.resourceType,
    resource: record.resource, region: record.region, account: record.account, ip: record.sourceIp } : {}) };
  for (const one of held) {
    const value = values[one.facet];
    if (!value) continue;
    const found = one.values.find(([known]) => known === value);
    if (found) found[1] += 1;
    else {
      one.values.push([value, 1]);
      one.total += 1;
    }
  }
  show(held, go);
}
