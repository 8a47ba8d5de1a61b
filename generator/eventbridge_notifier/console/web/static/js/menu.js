// The menu of a value: filter by it, leave it out, follow it, copy it.

import * as address from "./address.js";
import { byId, make } from "./dom.js";

const menu = byId("menu");
let from = null;
let go = (query) => { location.assign(`./?${query}`); };

/** `act` is called with the address that somebody chooses. */
export function onChoice(act) { go = act; }

const LEADS = {
  resource: ["Its story", (value) => address.to("resource", { resource: value })],
  actor: ["What else they did", (value) => address.to("person", { actor: value })],
};

/** A button that shows a value and opens its menu. */
export function value(name, raw, shown) {
  const button = make("button", { type: "button", className: "value", text: shown, title: raw });
  button.setAttribute("aria-haspopup", "menu");
  button.addEventListener("click", (click) => {
    click.stopPropagation();
    open(button, name, raw);
  });
  return button;
}

function open(anchor, name, raw) {
  from = anchor;
  menu.replaceChildren(...items(name, raw));
  menu.showPopover();
  place(anchor.getBoundingClientRect());
  menu.firstElementChild.focus();
}

function items(name, raw) {
  const found = [];
  const item = (text, act) => {
    const made = make("button", { type: "button", text });
    made.setAttribute("role", "menuitem");
    made.addEventListener("click", () => { menu.hidePopover(); act(); });
    found.push(made);
  };
  if (LEADS[name]) {
    const [text, href] = LEADS[name];
    const link = make("a", { text, href: href(raw) });
    link.setAttribute("role", "menuitem");
    found.push(link);
  }
  item("Only this", () => go(address.only(name, raw)));
  item("Not this", () => go(address.without(name, raw)));
  item("Copy", () => navigator.clipboard.writeText(raw));
  return found;
}

function place({ left, bottom, top }) {
  const { width, height } = menu.getBoundingClientRect();
  const below = bottom + height < innerHeight;
  menu.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? bottom + 2 : Math.max(4, top - height - 2)}px`;
}

menu.addEventListener("toggle", ({ newState }) => { if (newState === "closed") from?.focus(); });
menu.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...menu.children];
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
});
addEventListener("scroll", () => { if (menu.matches(":popover-open")) menu.hidePopover(); },
  { passive: true });
