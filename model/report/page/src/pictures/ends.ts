// SPDX-License-Identifier: GPL-3.0-or-later
// Every figure of the cards: those of the sentences before they are rounded, and the hundred.
import { cardsOf, touchedBy, type Card } from "../cards";
import type { Context } from "../context";
import type { Summary } from "../data";
import { hundred, KINDS } from "../fates";
import type { CellText, Picture } from "../figure";
import { setOut } from "../first";
import { number } from "../words";
import { said } from "./claims";

/** What, without the reform, with it, the figure itself. */
type Row = [string, CellText, CellText, CellText];

const figure = (what: string, x: number | null): Row => [what, null, null, x];
const median = (s: Summary | undefined) => s?.[0] ?? null;

/** The outcomes that the first sentence tells, in their units; shares in per cent. */
function outcomes(context: Context, { told, outcome }: Card): Row[] {
  if (!told?.metric || !told.difference || !outcome) return [];
  const by = (metric: string) =>
    context.raw.outcomes[context.results.outcomeAt.get(metric) ?? -1]?.unit === "share"
      ? 100
      : 1;
  const times = (x: number | null, metric: string) => (x === null ? null : by(metric) * x);
  const name = said(context, {
    metric: told.metric,
    population: told.population!,
    place: told.place!,
  });
  const [d, , low, high] = told.difference.map((x) => times(x, told.metric!)),
    base = times(median(told.baseline), told.metric);
  return [
    [`told: ${name}`, base, times(median(told.reform), told.metric), d],
    figure("its difference: nine in ten histories, from", low),
    figure("its difference: nine in ten histories, to", high),
    ...(base !== null && base >= 0.5 && by(told.metric) === 1
      ? [figure("its difference, in per cent of the baseline", (100 * d!) / base)]
      : []),
    figure("draws in which it moves in the same direction", told.draws[0]),
    figure("draws", told.draws[1]),
    ...(told.worlds[1]
      ? [
          figure("sets of assumptions with the same direction", told.worlds[0]),
          figure("sets of assumptions tested", told.worlds[1]),
        ]
      : []),
    ...[told.beside, told.against].flatMap((o) =>
      o
        ? [
            figure(`also told: ${said(context, o)}`, times(median(o.difference), o.metric)),
            figure("draws in which that moves in the same direction", o.draws[0]),
          ]
        : [],
    ),
  ];
}

/** Whom it touches: persons, medians; shares in per cent. */
function whom({ told }: Card, all: number | undefined): Row[] {
  if (!told) return [];
  const touched = median(told.touched);
  return [
    figure(
      "people touched: their case ends differently, or they set out in one world only",
      touched,
    ),
    ...(all && touched !== null
      ? [figure("people touched, in per cent of all who set out", (100 * touched) / all)]
      : []),
    figure(
      "people who set out in both worlds and whose case ends differently",
      median(told.otherwise),
    ),
    figure("people who gain protection", median(told.gained)),
    figure("people who lose protection", median(told.lost)),
    figure("gained less lost: nine in ten histories, from", told.net[2] ?? null),
    figure("gained less lost: nine in ten histories, to", told.net[3] ?? null),
    figure(
      "people who gain protection and without the reform are still waiting in the end",
      median(told.gained_waiting),
    ),
    figure(
      "people who lose protection and with the reform are still waiting in the end",
      median(told.lost_waiting),
    ),
    figure("people who set out only because of the reform", median(told.came)),
    figure("people who no longer set out", median(told.stayed)),
    ...told.groups
      .slice(0, 2)
      .map(([, label, share]) => figure(`${label}, in per cent of those touched`, 100 * share)),
  ];
}

export function ends(context: Context): Picture {
  const { results } = context;
  const cards = cardsOf(results),
    out = setOut(results);
  const show = (x: unknown) => (x === null ? "" : number(x as number));
  return {
    id: "ends",
    question: "The figures on the cards, before rounding",
    finding: cards.length
      ? `Most people are touched by \u201c${results.title(cards[0].scenario)}\u201d: ${number(touchedBy(cards[0]))} people, the median of the histories.`
      : "There is no reform in these results.",
    notes: [
      "Figures of the sentences: medians over the histories, in the unit of the outcome; the sentences round them to two digits. The squares show means, which add up to a whole as medians do not, in whole numbers that add up to a hundred. A case ends differently where the same person, with the same luck, meets another fate, or sets out in one of the two worlds only.",
      context.runs(),
      context.source(),
    ],
    draw: () => [],
    table: {
      columns: [
        { name: "reform" },
        { name: "what" },
        { name: "without the reform", show },
        { name: "with the reform", show },
        { name: "figure", show },
      ],
      grouped: true,
      rows: [
        ...(out ? [[results.title(0), "set out, median", out.median, null, null]] : []),
        ...cards.flatMap((c) => {
          const before = hundred(c.ends.before),
            after = hundred(c.ends.after);
          return [
            ...outcomes(context, c),
            ...whom(c, out?.median),
            figure("people whose case ends differently, mean", c.ends.persons),
            ...(c.ends.persons
              ? KINDS.map(
                  (k, i): Row => [`of 100 of them: ${k.label}`, before[i], after[i], null],
                )
              : []),
            figure("outcomes named by its claim", c.claims),
            figure("of these, move as claimed", c.supported),
          ].map((row) => [results.title(c.scenario), ...row]);
        }),
      ],
    },
  };
}
