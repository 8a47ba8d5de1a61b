// The time that a page looks at: a span, a day, or from one moment to another.

import * as address from "./address.js";
import { byId } from "./dom.js";
import * as time from "./time.js";

const form = byId("filters");
const select = form.elements.since;
const picked = byId("picked");
const DAYS = { today: 0, yesterday: 1 };

/** Calls `go` with the address of another time. `usual` is shown where the address says none. */
export function onSpan(go, usual = address.SPAN) {
  select.addEventListener("change", () => {
    const value = select.value;
    if (value === "pick") {
      pick();
      return;
    }
    if (value in DAYS) {
      const [from, to] = time.day(DAYS[value]);
      go(address.changed({ since: null, from, to }));
    } else go(address.changed({ since: value === usual ? null : value, from: null, to: null }));
  });
  byId("pick").addEventListener("click", () => {
    const { first, end } = form.elements;
    if (!first.value) return;
    go(address.changed({ since: null, from: time.ofInput(first.value),
      to: end.value ? time.ofInput(end.value) : null }));
  });
}

function pick() {
  const now = address.span() ?? time.day(0).map((one) => Date.parse(one));
  form.elements.first.value = time.toInput(now[0]);
  form.elements.end.value = time.toInput(Math.min(now[1], Date.now()));
  picked.hidden = false;
  form.elements.first.focus();
}

/** Shows what the address says. */
export function fill(usual = address.SPAN) {
  const said = address.span();
  picked.hidden = true;
  const option = select.querySelector("[value=picked]");
  option.hidden = !said;
  if (said) {
    const day = Object.keys(DAYS).find((name) => {
      const [from, to] = time.day(DAYS[name]);
      return Date.parse(from) === said[0] && Date.parse(to) === said[1];
    });
    option.textContent = `${time.short(said[0])} – ${time.short(said[1])}`;
    select.value = day ?? "picked";
  } else select.value = address.params().get("since") ?? usual;
  if (!select.value) select.value = usual;
}

export const isOpen = () => !picked.hidden;
