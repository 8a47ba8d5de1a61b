// The watches as they are deployed.

import { ask, trouble } from "./api.js";
import { byId, copy, make, plain, problem, say } from "./dom.js";
import { full, onZone } from "./time.js";

const STYLES = { armed: "good", "armed, never fired": "warn", disabled: "bad" };
const list = byId("watches");

async function load() {
  byId("problems").replaceChildren();
  try {
    const { watches } = await ask("api/watches");
    list.replaceChildren(...watches.map(watch));
    if (!watches.length) list.append(make("li", { className: "card nothing" },
      make("p", { className: "big", text: "No watch is deployed" }),
      make("p", { className: "quiet", text: "There is no rule of this deployment here. Is the region right?" })));
  } catch (error) {
    list.replaceChildren();
    problem(byId("problems"), trouble(error), load);
  }
  list.setAttribute("aria-busy", "false");
}

function watch(one) {
  const made = copy("watch");
  const name = say(made, "name", one.watch);
  name.href = `./?${new URLSearchParams({ watch: one.watch, since: "30d" })}`;
  say(made, "status", one.status).classList.add(STYLES[one.status]);
  say(made, "description", one.description).hidden = !one.description;
  const where = one.bus === "default" ? "" : ` On the bus ${one.bus}.`;
  const place = say(made, "last", one.last ? "Last match: " : `No match yet.${where}`);
  if (one.last) {
    place.append(make("a", { href: `event?${new URLSearchParams({ id: one.last.id })}`,
      text: full(one.last.time) }),
    ` ${plain(one.last.eventName || one.last.detailType || "")}${plain(where)}`);
  }
  say(made, "pattern", one.pattern);
  return made;
}

onZone(load);
load();
