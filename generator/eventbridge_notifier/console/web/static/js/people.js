// Who did what: the busiest actors of what is shown.

import { breakable, byId, copy, make, plain, say } from "./dom.js";
import { who } from "./rows.js";

const list = byId("people");
let held = [];

/** `choose` is called with an actor when somebody clicks on one. */
export function show(people, choose) {
  held = people;
  list.replaceChildren(...people.map((one) => person(one, choose)));
  if (!people.length) list.append(make("li", { className: "quiet", text: "Nobody yet." }));
}

export function add(record, name, choose) {
  const actor = record.actor ?? "nobody named";
  const found = held.find((one) => one.who === actor) ?? { who: actor, count: 0, kinds: 0, deeds: [] };
  if (!found.count) held.push(found);
  found.count += 1;
  const deed = found.deeds.find(([one]) => one === name);
  if (deed) deed[1] += 1;
  else if (found.deeds.length === found.kinds) {
    found.kinds += 1;
    found.deeds.push([name, 1]);
  }
  show(held.sort((one, other) => other.count - one.count), choose);
}

function person(one, choose) {
  const made = copy("person");
  const name = breakable(say(made, "who", who(one.who)));
  name.title = plain(one.who);
  name.parentElement.addEventListener("click", () => choose(one.who));
  say(made, "count", one.count);
  const deeds = one.deeds.slice(0, 4).map(([deed, times]) => (times > 1 ? `${deed} ×${times}` : deed));
  const more = one.kinds - deeds.length;
  say(made, "deeds", deeds.join(", ") + (more > 0 ? ` and ${more} other kinds` : ""));
  return made;
}
