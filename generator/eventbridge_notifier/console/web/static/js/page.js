// What pages with a form and one reading have in common.

import * as address from "./address.js";
import { trouble } from "./api.js";
import { byId, problem } from "./dom.js";
import { onChoice } from "./menu.js";
import { Reading, far } from "./reading.js";
import * as span from "./span.js";
import { onZone, short } from "./time.js";

const form = byId("filters");
const OF_TIME = ["since", "first", "end"];

/** Keeps a page and its address together. `load(query, signal)` reads and shows; `usual` is the span
 *  where the address says none. */
export function page({ load, usual = address.SPAN }) {
  let stop = new AbortController();
  const fill = () => {
    for (const input of form.elements) {
      if (input.name && !OF_TIME.includes(input.name)) input.value = address.params().get(input.name) ?? "";
    }
    span.fill(usual);
  };
  const start = async () => {
    stop.abort();
    const mine = (stop = new AbortController());
    byId("problems").replaceChildren();
    const query = address.params();
    if (!query.has("since") && !query.has("from")) query.set("since", usual);
    try {
      await load(query, mine.signal);
    } catch (error) {
      if (error.name === "AbortError" || mine !== stop) return;
      for (const one of document.querySelectorAll("main [aria-busy=true]")) {
        one.setAttribute("aria-busy", "false");
        one.replaceChildren();
      }
      problem(byId("problems"), trouble(error), start);
    }
  };
  const go = (query) => {
    history.pushState(null, "", address.path(query));
    fill();
    start();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (span.isOpen()) {
      byId("pick").click();
      return;
    }
    const said = Object.fromEntries([...new FormData(form)].filter(([name]) => !OF_TIME.includes(name)));
    go(address.changed(said));
  });
  span.onSpan(go, usual);
  for (const select of form.querySelectorAll("select:not([name=since])")) {
    select.addEventListener("change", () => form.requestSubmit());
  }
  onZone(() => { fill(); start(); });
  onChoice((query) => location.assign(`./?${query}`));
  addEventListener("popstate", () => { fill(); start(); });
  fill();
  start();
}

/** Calls `show` with each message of a reading, and says how far it came. */
export async function read(path, query, signal, show) {
  const reading = new Reading(path, query, signal);
  for await (const message of reading.read()) {
    show({ ...message, done: message.done && !reading.goesOn });
    const how = far(message, short);
    const place = byId("far");
    place.hidden = !how;
    place.querySelector("[data-far]").textContent = how;
  }
}
