// An event that somebody pastes, held against every watch.

import { ask, trouble } from "./api.js";
import { byId, make, problem } from "./dom.js";
import "./time.js";
import { reasons } from "./reasons.js";

const form = byId("try");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  byId("problems").replaceChildren();
  byId("reasons").replaceChildren();
  byId("verdict").replaceChildren(make("p", { className: "quiet", text: "Comparing…" }));
  try {
    const body = form.elements.event.value;
    const found = await ask("api/try", { method: "POST", body });
    show(found.reasons);
  } catch (error) {
    byId("verdict").replaceChildren();
    problem(byId("problems"), trouble(error));
  }
  button.disabled = false;
});

function show(found) {
  const matched = found.filter((one) => one.matched).length;
  byId("verdict").replaceChildren(make("p", { className: `notice ${matched ? "good" : "warn"}`,
    text: matched ? `${matched} of ${watches(found.length)} match${matched === 1 ? "es" : ""}`
      : `None of ${watches(found.length)} matches` }));
  byId("reasons").replaceChildren(...reasons(found, found.length === 1));
}

function watches(count) {
  return `${count} watch${count === 1 ? "" : "es"}`;
}
