// SPDX-License-Identifier: GPL-3.0-or-later
// The words that every picture uses, for who opens the page first.
import type { Results } from "./data";
import { el } from "./dom";

const WORDS: [string, string][] = [
  [
    "history",
    "one run of the simulation: one sample of what is uncertain, with one stream of luck. A range of 90 in 100 leaves out the lowest and the highest five of 100 histories.",
  ],
  [
    "stream of luck",
    "all the chance draws of a history. Under every reform each person has the same luck as under the baseline, so that only the rules differ.",
  ],
  [
    "draw",
    "one sample of all uncertain values at once, each from its prior. Several histories, each with a stream of luck of its own, may share a draw; where it is said in how many draws people fare worse, their mean counts.",
  ],
  [
    "too few draws",
    "a range from fewer than 20 draws says next to nothing, for a reform without effect would often seem to have one: no verdict is given.",
  ],
  [
    "prior",
    "the spread of values that is held possible for an uncertain figure, stated in the scenario before any run.",
  ],
  [
    "Monte Carlo error",
    "how far a median, or an end of a range, may be off because the number of histories is limited; more histories make it smaller. It is not an error of the model.",
  ],
  [
    "paired difference",
    "reform minus baseline in the same history: the same people, the same luck, the same draw.",
  ],
  [
    "surely",
    "zero lies outside the range of 90 in 100 histories, of 20 draws or more. Sure within the model only.",
  ],
  [
    "grade",
    "how well a value is sourced: A official statistic or legal text, B several independent sources, C one report or derived, D assumption. What a reform orders has no grade, for it is no estimate.",
  ],
  [
    "refoulement",
    "sending a person back to a place where they are at risk; directly, or through a chain of states that send on.",
  ],
  ["group", "people of one origin and situation. Groups do not overlap."],
  [
    "halves of persons",
    "in sum, halves come from medians of an even number of histories: the middle lies between two of them. Medians do not add up; means do.",
  ],
];

export function glossary(results: Results): HTMLElement {
  const codes = [...results.placeAt.values()]
    .filter((p) => /^[A-Z]{3}$/.test(p.name))
    .map((p) => `${p.name} ${p.label}`);
  return el(
    "details",
    { id: "glossary" },
    el("summary", {}, "Words used on this page"),
    el(
      "dl",
      {},
      ...[
        ...WORDS,
        ...(codes.length ? [["codes of countries", `${codes.join(", ")}.`]] : []),
      ].flatMap(([word, text]) => [el("dt", {}, word), el("dd", {}, text)]),
    ),
  );
}
