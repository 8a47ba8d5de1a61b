// A colour for each watch: the same one as long as the same watches are shown.

const COLOURS = 8;
const given = new Map();

/** The number of a watch's colour; none is left after the eighth. */
export function colour(watch) {
  if (!given.has(watch)) given.set(watch, free(hash(watch)));
  return given.get(watch);
}

function free(wanted) {
  const taken = new Set(given.values());
  for (let step = 0; step < COLOURS; step += 1) {
    const number = (wanted + step) % COLOURS;
    if (!taken.has(number)) return number;
  }
  return null;
}

function hash(text) {
  let sum = 7;
  for (const one of text) sum = (sum * 31 + one.codePointAt(0)) % 9973;
  return sum % COLOURS;
}

export const value = (number) => getComputedStyle(document.documentElement)
  .getPropertyValue(number === null ? "--others" : `--series-${number}`).trim();
