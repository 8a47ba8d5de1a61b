// The story of one resource: whether it exists, who made it, and what each call changed.

import * as address from "./address.js";
import { ask } from "./api.js";
import { breakable, byId, copied, make, nothing, plain, problem } from "./dom.js";
import { named, resourceName, typeName, who } from "./names.js";
import { page } from "./page.js";
import { ago, full, zoneName } from "./time.js";

const story = byId("story");
const STATES = { exists: "good", deleted: "bad", unknown: "warn" };
const name = () => address.params().get("resource") ?? "";
let next = null;
let type = "";

async function load(query, signal) {
  breakable(Object.assign(byId("name").firstElementChild, { textContent: plain(resourceName(name())) }));
  byId("back").href = address.to("resources", {});
  byId("in-events").href = `./?${address.changed({ resource: `=${name()}` })}`;
  story.setAttribute("aria-busy", "true");
  story.replaceChildren(make("li", {}, make("div", { className: "skeleton wide" })));
  byId("empty").replaceChildren();
  const found = await ask(`api/resource?${query}`, { signal });
  facts(found);
  story.replaceChildren();
  append(found);
  story.setAttribute("aria-busy", "false");
  if (!found.rows.length) {
    nothing(byId("empty"), "No record of this time is about it", "A longer time may show more.",
      [["Look at the last year", () => location.assign(address.path(address.changed({ since: "52w", from: null, to: null })))]]);
  }
}

function facts(found) {
  type = found.type;
  if (byId("ask-state")) byId("ask-state").hidden = !type;
  const state = byId("state");
  state.hidden = false;
  state.className = `status ${STATES[found.state]}`;
  state.textContent = found.state;
  document.title = `${plain(resourceName(found.resource))} · ${document.title.split(" · ").at(-1)}`;
  const place = byId("facts");
  place.setAttribute("aria-busy", "false");
  const pair = (label, ...parts) => [make("dt", { text: label }), make("dd", {}, ...parts)];
  place.replaceChildren(
    ...pair("Name", plain(found.resource)),
    ...pair("Type", plain(typeName(found.type) || "unknown")),
    ...pair("Created", ...act(found.created)), ...pair("Last change", ...act(found.changed)),
    ...pair("Records", `${found.records.toLocaleString("en-US")} in this time`));
}

/** Who did what when; a link to the event. */
function act(one) {
  if (!one) return ["not recorded in this time"];
  return [make("a", { href: address.toEvent(one.id, address.time()), text: one.event }), " by ",
    make("a", { href: address.to("person", { actor: one.by }), text: who(one.by) || "nobody named" }),
    `, ${full(one.time)} ${zoneName()} (${ago(one.time)})`];
}

function append({ rows, changes, next: more }) {
  next = more;
  byId("older").hidden = !more;
  story.append(...rows.map((row) => chapter(row, changes[row.id] ?? [])));
}

function chapter(row, changes) {
  const failed = row.outcome && row.outcome !== "succeeded";
  const head = make("p", { className: "head" },
    make("time", { className: "quiet", dateTime: row.time, text: full(row.time) }),
    make("a", { className: "row", href: address.toEvent(row.id, address.time()), text: named(row) }),
    make("span", { className: failed ? "bad" : "quiet", text: failed ? row.outcome : row.change ?? "" }),
    make("span", {}, "by ", row.actor ? make("a", { href: address.to("person", { actor: row.actor }), text: who(row.actor) }) : "nobody named"));
  const made = make("li", { className: failed ? "failed" : "", data: { change: row.change ?? "" } }, head);
  if (changes.length) made.append(table(changes));
  return made;
}

const FEW = 12;

function table(changes) {
  const rows = changes.map(({ parameter, before, after }) => make("tr", {},
    make("th", { scope: "row", text: parameter }),
    make("td", {}, ...(before === null ? [] : [make("del", { text: before }), " → "]), make("ins", { text: after }))));
  const drawn = (some) => make("table", { className: "diff" }, make("tbody", {}, ...some));
  const changed = changes.filter((one) => one.before !== null).length;
  const words = changed ? `${changed} changed${changed < changes.length ? `, ${changes.length - changed} set` : ""}` : `${changes.length} set`;
  return make("details", { open: changes.length <= FEW || changed > 0 }, make("summary", { className: "quiet", text: words }), drawn(rows));
}

byId("older").addEventListener("click", async () => {
  const query = address.changed({ after: JSON.stringify(next) });
  if (!query.has("since") && !query.has("from")) query.set("since", "90d");
  try {
    append(await ask(`api/resource?${query}`));
  } catch (error) {
    problem(byId("problems"), error);
  }
});
byId("ask-state")?.addEventListener("click", async ({ target }) => {
  target.disabled = true;
  try {
    const body = JSON.stringify({ type, resource: name() });
    const { words, json } = await ask("api/state", { method: "POST", body });
    byId("now").hidden = false;
    byId("now").querySelector("[data-words]").textContent = plain(words);
    byId("now").querySelector("[data-json]").textContent = words ? "" : plain(json);
  } catch (error) {
    problem(byId("problems"), error);
  }
  target.disabled = false;
});
byId("copy-name").addEventListener("click", (click) => copied(click.target, name()));
page({ load, usual: "90d" });
