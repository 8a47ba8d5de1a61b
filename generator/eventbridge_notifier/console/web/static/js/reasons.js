// Explanations: an event held against patterns, path by path.

import { copy, make, say } from "./dom.js";

const VERDICTS = new Map([[true, ["matches", "good"]], [false, ["does not match", ""]],
  [null, ["cannot be read", "bad"]]]);

/** Elements for explanations; open are those that match, else the nearest miss, or all. */
export function reasons(found, all) {
  return found.map(({ watch, matched, lines }, place) => {
    const [words, style] = VERDICTS.get(matched);
    const items = lines.filter(([text]) => text !== words).map(([text, kind]) => make("li", { className: kind, text }));
    if (!document.getElementById("reason")) {
      return make("li", {}, make("p", {}, make("strong", { text: watch }), ` ${words}`),
        make("ul", { className: "lines" }, ...items));
    }
    const made = copy("reason");
    say(made, "name", watch);
    const verdict = say(made, "verdict", words);
    if (style) verdict.classList.add(style);
    made.querySelector("details").open = all || matched || place === 0;
    made.querySelector("[data-lines]").append(...items);
    return made;
  });
}
