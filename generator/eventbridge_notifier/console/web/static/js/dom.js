// Making elements. Values only ever become text: nothing here parses HTML.

// What changes how other text is shown, or cannot be seen: control characters and direction marks.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** A value as text in which nothing hides. */
export function plain(value) {
  return String(value ?? "").replace(UNSEEN, (one) =>
    "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0"));
}

export const byId = (id) => document.getElementById(id);

/** A new element; `about` holds properties, `dataset` entries under `data`, `text` and `title`. */
export function make(tag, { text, title, data, ...about } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), about);
  if (text !== undefined) made.textContent = plain(text);
  if (title !== undefined) made.title = plain(title);
  Object.assign(made.dataset, data);
  made.append(...children);
  return made;
}

/** The first element of a template, copied. */
export const copy = (id) => byId(id).content.firstElementChild.cloneNode(true);

/** Sets the text of the part of `root` that is marked `data-<name>`. */
export function say(root, name, value) {
  const part = root.querySelector(`[data-${name}]`);
  part.textContent = plain(value);
  return part;
}

/** Lets a name such as CreateFunction20150331 break between its words. */
export function breakable(part) {
  const words = part.textContent.split(/(?<=[a-z])(?=[A-Z0-9])|(?<=[/.:-])/);
  part.replaceChildren(...words.flatMap((word) => [word, make("wbr")]));
  return part;
}

/** Shows what is wrong in `place`, with a button to try again. */
export function problem(place, { what, hint }, again) {
  const shown = copy("problem");
  say(shown, "what", what);
  say(shown, "hint", hint ?? "").hidden = !hint;
  const button = shown.querySelector("[data-again]");
  button.hidden = !again;
  button.addEventListener("click", () => again?.());
  place.replaceChildren(shown);
}

/** Says in `place` that there is nothing; `ways` are [words, act] of buttons, `more` further parts. */
export function nothing(place, what, hint, ways = [], ...more) {
  const shown = copy("nothing");
  say(shown, "what", what);
  say(shown, "hint", hint);
  shown.querySelector("[data-buttons]").append(...ways.map(([text, act]) => {
    const button = make("button", { type: "button", text });
    button.addEventListener("click", act);
    return button;
  }), ...more);
  place.replaceChildren(shown);
}

/** Copies a text, and says so on the button. */
export async function copied(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "The browser does not let this page copy";
  }
}

const LONG = 500; // characters that are shown unasked

/** A list of labels and values; long values are folded. */
export function pairs(entries) {
  return make("dl", {}, ...entries.flatMap(([label, value]) =>
    [make("dt", { text: label }), value.length > LONG ? folded(value) : make("dd", { text: value })]));
}

function folded(value) {
  const words = `${value.length.toLocaleString()} characters`;
  return make("dd", {}, make("details", {}, make("summary", { text: words }), make("div", { text: value })));
}
