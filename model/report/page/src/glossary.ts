// SPDX-License-Identifier: GPL-3.0-or-later
// The words that every picture uses, for who opens the page first.
import type { Results } from "./data";
import { el } from "./dom";

const WORDS: [string, string][] = [
  [
    "history",
    "one run of the simulation: one draw of the uncertain values, with one stream of luck. A range of 90 in 100 leaves out the lowest five and the highest five of every 100 histories.",
  ],
  [
    "stream of luck",
    "everything in a history that is left to chance. Each person has the same luck under every reform as under the baseline, so that only the rules differ.",
  ],
  [
    "draw",
    "one sample of all uncertain values at once, each from its prior. Several histories, each with its own stream of luck, may share a draw; where draws are counted, the mean of those histories counts.",
  ],
  [
    "too few draws",
    "no verdict is given on fewer than 20 draws, where a reform without any effect would often seem to have one.",
  ],
  [
    "prior",
    "the spread of values considered possible for an uncertain figure, stated in the scenario before any run.",
  ],
  [
    "Monte Carlo error",
    "how far a median, or an end of a range, may be off because there are only so many histories. More histories make it smaller. It is not an error of the model.",
  ],
  [
    "set of assumptions",
    "one answer to each of four questions that no statistic decides; there are sixteen sets.",
  ],
  [
    "paired difference",
    "reform minus baseline within one history: the same people, the same luck, the same draw.",
  ],
  [
    "sure, surely",
    "with 20 draws or more, the whole range of 90 in 100 histories lies on one side of zero. Sure within the model only.",
  ],
  [
    "grade",
    "how well a value is sourced: A, official statistic or legal text; B, several independent sources; C, one report, or derived; D, assumption. What a reform orders has no grade, because it is not an estimate.",
  ],
  [
    "refoulement",
    "sending a person back to where they are at risk, directly or through a chain of states.",
  ],
  ["group", "people of one origin and situation. Groups do not overlap."],
  [
    "halves of persons",
    "the median of an even number of histories lies halfway between two of them. Medians do not add up; means do.",
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
