// Moments as text, in UTC or in this machine's zone: which of them is said beside every list.

import { byId } from "./dom.js";
import { kept, keep } from "./kept.js";

const listeners = [];
let utc = kept("zone", "local") === "utc";

export const isUtc = () => utc;
export const zoneName = () => (utc ? "UTC" : `UTC${offset(new Date())}`);
export const zone = () => (utc ? "UTC" : undefined);

/** Calls `act` when somebody changes the zone. */
export const onZone = (act) => listeners.push(act);

function offset(at) {
  const minutes = -at.getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return minutes ? `${minutes < 0 ? "−" : "+"}${two(hours)}:${two(rest)}` : "";
}

const two = (number) => String(number).padStart(2, "0");

/** The parts of a moment in the chosen zone. */
function parts(at) {
  const moment = new Date(at);
  const shifted = utc ? moment : new Date(moment.getTime() - moment.getTimezoneOffset() * 60000);
  const text = Number.isNaN(shifted.getTime()) ? "" : shifted.toISOString();
  return [text.slice(0, 10), text.slice(11, 19)];
}

/** `2026-11-28 14:03:22`. */
export const full = (at) => parts(at).join(" ");

/** The same without the year where that is this one, and without seconds. */
export function short(at) {
  const [day, time] = parts(at);
  const [today] = parts(Date.now());
  if (day === today) return time.slice(0, 5);
  return `${day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} ${time.slice(0, 5)}`;
}

/** How long ago, roughly. */
export function ago(at) {
  const seconds = (Date.now() - Date.parse(at)) / 1000;
  const [size, name] = [[86400, "day"], [3600, "hour"], [60, "minute"]]
    .find(([one]) => seconds >= one) ?? [1, "second"];
  const many = Math.max(1, Math.floor(seconds / size));
  return seconds < 1 ? "now" : `${many} ${name}${many === 1 ? "" : "s"} ago`;
}

/** The day that began so many days ago, as [first, end] in the form of an address. */
export function day(back) {
  const now = new Date();
  const at = utc ? Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - back)
    : new Date(now.getFullYear(), now.getMonth(), now.getDate() - back).getTime();
  const end = utc ? at + 86400000
    : new Date(now.getFullYear(), now.getMonth(), now.getDate() - back + 1).getTime();
  return [at, end].map(iso);
}

export const iso = (at) => new Date(at).toISOString().replace(".000Z", "Z");

/** What an input for a moment holds, in the chosen zone, as the address has it. */
export const ofInput = (text) => iso(utc ? `${text}Z` : text);

/** A moment as such an input holds it. */
export const toInput = (at) => parts(at).join("T").slice(0, 16);

const button = byId("zone");

function shown() {
  button.textContent = `Times: ${zoneName()}`;
  button.setAttribute("aria-pressed", utc);
}

button.addEventListener("click", () => {
  utc = !utc;
  keep("zone", utc ? "utc" : "local");
  shown();
  for (const act of listeners) act();
});
shown();
