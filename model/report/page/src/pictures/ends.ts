// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the cards that stand in no other table: how the lives end that change.
import { cardsOf, WORLDS } from "../cards";
import type { Context } from "../context";
import { hundred, KINDS } from "../fates";
import type { Picture } from "../figure";
import { setOut } from "../first";
import { number } from "../words";
import { said } from "./claims";

/** 2017..2018 as 2017 to 2018, 2017..2017 as 2017. */
const years = (period: string) => [...new Set(period.split(".."))].join(" to ");

export function ends(context: Context): Picture {
  const { results } = context,
    { raw } = results;
  const cards = cardsOf(results),
    out = setOut(results);
  const whole = (x: unknown) => (x === null ? "" : number(x as number));
  return {
    id: "ends",
    question: "What stands on the cards of the first screen?",
    finding: cards.length
      ? `With \u201c${results.title(cards[0].scenario)}\u201d the most lives take another end: ${number(cards[0].ends.persons)} (mean over the histories).`
      : "There is no reform in these results.",
    notes: [
      "A life takes another end where the same person, with the same luck, comes to another fate, or sets out in one of the two worlds only. Means over the histories: they add up to a whole, as medians do not. Of 100 of these people: whole numbers, the largest remainders rounded up, so that they make up a hundred.",
      "The other figures of the cards stand in the tables of the claims and of the outcomes side by side.",
      context.runs(),
      context.source(),
    ],
    draw: () => [],
    table: {
      columns: [
        { name: "reform" },
        { name: "what" },
        { name: "without the reform", show: whole },
        { name: "with the reform", show: whole },
      ],
      grouped: true,
      rows: [
        ...(out ? [[results.title(0), "set out, median", out.median, null]] : []),
        ...cards.flatMap((c) => {
          const title = results.title(c.scenario),
            before = hundred(c.ends.before),
            after = hundred(c.ends.after);
          return [
            [title, "people whose life takes another end, mean", null, c.ends.persons],
            ...(c.ends.persons
              ? KINDS.map((k, i) => [title, `of 100 of them: ${k.label}`, before[i], after[i]])
              : []),
            [title, "outcomes of its claim", null, c.claims],
            [title, "of these, move as claimed", null, c.supported],
            ...raw.closures.told
              .filter((t) => t[0] === c.scenario)
              .map((t) => [
                title,
                `readings of the world, of ${WORLDS}, in which it holds: ${said(context, { metric: t[2], population: t[3], place: t[4] })}, ${t[1] > 0 ? "more" : "less"}, ${years(t[5])}`,
                null,
                t[7],
              ]),
          ];
        }),
      ],
    },
  };
}
