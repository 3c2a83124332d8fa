// SPDX-License-Identifier: GPL-3.0-or-later
// All that one reform moves: how often for the worse, how often for the better.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Outcome } from "../data";
import type { Picture } from "../figure";
import { frame, measure, NARROW, rowsOf } from "../labels";
import { isExposure, reading, starred } from "../reading";
import { count, inDraws, MEDIANS, ofBase, PERCENT, percentOf, value } from "../words";

/** Drawn: all fates that move, and others up to so many; named in the title: the largest fates. */
const MOST = 26,
  NAMED = 4;

export function keys(context: Context): Picture {
  const { results, raw, choice } = context;
  const s = choice.scenario;
  const without: string[] = [],
    elsewhere: string[] = [];
  const all = raw.outcomes.flatMap((o, i) => {
    if (!results.fits(o, choice.place)) return []; // counted elsewhere
    const asked = context.ask(i, s);
    if (!asked.cell?.difference) return [];
    without.push(...asked.without);
    if (asked.without.includes("place")) elsewhere.push(o.label);
    const { level, difference: d } = asked.cell;
    const base = results.cell(i, {
      scenario: 0,
      population: choice.population,
      place: asked.without.includes("place") ? 0 : choice.place,
      period: asked.period,
    });
    const worse = o.worse > 0 ? d.more : o.worse < 0 ? d.less : null;
    const better = o.worse > 0 ? d.less : o.worse < 0 ? d.more : null;
    return [
      {
        o,
        i,
        level,
        d,
        base: base?.level ?? null,
        worse,
        better,
        period: asked.period,
        moves: Math.max(d.more, d.less) / (d.of || 1),
      },
    ];
  });
  const moved = all.filter((r) => !r.d.same);
  // fates first, for they do not overlap: each person has one; then their sums
  const isFate = new Set(raw.fates.map((f) => `fate_${f[1]}`)),
    rank = (o: Outcome) => (isFate.has(o.name) ? 2 : o.cohort ? 1 : 0);
  const order = [...moved].sort(
    (a, b) =>
      rank(b.o) - rank(a.o) ||
      (b.o.worse !== 0 ? 1 : 0) - (a.o.worse !== 0 ? 1 : 0) ||
      b.moves - a.moves ||
      Math.abs(b.d.median) - Math.abs(a.d.median),
  );
  const drawable = order.filter((r) => r.o.worse !== 0);
  const harm = drawable.filter((r, i) => isFate.has(r.o.name) || i < MOST);
  const sure = moved
    .filter((r) => isFate.has(r.o.name) && r.d.sure !== 0)
    .sort((a, b) => Math.abs(b.d.median) - Math.abs(a.d.median));
  const said = (r: (typeof all)[number]) =>
    `\u201c${r.o.label}\u201d ${ofBase(r.d.median, r.base?.median, r.o)}`;
  const finding =
    s === 0
      ? "There is no reform in these results"
      : raw.tooFew
        ? `${results.title(s)}: ${raw.tooFew} to say what it changes`
        : moved.length === 0
          ? `${results.title(s)}: nothing changes for ${context.whom()}`
          : `${results.title(s)}: ${
              sure.length
                ? `surely changed in how people\u2019s cases end: ${sure.slice(0, NAMED).map(said).join(", ")}${sure.length > NAMED ? ` and ${count(sure.length - NAMED, "other fate")}` : ""}`
                : "no change in how people\u2019s cases end is sure"
            }`;
  const of = (row: unknown[]) => raw.outcomes[row[11] as number];
  /** Where an outcome is not defined in every draw, as if it were. */
  const often = (n: number | null, d: { of: number }) =>
    ((n ?? 0) * context.allDraws) / (d.of || 1);
  const labelOf = (r: (typeof all)[number]) =>
    `${r.o.label}${isExposure(context, r.i, s) ? " *" : ""}`;
  return {
    id: "keys",
    question: "What does this reform change, for better or worse?",
    finding,
    notes: [
      `For ${context.whom()}, ${choice.place ? `${results.placeLabel(choice.place)} (of outcomes between two states: those it sends; outcomes counted elsewhere are left out)` : "all places"}, ${context.when(s)}; fates: all who set out. Surely: zero lies outside the range of 90 in 100 histories. Left of the line: ${context.units} in which people fare worse; right: better. At the right: the median difference, and the baseline\u2019s median. ${harm.length} of ${drawable.length} outcomes are drawn, fates first; the table has all, including those neither good nor bad. Not drawn: ${context.units} without a difference; ${count(all.length - moved.length, "outcome")} that no history changes ${all.length - moved.length === 1 ? "is" : "are"} left out.`,
      moved.length
        ? "The bars must not be counted as votes: outcomes overlap, and fewer decisions also mean fewer refusals. Only fates do not overlap, because each person has exactly one."
        : "",
      starred(
        context,
        harm.map((r) => r.i),
        s,
      ),
      moved.length ? MEDIANS : "",
      elsewhere.length
        ? `Shown for all places, because the page does not keep them for this choice: ${elsewhere.join("; ")}.`
        : "",
      context.limits(without.filter((w) => w !== "place")),
      context.runs(),
      context.source(),
    ],
    draw: (width) => {
      if (harm.length === 0 || raw.tooFew) return [];
      const narrow = width < NARROW,
        figure = (r: (typeof all)[number]) => ofBase(r.d.median, r.base?.median, r.o);
      const marginRight = narrow ? 16 : 16 + Math.max(...harm.map((r) => measure(figure(r))));
      const layout = rowsOf(
        harm,
        (r) => (narrow ? `${labelOf(r)}: ${figure(r)}` : labelOf(r)),
        { width, bar: 14 },
      );
      const marks = layout.rows.map((r) => ({ ...r.item, y1: r.y1, y2: r.y2 }));
      return [
        Plot.plot({
          width,
          marginRight,
          ...frame(layout, 8, 44),
          style: { fontSize: "12px" },
          x: {
            labelOffset: 38,
            domain: [-context.allDraws, context.allDraws],
            label: `\u2190 worse  |  ${context.mixed ? `per cent of ${context.units}` : `${context.units}, of ${raw.counted}`}  |  better \u2192`,
            labelAnchor: "center",
            grid: true,
            ticks: 5,
            tickFormat: (d: number) => `${Math.abs(d)}`,
          },
          marks: [
            Plot.rect(marks, {
              x1: (r) => -often(r.worse, r.d),
              x2: 0,
              y1: "y1",
              y2: "y2",
              fill: "var(--worse)",
              title: (r) => `${r.o.label}: ${value(r.d.median, r.o, true)}`,
            }),
            Plot.rect(marks, {
              x1: 0,
              x2: (r) => often(r.better, r.d),
              y1: "y1",
              y2: "y2",
              fill: "var(--better)",
              title: (r) => `${r.o.label}: ${value(r.d.median, r.o, true)}`,
            }),
            Plot.ruleX([0], { stroke: "currentColor" }),
            Plot.text(narrow ? [] : layout.rows, {
              x: raw.counted,
              y: "at",
              text: (r) => figure(r.item),
              textAnchor: "start",
              dx: 8,
              fill: "currentColor",
            }),
            ...layout.labels,
          ],
        }),
      ];
    },
    open: true,
    table: {
      columns: [
        { name: "outcome" },
        { name: "difference, median", show: (x, row) => value(x as number, of(row), true) },
        ...["from (5%)", "to (95%)"].map((name) => ({
          name,
          show: (x: unknown, row: unknown[]) => value(x as number, of(row), true),
        })),
        PERCENT,
        ...["baseline, median", "with the reform, median", "Monte Carlo error"].map((name) => ({
          name,
          show: (x: unknown, row: unknown[]) => value(x as number, of(row)),
        })),
        {
          name: `worse for people, ${context.units}`,
          show: (x, row) =>
            x === null
              ? "neither"
              : raw.tooFew
                ? "too few draws"
                : inDraws(x as number, row[12] as number),
        },
        { name: "unit" },
        { name: "how to read it", wide: true },
      ],
      rows: order.map((r) => [
        r.o.label,
        r.d.median,
        r.d.low,
        r.d.high,
        percentOf(r.d.median, r.base?.median, r.o),
        r.base?.median ?? null,
        r.level.median,
        r.d.error,
        r.worse,
        r.o.unit,
        reading(context, r.i, s),
        r.i,
        r.d.of,
      ]),
    },
  };
}
