// Whether events are being recorded.

import { ask, trouble } from "./api.js";
import { byId, copy, make, problem, say } from "./dom.js";
import "./time.js";

const STYLES = { ok: "good", warning: "warn", bad: "bad" };
const WORDS = { ok: "✓ ok", warning: "! look", bad: "✗ bad" };
const list = byId("findings");

async function load() {
  byId("problems").replaceChildren();
  byId("again").disabled = true;
  list.setAttribute("aria-busy", "true");
  try {
    const { healthy, findings } = await ask("api/health");
    byId("verdict").replaceChildren(make("p", { className: `notice ${healthy ? "good" : "bad"}`,
      text: healthy ? "Events are being recorded." : "Something is wrong: events may not be recorded." }));
    list.replaceChildren(...findings.map(finding));
  } catch (error) {
    list.replaceChildren();
    byId("verdict").replaceChildren();
    problem(byId("problems"), trouble(error), load);
  }
  list.setAttribute("aria-busy", "false");
  byId("again").disabled = false;
}

function finding({ check, level, message }) {
  const made = copy("finding");
  say(made, "level", WORDS[level]).classList.add(STYLES[level]);
  say(made, "check", check);
  say(made, "message", message);
  return made;
}

byId("again").addEventListener("click", load);
load();
