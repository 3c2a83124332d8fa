// SPDX-License-Identifier: GPL-3.0-or-later
// Reforms by outcomes: how many more or fewer, and whether that is sure.
import { cardsOf, ENDS, endOf, inWorlds, type Card } from "../cards";
import { Context, IN_FORCE } from "../context";
import type { Diff } from "../data";
import type { Picture } from "../figure";
import { measure, NARROW, wrap } from "../labels";
import { isExposure } from "../reading";
import { draw, sheet, title, write, writeLines } from "../svg";
import { number, value } from "../words";

/** As heads of columns; the labels of the catalogue stand in the table. */
const HEADS: Record<string, string> = {
  protected: "protected",
  fate_waiting: "still waiting at the end",
  without_status: "without status",
  fate_gave_up: "gave up and went home",
  fate_returned_unharmed: "returned, unharmed",
  ended_refouled: "sent back into danger",
  fate_seized_in_transit: "seized on the way",
  fate_returned_persecuted: "persecuted at home in the end",
};

interface Cell {
  name: string;
  worse: number;
  d: Diff;
  per: number; // for 1,000 whose life takes another end
  many: boolean; // moves also since more or fewer people come so far: the footnote
}
interface Line {
  card: Card;
  title: string;
  cells: Cell[];
}

const SURE = "sure",
  UNSURE = "not sure",
  SAME = "no change";
const stateOf = (context: Context, d: Diff) =>
  d.same ? SAME : context.raw.tooFew ? "too few draws" : d.sure ? SURE : UNSURE;

/** Sure here, and yet no support for the claim that names it: a claim is judged by the rate where more
 *  or fewer people come (store/compare.h). */
const byRate = ({ raw }: Context, name: string, scenario: number, d: Diff) =>
  d.sure !== 0 &&
  raw.claims.some(
    (c) =>
      c.scenario === scenario &&
      c.metric === name &&
      c.population === "all" &&
      c.place === "all" &&
      c.verdict === "not supported",
  );

function gather(context: Context): { lines: Line[]; names: string[] } {
  const { results, raw } = context;
  const names = ENDS.filter((name) => results.outcomeAt.has(name));
  // known of everyone in the years in force, whatever the address chooses
  const whole = new Context(results, {
    ...context.choice,
    population: 0,
    place: 0,
    period: IN_FORCE,
  });
  const lines = cardsOf(results).map((card) => ({
    card,
    title: results.title(card.scenario),
    cells: names.flatMap((name): Cell[] => {
      const d = endOf(results, name, card.scenario);
      return d
        ? [
            {
              name,
              worse: raw.outcomes[results.outcomeAt.get(name)!].worse,
              d,
              per: card.ends.persons ? (1000 * d.median) / card.ends.persons : 0,
              many:
                !d.same &&
                (isExposure(whole, results.outcomeAt.get(name)!, card.scenario) ||
                  byRate(context, name, card.scenario, d)),
            },
          ]
        : [];
    }),
  }));
  return { lines, names };
}

const colour = (c: Cell) =>
  c.d.median * c.worse > 0
    ? "var(--worse)"
    : c.d.median * c.worse < 0
      ? "var(--better)"
      : "var(--faint)";

/** People are told whole; the table has the halves. */
const whole = (x: number) => number(Math.sign(x) * Math.round(Math.abs(x)), true);

/** With the star of what the footnote explains. */
const figure = (c: Cell) => (c.d.same ? SAME : `${whole(c.d.median)}${c.many ? " *" : ""}`);
/** Said beside a hollow bar. */
const doubt = (context: Context, c: Cell) => {
  const state = stateOf(context, c.d);
  return c.d.same || state === SURE || context.raw.tooFew || !Math.round(c.d.median)
    ? ""
    : state;
};

/** Length: how much; hue: for the worse or the better; full or hollow: sure or not. */
function bar(context: Context, c: Cell, x: number, y: number, room: number, most: number) {
  if (c.d.same || Math.round(c.d.median) === 0) return null;
  const width = Math.max(2, (Math.abs(c.d.median) / most) * room),
    sure = stateOf(context, c.d) === SURE;
  return draw("rect", {
    x,
    y,
    width,
    height: 7,
    rx: 1.5,
    fill: sure ? colour(c) : "none",
    stroke: colour(c),
    "stroke-width": 1.4,
    "stroke-dasharray": sure ? undefined : "3 2",
  });
}

function broad(context: Context, lines: Line[], names: string[], width: number, most: number) {
  const left = Math.min(240, width * 0.24),
    last = lines.some((l) => inWorlds(l.card)) ? 80 : 0,
    column = (width - left - last) / names.length;
  const heads = names.map((n) => wrap(HEADS[n] ?? n, column - 12, 12));
  const top = 12 + Math.max(...heads.map((h) => h.length), 2) * 14;
  const parts: (SVGElement | null)[] = heads.map((h, i) =>
    writeLines(left + i * column + 6, 12, h, { fill: "var(--faint)" }),
  );
  if (last)
    parts.push(
      writeLines(width - last + 6, 12, ["sets of", "assumptions"], { fill: "var(--faint)" }),
    );
  let y = top;
  for (const line of lines) {
    const label = wrap(line.title, left - 14, 13, true),
      height = Math.max(50, label.length * 15.6 + 12);
    parts.push(
      draw("line", { x1: 0, x2: width, y1: y, y2: y, stroke: "var(--rule)" }),
      writeLines(0, y + 19, label, { "font-size": 13, "font-weight": "bold" }),
    );
    line.cells.forEach((c) => {
      const x = left + names.indexOf(c.name) * column + 6,
        state = stateOf(context, c.d);
      parts.push(
        draw(
          "g",
          {},
          title(
            `${line.title}: ${HEADS[c.name]}, ${value(c.d.median, { unit: "persons" } as never, true)}, ${state}`,
          ),
          write(x, y + 19, figure(c), {
            "font-size": c.d.same ? 12 : 14,
            fill: c.d.same ? "var(--faint)" : "currentColor",
          }),
          bar(context, c, x, y + 26, column - 16, most),
          doubt(context, c)
            ? write(x, y + 45, state, { "font-size": 10.5, fill: "var(--faint)" })
            : null,
        ),
      );
    });
    if (last)
      parts.push(write(width - last + 6, y + 19, inWorlds(line.card), { "font-size": 13 }));
    y += height;
  }
  return sheet(width, y + 4, ...parts);
}

