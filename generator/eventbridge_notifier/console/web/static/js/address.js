// The address: what is shown is said there, and nowhere else.

export const SPAN = "24h";
const NAMES = { q: "“…”", actor: "who: …", event: "what: …", resource: "resource: …", type: "type: …",
  outcome: "outcome: …", severity: "severity: …", watch: "watch: …", account: "account: …",
  region: "region: …", ip: "from: …", change: "change: …", field: "…", not: "not …" };
const TIME = ["since", "from", "to"];

export const params = () => new URLSearchParams(location.search);

/** The address with some parameters changed: null takes one away, an array says it repeatedly. */
export function changed(changes, from = params()) {
  for (const [name, value] of Object.entries(changes)) {
    from.delete(name);
    for (const one of [value].flat()) if (one !== null && one !== "") from.append(name, one);
  }
  return from;
}

/** Another view of this page. */
export const path = (query) => (query.size ? `?${query}` : location.pathname);

/** The filters without the time. */
export const filtered = () => chips().some(([, rest]) => rest !== null);

/** What is filtered by, as [words, the address without it]. */
export function chips() {
  const now = params();
  const found = [];
  for (const [name, words] of Object.entries(NAMES)) {
    for (const value of now.getAll(name).filter(Boolean)) {
      const rest = now.getAll(name).filter((one) => one !== value);
      found.push([words.replace("…", () => told(name, value)), changed({ [name]: rest })]);
    }
  }
  return found;
}

/** A value as people read it: `=` only says that it is whole. */
function told(name, value) {
  if (name !== "not") return value.replace(/^=/, "");
  const [, of, rest] = /^(\w+)=(.*)$/s.exec(value) ?? [null, "", value];
  return (NAMES[of] ?? "…").replace("…", () => rest.replace(/^=/, ""));
}

/** The value as a filter that lets nothing else pass. */
export const exact = (name, value) =>
  (["actor", "event", "resource", "outcome"].includes(name) ? `=${value}` : value);

/** The address filtered by a value, and by nothing else of that name. */
export const only = (name, value) => changed({ [name]: exact(name, value), after: null });

/** The address without a value. */
export const without = (name, value) =>
  changed({ not: [...params().getAll("not"), `${name}=${exact(name, value)}`] });

export const isOnly = (name, value) => params().getAll(name).some((one) =>
  one === value || one === exact(name, value));

/** The time that is looked at, as parameters of a link elsewhere. */
export function time(from = params()) {
  const found = new URLSearchParams();
  for (const name of TIME) if (from.get(name)) found.set(name, from.get(name));
  return found;
}

/** A link to one thing, which keeps the time. */
export function to(page, about, from = params()) {
  const query = time(from);
  for (const [name, value] of Object.entries(about)) query.set(name, value);
  return `${page}?${query}`;
}

/** A link to an event, which keeps the whole list that it is in. */
export function toEvent(id, from = params()) {
  const query = changed({ id, after: null, rows: null }, new URLSearchParams(from));
  return `event?${query}`;
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
