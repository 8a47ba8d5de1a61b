// Views by name: some that everybody has, and those that somebody saved in this browser.

import * as address from "./address.js";
import { byId, make } from "./dom.js";
import { kept, keep } from "./kept.js";

const GIVEN = {
  "Denied calls": "outcome=denied", "Calls that failed": "outcome=failed",
  "What was deleted": "change=deleted&since=7d", "What was created": "change=created",
  "The root user": "actor=%3Aroot&since=7d", "Critical and new": "severity=critical&since=7d",
};

const saved = () => kept("views", {});
// Those that the spec names, of a hosted page.
const told = JSON.parse(byId("view-list").dataset.given);

/** Fills the list; `go` is called with the address of a view. */
export function show(go) {
  const mine = Object.entries(saved());
  byId("view-list").replaceChildren(...[...mine, ...Object.entries({ ...told, ...GIVEN })].map(([name, query], place) => {
    const open = make("button", { type: "button", className: "plain", text: name });
    open.addEventListener("click", () => {
      byId("views").open = false;
      go(new URLSearchParams(query));
    });
    if (place >= mine.length) return make("li", {}, open);
    const forget = make("button", { type: "button", className: "not", text: "✕" });
    forget.setAttribute("aria-label", `Forget ${name}`);
    forget.addEventListener("click", () => {
      const rest = saved();
      delete rest[name];
      keep("views", rest);
      show(go);
    });
    return make("li", {}, open, forget);
  }));
}

export function listen(go) {
  byId("view-save").addEventListener("click", () => {
    const name = byId("view-name").value.trim();
    if (!name) {
      byId("view-name").focus();
      return;
    }
    keep("views", { ...saved(), [name]: String(address.params()) });
    byId("view-name").value = "";
    show(go);
  });
  show(go);
}
