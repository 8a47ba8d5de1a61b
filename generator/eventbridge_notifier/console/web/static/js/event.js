// One event: its important parts first, why it was recorded, and all of it below.

import { ask, trouble } from "./api.js";
import { byId, copy, make, pairs, plain, problem, say } from "./dom.js";
import { reasons } from "./reasons.js";

const place = byId("event");

async function load() {
  byId("problems").replaceChildren();
  try {
    show(await ask(`/api/event${location.search}`));
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
  document.title = `${plain(event.title)} · ${document.title}`;
  const outcome = say(made, "outcome", event.reason ? `${event.outcome}: ${event.reason}` : event.outcome);
  outcome.hidden = !event.outcome;
  outcome.classList.add(event.outcome === "failed" ? "bad" : "good");
  const time = say(made, "time", `${new Date(event.time).toLocaleString()} (${event.time})`);
  time.dateTime = event.time;
  made.querySelector("[data-sections]").append(...event.sections.filter((one) => one.parts.length).map(section));
  made.querySelector("[data-recorded]").append(...event.recorded.map(recorded));
  made.querySelector("[data-why]").append(...why(event.why));
  made.querySelector("[data-links]").append(...links(event));
  say(made, "json", event.json);
  made.querySelector("[data-copy]").addEventListener("click", (click) => copied(click.target, event.json));
  place.replaceChildren(made);
}

function section({ question, parts }) {
  return make("section", { className: "card" }, make("h2", { text: question }), pairs(parts));
}

function recorded({ watch, severity, fields }) {
  const values = Object.entries(fields).map(([name, value]) =>
    [name, typeof value === "string" ? value : JSON.stringify(value)]);
  return make("li", {}, make("strong", { text: watch }),
    make("span", { className: "quiet", text: severity ? `, ${severity}` : "" }), pairs(values));
}

function* why({ trouble: wrong, reasons: found, gone }) {
  if (wrong) yield make("p", { className: "warn", text: wrong });
  for (const name of gone ?? []) {
    yield make("p", { className: "quiet", text: `The rule of ${name} is not there any more.` });
  }
  yield make("ul", { className: "reasons" }, ...reasons(found, true));
}

function* links(event) {
  const link = (text, query) => make("li", {},
    make("a", { href: `/?${new URLSearchParams(query)}`, text }));
  if (event.actor) yield link("What else this identity did, in the last 7 days", { actor: event.actor, since: "7d" });
  for (const { watch } of event.recorded) yield link(`What else ${watch} recorded`, { watch });
  const around = Date.parse(event.time);
  const stamp = (minutes) => new Date(around + minutes * 60000).toISOString();
  yield link("What else happened around that time", { from: stamp(-10), to: stamp(10) });
}

async function copied(button, text) {
  await navigator.clipboard.writeText(text);
  button.textContent = "Copied";
}

byId("back").addEventListener("click", (click) => {
  const here = new URL(document.referrer || "about:blank").origin === location.origin;
  if (!here || history.length < 2) return;
  click.preventDefault();
  history.back();
});
load();