/** On a small screen one reform below the other, a row for each outcome. */
function tall(context: Context, lines: Line[], width: number, most: number) {
  const parts: (SVGElement | null)[] = [];
  const names = lines.flatMap((l) => l.cells.map((c) => HEADS[c.name] ?? c.name)),
    left = Math.min(width * 0.45, 10 + Math.max(0, ...names.map((n) => measure(n, 12))));
  const figures = lines.flatMap((l) => l.cells.map((c) => measure(figure(c), 13))),
    mid = 10 + Math.max(measure(SAME), ...figures),
    aside = 8 + measure(UNSURE, 11);
  let y = 4;
  for (const line of lines) {
    const label = wrap(line.title, width - 4, 14, true);
    parts.push(
      draw("line", { x1: 0, x2: width, y1: y, y2: y, stroke: "var(--rule)" }),
      writeLines(0, y + 20, label, { "font-size": 14, "font-weight": "bold" }),
    );
    y += 26 + label.length * 16.8;
    for (const c of line.cells) {
      const x = left + mid;
      parts.push(
        ...wrap(HEADS[c.name] ?? c.name, left - 6, 12).map((t, i) =>
          write(0, y + i * 14, t, { fill: "var(--faint)" }),
        ),
        write(left, y, figure(c), {
          "font-size": c.d.same ? 12 : 13,
          fill: c.d.same ? "var(--faint)" : "currentColor",
        }),
        bar(context, c, x, y - 8, width - x - 4 - aside, most),
        doubt(context, c)
          ? write(width - 2, y, UNSURE, {
              "text-anchor": "end",
              "font-size": 11,
              fill: "var(--faint)",
            })
          : null,
      );
      y += 6 + wrap(HEADS[c.name] ?? c.name, left - 6, 12).length * 15;
    }
    if (inWorlds(line.card)) {
      parts.push(
        write(0, y, `same direction in ${inWorlds(line.card)} sets of assumptions`, {
          fill: "var(--faint)",
        }),
      );
      y += 20;
    }
    y += 4;
  }
  return sheet(width, y, ...parts);
}

export function matrix(context: Context): Picture {
  const { lines, names } = gather(context),
    { results } = context;
  const most = Math.max(
    1e-9,
    ...lines.flatMap((l) => l.cells.map((c) => Math.abs(c.d.median))),
  );
  const sure = lines
      .flatMap((l) => l.cells)
      .filter((c) => stateOf(context, c.d) === SURE).length,
    all = lines.reduce((n, l) => n + l.cells.length, 0);
  const starred = lines.some((l) => l.cells.some((c) => c.many));
  return {
    id: "matrix",
    question: "What does each reform do to each outcome?",
    title: "Side by side: what each reform does to each outcome",
    under: `Difference from the baseline, persons, of all who set out in ${results.periodLabel(0)}. Bars: the number printed, all on one scale; solid ones are sure, hollow ones are not.${starred ? " * Also, or only, because more or fewer people come so far. A claim is judged by the rate among them, which may not be sure where the number is." : ""}`,
    finding: !lines.length
      ? "There is no reform in these results."
      : context.raw.tooFew
        ? `${context.raw.tooFew[0].toUpperCase()}${context.raw.tooFew.slice(1)} for any verdict.`
        : `${number(sure)} of ${number(all)} differences are sure: their whole range lies on one side of zero.`,
    notes: [
      `Number: median of the paired difference, in persons, of all who set out in ${results.periodLabel(0)}. Length of the bar: that number, on one scale throughout; the table also has it per 1,000 people whose case ends differently. Colour: worse (orange) or better (blue) for the people concerned. Solid: sure; with 20 draws or more, the whole range of 90 in 100 histories lies on one side of zero. Hollow and dashed: not sure.`,
      lines.some((l) => inWorlds(l.card))
        ? "Sets of assumptions: in how many of those tested the outcome that the card tells moves in the same direction."
        : "",
      context.runs(),
      context.source(),
    ],
    draw: (width) =>
      !lines.length
        ? []
        : [
            width < NARROW + 100
              ? tall(context, lines, width, most)
              : broad(context, lines, names, width, most),
          ],
    table: {
      columns: [
        { name: "reform" },
        { name: "outcome" },
        ...["difference, median", "from (5%)", "to (95%)"].map((name) => ({
          name,
          show: (x: unknown) => number(x as number, true),
        })),
        {
          name: "per 1,000 whose case ends differently",
          show: (x: unknown) => number(x as number, true),
        },
        { name: "sure" },
      ],
      grouped: true,
      rows: lines.flatMap((l) =>
        l.cells.map((c) => [
          l.title,
          results.raw.outcomes[results.outcomeAt.get(c.name)!].label,
          c.d.median,
          c.d.low,
          c.d.high,
          c.per,
          stateOf(context, c.d),
        ]),
      ),
    },
  };
}
