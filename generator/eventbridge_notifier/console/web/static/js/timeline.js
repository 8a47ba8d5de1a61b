// The chart of events over time: a stack of bars, a layer for each watch.

import uPlot from "../vendor/uplot/uPlot.esm.js";
import { colour } from "./colours.js";
import { byId, make, plain } from "./dom.js";
import { full, short, zone } from "./time.js";

const place = byId("chart");
const HEIGHT = 96;
let chart = null;
let held = null;
let zoom = () => {};

/** `zoom` is called with two moments in seconds when somebody drags over the chart or clicks. */
export function onZoom(callback) { zoom = callback; }

export function wait() {
  place.setAttribute("aria-busy", "true");
  place.setAttribute("aria-label", "Events over time, being read");
}

/** Shows a timeline: {start, step, bars, watches: [{watch, counts}]}. */
export function show(timeline) {
  held = timeline;
  place.setAttribute("aria-busy", "false");
  place.setAttribute("aria-label", words(timeline));
  numbers(timeline);
  draw();
}

/** Counts a record that has arrived; gives the timeline as it is now, null when it is outside. */
export function add(record) {
  if (!held) return null;
  const bar = Math.floor((Date.parse(record.time) / 1000 - held.start) / held.step);
  if (bar < 0) return null;
  while (held.bars <= bar) {
    held.bars += 1;
    held.watches.forEach((one) => one.counts.push(0));
  }
  row(record.watch).counts[bar] += 1;
  show(held);
  return held;
}

function row(watch) {
  const found = held.watches.find((one) => one.watch === watch);
  if (found) return found;
  const made = { watch, counts: new Array(held.bars).fill(0) };
  held.watches.push(made);
  return made;
}

const moment = (bar) => held.start + bar * held.step;
const sum = (counts) => counts.reduce((total, one) => total + one, 0);

function words({ watches, start, step, bars }) {
  const total = sum(watches.map((one) => sum(one.counts)));
  const most = watches.slice(0, 3).map((one) => `${plain(one.watch)} ${sum(one.counts)}`);
  return `${total} events from ${short(start * 1000)} to ${short((start + bars * step) * 1000)}`
    + (most.length ? `; most of ${most.join(", ")}` : "");
}

function draw() {
  const heights = stacked(held.watches);
  const times = Array.from({ length: held.bars }, (_, bar) => moment(bar));
  const signature = JSON.stringify([held.start, held.step, held.watches.map((one) => one.watch)]);
  if (chart?.signature === signature) {
    chart.setData([times, ...heights]);
    return;
  }
  chart?.destroy();
  chart = new uPlot(options(), [times, ...heights], place);
  chart.signature = signature;
  chart.over.addEventListener("click", clicked);
}

/** The tops of the layers, the whole stack first: each is drawn over the one before it. */
function stacked(watches) {
  const below = new Array(held.bars).fill(0);
  const tops = watches.map((one) => one.counts.map((count, bar) => (below[bar] += count)));
  return tops.reverse();
}

function options() {
  const text = getComputedStyle(document.documentElement).getPropertyValue("--quiet").trim();
  const line = getComputedStyle(document.documentElement).getPropertyValue("--line").trim();
  const axis = { stroke: text, grid: { stroke: line, width: 1 }, ticks: { show: false },
    font: "12px system-ui, sans-serif" };
  const bars = uPlot.paths.bars({ size: [0.86, 60], align: 1 });
  const layer = (one) => ({ paths: bars, points: { show: false }, width: 0,
    fill: colour(one.watch) });
  return {
    tzDate: (seconds) => (zone() ? uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC") : new Date(seconds * 1000)),
    width: place.clientWidth, height: HEIGHT, legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: { x: { range: () => [moment(0), moment(held.bars)] },
      y: { range: (_, __, most) => [0, Math.max(1, most) * 1.08] } },
    axes: [{ ...axis, values: ticks, size: 26 }, { ...axis, size: 44, space: 28, incrs: [1, 2, 5, 10, 20, 50, 100, 200,
      500, 1000, 2000, 5000, 10000, 20000] }],
    series: [{}, ...[...held.watches].reverse().map(layer)],
    hooks: { setSelect: [selected], setCursor: [pointed] },
  };
}

function ticks(_, at) {
  const days = held.step * held.bars > 36 * 3600;
  let before = "";
  return at.map((seconds) => {
    const said = full(seconds * 1000).slice(...(days ? [5, 10] : [11, 16]));
    const shown = said === before ? "" : said;
    before = said;
    return shown;
  });
}

let dragged = false;

function selected(plot) {
  const { left, width } = plot.select;
  if (width < 4) return;
  dragged = true;
  const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  const first = Math.floor((from - held.start) / held.step);
  const end = Math.ceil((to - held.start) / held.step);
  zoom(moment(first), moment(end));
}

function clicked(event) {
  if (dragged) {
    dragged = false;
    return;
  }
  const at = chart.posToVal(event.offsetX, "x");
  const bar = Math.floor((at - held.start) / held.step);
  if (held.watches.some((one) => one.counts[bar])) zoom(moment(bar), moment(bar + 1));
}

function pointed(plot) {
  const left = plot.cursor.left;
  if (left === undefined || left < 0) return;
  const bar = Math.floor((plot.posToVal(left, "x") - held.start) / held.step);
  const counts = held.watches.filter((one) => one.counts[bar])
    .map((one) => `${plain(one.watch)} ${one.counts[bar]}`);
  byId("pointed").textContent =
    `${short(moment(bar) * 1000)} – ${short(moment(bar + 1) * 1000)}: ${counts.join(", ") || "nothing"}`;
}

function numbers({ watches, bars }) {
  const filled = Array.from({ length: bars }, (_, bar) => bar)
    .filter((bar) => watches.some((one) => one.counts[bar]));
  const cells = (tag, values) => values.map((text) => make(tag, { text }));
  const head = make("tr", {}, ...cells("th", ["from", ...watches.map((one) => one.watch)]));
  const body = filled.map((bar) => make("tr", {}, make("th", { text: short(moment(bar) * 1000) }),
    ...cells("td", watches.map((one) => one.counts[bar]))));
  byId("numbers").replaceChildren(make("table", {}, make("thead", {}, head),
    make("tbody", {}, ...body)));
}

new ResizeObserver(() => {
  if (chart && place.clientWidth !== chart.width) {
    chart.setSize({ width: place.clientWidth, height: HEIGHT });
  }
}).observe(place);
/** Draws again: in another light, in another zone. */
export function redraw() {
  if (!held) return;
  chart.signature = "";
  show(held);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
