// The address: what is shown is said there, and nowhere else.

export const SPAN = "24h";
const NAMES = { q: "“…”", actor: "who: …", event: "what: …", account: "account …",
  region: "region …", severity: "severity …", watch: "watch …", field: "…" };

export const params = () => new URLSearchParams(location.search);

/** The address with some parameters changed: null takes one away, an array says it repeatedly. */
export function changed(changes, from = params()) {
  for (const [name, value] of Object.entries(changes)) {
    from.delete(name);
    for (const one of [value].flat()) if (one !== null && one !== "") from.append(name, one);
  }
  if (from.get("since") === SPAN) from.delete("since");
  return from;
}

export const path = (query) => (query.size ? `/?${query}` : "/");

/** What is filtered by, as [words, the address without it]. */
export function chips() {
  const now = params();
  const found = [];
  for (const [name, words] of Object.entries(NAMES)) {
    for (const value of now.getAll(name).filter(Boolean)) {
      const rest = now.getAll(name).filter((one) => one !== value);
      found.push([words.replace("…", () => value), changed({ [name]: rest })]);
    }
  }
  if (span()) found.push([`${short(span()[0])} – ${short(span()[1])}`, changed({ from: null, to: null })]);
  return found;
}

/** [from, to] in milliseconds where the address has them. */
export function span() {
  const now = params();
  if (!now.get("from")) return null;
  const moment = (said) => (said ? Date.parse(said) : Date.now());
  return [moment(now.get("from")), moment(now.get("to"))];
}

/** Seconds as the address has them. */
export const stamp = (seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { day: "numeric", month: "short" };

export const clock = (at) => new Date(at).toLocaleTimeString(undefined, { ...CLOCK, second: "2-digit" });

/** A moment, with its day when that is not today. */
export function short(at, seconds = false) {
  const moment = new Date(at);
  const time = seconds ? clock(at) : moment.toLocaleTimeString(undefined, CLOCK);
  const today = moment.toDateString() === new Date().toDateString();
  return today ? time : `${moment.toLocaleDateString(undefined, DAY)}, ${time}`;
}
