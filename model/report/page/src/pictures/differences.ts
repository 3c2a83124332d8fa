// SPDX-License-Identifier: GPL-3.0-or-later
// One outcome under all reforms: paired differences against the baseline, as dots.
import * as Plot from "@observablehq/plot";
import type { Diff } from "../data";
import { Context } from "../context";
import type { Picture } from "../figure";
import { frame, measure, rowsOf, sides } from "../labels";
import { reading } from "../reading";
import {
  asPercent,
  brief,
  capital,
  MEDIANS,
  most,
  PERCENT,
  percentOf,
  inDraws,
  unitOf,
  value,
} from "../words";

interface Row {
  scenario: number;
  title: string;
  d: Diff;
  base: number | null;
  period: number;
  place: number;
}

function gather(context: Context) {
  const without: string[] = [];
  const rows: Row[] = context.reforms.flatMap((scenario) => {
    const asked = context.ask(context.choice.outcome, scenario);
    without.push(...asked.without);
    const d = asked.cell?.difference;
    const base =
      context.results.cell(context.choice.outcome, {
        scenario: 0,
        population: context.choice.population,
        place: asked.place,
        period: asked.period,
      })?.level.median ?? null;
    return d
      ? [
          {
            scenario,
            title: context.results.title(scenario),
            d,
            base,
            period: asked.period,
            place: asked.place,
          },
        ]
      : [];
  });
  return { rows, without };
}

function findingOf(context: Context, rows: Row[]): string {
  const o = context.outcome,
    { sure, unsure } = most(rows);
  const same = rows.filter((r) => r.d.same).length;
  const range = (r: Row) => `${value(r.d.low, o, true)} to ${value(r.d.high, o, true)}`;
  if (rows.length === 0) return "There is no reform in these results";
  if (context.raw.tooFew)
    return `${capital(o.label)}: ${context.raw.tooFew} to say whether any reform changes it`;
  const larger = unsure
    ? `; the largest figure, ${value(unsure.d.median, o, true)} under \u201c${unsure.title}\u201d, is not sure (range: ${range(unsure)})`
    : "";
  if (!sure)
    return `${capital(o.label)}: ${same === rows.length ? "no reform changes it in any history" : `no reform surely changes it${larger}`}`;
  return `${capital(o.label)}: the largest sure change is ${value(sure.d.median, o, true)}, under \u201c${sure.title}\u201d (range: ${range(sure)})${larger}`;
}

function table(context: Context, rows: Row[]) {
  const o = context.outcome;
  return {
    columns: [
      { name: "reform" },
      { name: "period" },
      { name: "baseline, median", show: (x: unknown) => value(x as number, o) },
      { name: "difference, median", show: (x: unknown) => value(x as number, o, true) },
      PERCENT,
      ...["from (5%)", "25%", "75%", "to (95%)"].map((name) => ({
        name,
        show: (x: unknown) => value(x as number, o, true),
      })),
      { name: "Monte Carlo error", show: (x: unknown) => value(x as number, o) },
      ...["more", "less"].map((name) => ({
        name: `${name}, ${context.units}`,
        show: (x: unknown, row: unknown[]) =>
          context.raw.tooFew ? "too few draws" : inDraws(x as number, row[13] as number),
      })),
      { name: "histories" },
    ],
    rows: rows.map((r) => [
      r.title,
      context.results.periodLabel(r.period),
      r.base,
      r.d.median,
      percentOf(r.d.median, r.base, o),
      r.d.low,
      r.d.quarter,
      r.d.threeQuarters,
      r.d.high,
      r.d.error,
      r.d.more,
      r.d.less,
      r.d.n,
      r.d.of,
    ]),
  };
}

function notes(
  context: Context,
  rows: Row[],
  without: string[],
  first: string,
  more = "",
): string[] {
  const o = context.outcome;
  const error = Math.max(...rows.map((r) => (Number.isFinite(r.d.error) ? r.d.error : 0)), 0);
  return [
    `${first} Each difference is reform minus baseline on the same people with the same luck.${o.worse ? ` More is ${o.worse > 0 ? "worse" : "better"} for people.` : ""} Unit: ${unitOf(o)}; ${context.whom()}, ${context.whereOf(o, rows[0]?.place ?? 0)}, ${(context.choice.period < 0 || without.includes("year")) && !o.cohort ? "the years in which each reform is in force" : context.results.periodLabel(rows[0]?.period ?? 0)}.`,
    more,
    reading(context, context.choice.outcome, context.choice.scenario),
    context.limits(without),
    `${context.runs()} Largest Monte Carlo error of a median here: ${value(error, o)}.`,
    context.source(),
  ];
}

const asShown = (x: number, share: boolean) => (share ? 100 * x : x);

export function differences(context: Context): Picture {
  const { rows, without } = gather(context);
  const o = context.outcome,
    share = o.unit === "share";
  const v = (x: number) => asShown(x, share);
  return {
    id: "differences",
    question: "What does each reform do to this outcome?",
    title: `${capital(brief(o.label) || "the outcome chosen")}: what each reform changes`,
    under: `Difference from the baseline, ${unitOf(o)}; ${context.whom()}, ${context.whereOf(o, rows[0]?.place ?? 0)}. ${Context.range}`,
    finding: findingOf(context, rows),
    notes: notes(
      context,
      rows,
      without,
      `${Context.range}${share ? "" : " At the right: the median in per cent of the baseline\u2019s median where that is 10 or more."}`,
      MEDIANS,
    ),
    draw: (width) => {
      if (rows.length === 0) return [];
      const layout = rowsOf(rows, (r) => r.title, { width });
      const marks = layout.rows.map((r) => ({
        ...r.item,
        at: r.at,
        percent: asPercent(percentOf(r.item.d.median, r.item.base, o)),
      }));
      const marginRight = 28 + Math.max(0, ...marks.map((m) => measure(m.percent)));
      return [
        Plot.plot({
          width,
          marginRight,
          ...frame(layout, 8, 44),
          style: { fontSize: "12px" },
          x: {
            labelOffset: 38,
            grid: true,
            label: `difference, ${share ? "percentage points" : o.unit} \u2192`,
            ...sides(
              rows.flatMap((r) => [v(r.d.low), v(r.d.high)]),
              width - layout.left - marginRight,
            ),
          },
          marks: [
            Plot.ruleX([0], { stroke: "currentColor" }),
            Plot.text(marks, {
              y: "at",
              text: "percent",
              frameAnchor: "right",
              textAnchor: "end",
              dx: marginRight - 4,
              fill: "currentColor",
            }),
            Plot.ruleY(marks, {
              y: "at",
              x1: (r) => v(r.d.low),
              x2: (r) => v(r.d.high),
              stroke: "var(--mark)",
              strokeWidth: 1.5,
            }),
            Plot.ruleY(marks, {
              y: "at",
              x1: (r) => v(r.d.quarter),
              x2: (r) => v(r.d.threeQuarters),
              stroke: "var(--mark)",
              strokeWidth: 6,
              strokeOpacity: 0.6,
            }),
            Plot.dot(marks, {
              y: "at",
              x: (r) => v(r.d.median),
              r: 5,
              fill: (r) =>
                r.scenario === context.choice.scenario ? "var(--worse)" : "var(--mark)",
              stroke: "var(--paper)",
              symbol: (r: Row) =>
                r.scenario === context.choice.scenario ? "diamond" : "circle",
              title: (r) => `${r.title}: ${value(r.d.median, o, true)}`,
            }),
            ...layout.labels,
          ],
        }),
      ];
    },
    table: table(context, rows),
  };
}
