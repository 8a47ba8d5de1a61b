// Arrivals: the server says when a record is there that was not there before.

import { ask } from "./api.js";
import { byId, plain } from "./dom.js";

const light = byId("live");
let source = null;

export function stop() {
  source?.close();
  source = null;
  light.hidden = true;
}

/** Calls `ready` when from now on nothing is missed, and `arrived` with each record. */
export function follow(query, { ready, arrived }) {
  stop();
  tell("waiting", "connecting");
  let paused = false; // a hosted page ends each answer, and is asked again after a while
  source = new EventSource(`api/live?${query}`);
  source.onmessage = ({ data }) => {
    const said = JSON.parse(data);
    if (said.kind === "arrived") arrived(said.record);
    if (said.kind === "error") tell("waiting", said.what);
    if (said.kind === "pause") {
      paused = true;
      tell("", "live");
    }
    if (said.kind === "ready") {
      tell("", "live");
      ready();
    }
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) ask(`api/live?${query}`).catch(() => {});
    if (!paused) tell("waiting", "connecting again");
    paused = false;
  };
}

function tell(state, words) {
  light.hidden = false;
  light.className = `live ${state}`;
  light.textContent = plain(words);
}

addEventListener("pagehide", stop);
