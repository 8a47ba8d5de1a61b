// A colour for each name, the same everywhere and always: a hue by the letters of the name.

const HUES = 24;
const LIGHT = 3; // steps of lightness, so that names of one hue differ

function hash(name) {
  let sum = 2166136261; // FNV-1a, 32 bits
  for (const one of name) sum = Math.imul(sum ^ one.codePointAt(0), 16777619) >>> 0;
  return sum ^ (sum >>> 15);
}

/** [hue in degrees, step of lightness]. */
function tone(name) {
  const sum = hash(name) >>> 0;
  return [(sum % HUES) * (360 / HUES), Math.floor(sum / HUES) % LIGHT];
}

/** Gives `part` the colour of a name; `others` is grey. */
export function paint(part, name) {
  const [hue, step] = tone(name);
  part.style.setProperty("--hue", hue);
  part.style.setProperty("--step", step);
  part.classList.toggle("grey", name === "others");
  return part;
}

/** The colour as CSS, for a canvas. */
export function colour(name) {
  const root = getComputedStyle(document.documentElement);
  if (name === "others") return root.getPropertyValue("--others").trim();
  const [hue, step] = tone(name);
  const light = parseFloat(root.getPropertyValue("--dot-light")) + step * parseFloat(root.getPropertyValue("--dot-step"));
  return `oklch(${light}% ${root.getPropertyValue("--dot-chroma").trim()} ${hue})`;
}
