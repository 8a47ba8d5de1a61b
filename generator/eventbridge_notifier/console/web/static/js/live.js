// Arrivals: the server says when a record is there that was not there before.

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
  source = new EventSource(`/api/live?${query}`);
  source.onmessage = ({ data }) => {
    const said = JSON.parse(data);
    if (said.kind === "arrived") arrived(said.record);
    if (said.kind === "error") tell("waiting", said.what);
    if (said.kind === "ready") {
      tell("", "live");
      ready();
    }
  };
  source.onerror = () => tell("waiting", "connecting again");
}

function tell(state, words) {
  light.hidden = false;
  light.className = `live ${state}`;
  light.textContent = plain(words);
}

addEventListener("pagehide", stop);
