// Keys for those who would rather not reach for the mouse. They are silent while somebody types.

import { byId } from "./dom.js";

const dialog = byId("keys");

function step(by) {
  const links = [...document.querySelectorAll("a.row")];
  const now = links.indexOf(document.activeElement);
  const next = links[Math.min(Math.max(now + by, 0), links.length - 1)];
  next?.focus();
  if (!links.length) byId(by > 0 ? "older-event" : "newer")?.click();
}

const KEYS = {
  "/": () => document.querySelector("input[type=search]")?.focus(),
  "?": () => dialog.showModal(),
  j: () => step(1),
  k: () => step(-1),
  "-": () => document.dispatchEvent(new Event("zoom-out")),
  Escape: () => byId("back")?.click(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, dialog, [popover]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
