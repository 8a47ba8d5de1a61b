// Reading a window bit by bit: an answer may end before the window does, and says where it goes on.

import { lines } from "./api.js";

export const MOST = 20000; // events that are counted without being asked for more

/** A reading that can be gone on with: `yield`s of `read` are messages, each with all that was read
 *  so far; it ends when the window does, or after MOST events. */
export class Reading {
  constructor(path, query, signal) {
    Object.assign(this, { path, query, signal, whole: {}, next: null, most: MOST });
  }

  /** Whether there is more than what was read. */
  get isCut() { return Boolean(this.next); }

  /** Whether it asks for more by itself. */
  get goesOn() { return this.isCut && !this.full(); }

  async* read() {
    do {
      const asked = new URLSearchParams(this.query);
      if (this.next) asked.set("after", JSON.stringify(this.next));
      const before = { ...this.whole };
      this.next = null;
      for await (const message of lines(`${this.path}?${asked}`, this.signal)) {
        const { kind } = message;
        this.whole[kind] = before[kind] ? joined(before[kind], message) : message;
        if (message.done && message.next) this.next = message.next;
        yield this.whole[kind];
      }
    } while (this.goesOn);
  }

  full() { return Object.values(this.whole).some((one) => (one.count ?? 0) >= this.most); }

  /** Reads as many again. */
  goOn() {
    this.most += MOST;
    return this.read();
  }
}

/** Two messages as one: the later one is of what is older. */
function joined(before, message) {
  if (message.kind === "rows") return { ...message, rows: [...before.rows, ...message.rows] };
  if (message.kind !== "summary") return lists(before, message);
  return { ...message, count: before.count + message.count, failed: before.failed + message.failed,
    looked: before.looked + message.looked, latest: before.latest || message.latest,
    first: message.first || before.first, timeline: timelines(before.timeline, message.timeline),
    facets: message.facets.map((one, place) => facet(before.facets[place], one)) };
}

/** People and resources: the newer message knows the state, the older one the beginning. */
function lists(before, message) {
  const name = message.kind === "people" ? "people" : "resources";
  const key = name === "people" ? "who" : "resource";
  const found = new Map(before[name].map((one) => [one[key], one]));
  for (const one of message[name]) {
    const known = found.get(one[key]);
    found.set(one[key], known ? { ...one, ...known, first: one.first ?? known.first,
      count: known.count + one.count, failed: known.failed + one.failed,
      records: known.records + one.records, created: known.created ?? one.created,
      changed: known.changed ?? one.changed } : one);
  }
  return { ...message, count: before.count + message.count, looked: before.looked + message.looked,
    total: found.size, [name]: [...found.values()] };
}

function facet(one, other) {
  const counts = new Map(one.values);
  for (const [value, count] of other.values) counts.set(value, (counts.get(value) ?? 0) + count);
  const values = [...counts].sort(([, first], [, second]) => second - first);
  return { facet: one.facet, total: Math.max(one.total, other.total, values.length), values };
}

function timelines(one, other) {
  const counts = new Map(one.watches.map(({ watch, counts: bars }) => [watch, [...bars]]));
  for (const { watch, counts: bars } of other.watches) {
    const known = counts.get(watch);
    if (known) bars.forEach((bar, place) => { known[place] = (known[place] ?? 0) + bar; });
    else counts.set(watch, [...bars]);
  }
  return { ...one, watches: [...counts].map(([watch, bars]) => ({ watch, counts: bars })) };
}

/** How far a reading came, in words; "" where it has read all. */
export function far({ looked, reached, done, next }, shown) {
  if (done && !next) return "";
  return reached ? `looked at ${looked.toLocaleString("en-US")}, back to ${shown(reached)}` : "reading…";
}
