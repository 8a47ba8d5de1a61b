// Those who did something: the busiest first.

import * as address from "./address.js";
import { byId, make, nothing } from "./dom.js";
import { many, who } from "./names.js";
import { page, read } from "./page.js";
import { full } from "./time.js";

const list = byId("rows");

async function load(query, signal) {
  list.setAttribute("aria-busy", "true");
  byId("count").textContent = "Reading…";
  byId("empty").replaceChildren();
  await read("api/people", query, signal, (message) => {
    const { people } = message;
    byId("count").textContent = `${many(people.length, "actor")}${message.done ? "" : ", reading…"}`;
    list.replaceChildren(...people.map(row));
    list.setAttribute("aria-busy", "false");
    if (message.done && !people.length) {
      nothing(byId("empty"), "No recorded events in this time", "A longer time may show more.");
    }
  });
}

function row(one) {
  const link = make("a", { className: "row", href: address.to("person", { actor: one.who }), text: who(one.who), title: one.who });
  const cell = (...parts) => make("td", {}, ...parts);
  const number = (value, bad) => make("td", { className: `number ${bad ? "bad" : ""}`, text: value.toLocaleString("en-US") });
  const deeds = one.deeds.map(([deed, times]) => (times > 1 ? `${deed} ×${times}` : deed)).join(", ");
  const more = one.kinds - one.deeds.length;
  return make("tr", {}, cell(link), number(one.count), number(one.failed, one.failed),
    make("td", { className: "deeds", text: deeds + (more > 0 ? ` and ${many(more, "other kind")}` : "") }),
    cell(make("time", { text: full(one.first) })), cell(make("time", { text: full(one.latest) })));
}

page({ load });
