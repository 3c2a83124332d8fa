// SPDX-License-Identifier: GPL-3.0-or-later
// For whom: one outcome under one reform, a row for each group.
import * as Plot from "@observablehq/plot";
import type { Diff, Dist } from "../data";
import { Context } from "../context";
import type { Picture } from "../figure";
import { frame, measure, rowsOf, sides } from "../labels";
import {
  brief,
  capital,
  MEDIANS,
  most,
  PERCENT,
  number,
  percentOf,
  unitOf,
  value,
} from "../words";

interface Row {
  population: number;
  label: string;
  level: Dist;
  base: Dist | null;
  d: Diff;
  out: number; // how many of the group set out in the baseline, all years; median
}

const moves = (r: Row) =>
  Number.isFinite(r.d.median) && (r.d.median !== 0 || r.d.low !== 0 || r.d.high !== 0);

function gather(context: Context) {
  const { results, raw, choice } = context,
    o = context.outcome,
    s = choice.scenario;
  const without: string[] = [];
  let period = context.periodOf(s, o),
    place = choice.place;
  const rows = raw.groups
    .flatMap((g, i): Row[] => {
      const population = i + 1;
      const { view, without: less } = results.nearest(o, {
        scenario: s,
        population,
        place: choice.place,
        period: context.periodOf(s, o),
      });
      without.push(...less);
      ({ period, place } = view);
      const cell = results.cell(choice.outcome, view);
      return cell?.difference
        ? [
            {
              population,
              label: g[1] || g[0],
              level: cell.level,
              base: results.cell(choice.outcome, { ...view, scenario: 0 })?.level ?? null,
              d: cell.difference,
              out:
                results.cell(results.outcomeAt.get("departures") ?? -1, {
                  scenario: 0,
                  population,
                  place: 0,
                  period: 0,
                })?.level.median ?? NaN,
            },
          ]
        : [];
    })
    .sort((a, b) => Math.abs(b.d.median) - Math.abs(a.d.median));
  if (o.unit !== "share")
    rows.sort((a, b) => Math.abs(b.d.median / b.out) - Math.abs(a.d.median / a.out));
  return { rows, without, period, place };
}

function findingOf(context: Context, rows: Row[]): string {
  const o = context.outcome,
    what = `${capital(o.label)}, \u201c${context.results.title(context.choice.scenario)}\u201d`;
  if (!rows.length) return "There is no reform in these results";
  const certain = rows.filter((r) => r.d.sure !== 0),
    more = certain.filter((r) => r.d.sure > 0).length;
  if (context.raw.tooFew)
    return `${what}: ${context.raw.tooFew} to say which groups it changes for`;
  const still = rows.filter((r) => !moves(r)).length,
    { sure, unsure } = most(rows);
  const largest = unsure
    ? `the largest figure, ${value(unsure.d.median, o, true)} for ${unsure.label}, is not sure (range: ${value(unsure.d.low, o, true)} to ${value(unsure.d.high, o, true)})`
    : "";
  if (!sure)
    return `${what}: ${still === rows.length ? "it changes for no group" : `no group\u2019s change is sure${largest ? `; ${largest}` : ""}`}`;
  const ways = [
    more ? `more for ${more}` : "",
    certain.length - more ? `less for ${certain.length - more}` : "",
  ]
    .filter(Boolean)
    .join(", ");
  return `${what}: the largest sure change is ${value(sure.d.median, o, true)}, for ${sure.label} (range: ${value(sure.d.low, o, true)} to ${value(sure.d.high, o, true)}); of ${rows.length} groups, surely ${ways}${still ? `, no change for ${still}` : ""}${largest ? `; ${largest}` : ""}`;
}

export function groups(context: Context): Picture {
  const { results, choice } = context;
  const { rows, without, period, place } = gather(context);
  const o = context.outcome,
    share = o.unit === "share";
  /** Of a count: for 1,000 of the group who set out; a large group has more to move. */
  const v = (x: number, r: Row) => (share ? 100 * x : (1000 * x) / r.out);
  const moved = rows.filter(moves),
    still = rows.filter((r) => !moves(r) && Number.isFinite(r.d.median)),
    none = rows.filter((r) => !Number.isFinite(r.d.median));
  const error = Math.max(0, ...moved.map((r) => (Number.isFinite(r.d.error) ? r.d.error : 0)));
  const percent = (r: Row) => percentOf(r.d.median, r.base?.median, o);
  const is = (r: Row) => r.population === choice.population;
  return {
    id: "groups",
    question: "For whom does this outcome change?",
    title: `For whom: ${brief(o.label) || "the outcome chosen"}`,
    under: `\u201c${results.title(choice.scenario)}\u201d: difference from the baseline, ${share ? "percentage points" : `${o.unit} per 1,000 of the group who set out, and in total at the right`}; ${context.whereOf(o, place)}, ${results.periodLabel(period)}.`,
    finding: findingOf(context, rows),
    notes: [
      still.length ? `Not moved: ${still.map((r) => r.label).join("; ")}.` : "",
      none.length ? `Nobody in the denominator: ${none.map((r) => r.label).join("; ")}.` : "",
      rows.length
        ? `Dot: median of the difference, reform minus baseline, of the same people with the same luck; bar: 90 in 100 histories. Sorted by the size of the median.${share ? "" : ` Per 1,000 of the group who set out in ${results.periodLabel(0)} under the baseline (median), so that large and small groups compare; at the right, the median itself.`} Unit: ${unitOf(o)}; ${context.whereOf(o, place)}, ${results.periodLabel(period)}. All groups are shown, whichever is chosen; a diamond marks the one chosen.`
        : "",
      rows.length ? MEDIANS : "",
      context.limits(without),
      `${context.runs()} Largest Monte Carlo error of a median here: ${value(error, o)}.`,
      context.source(),
    ],
    draw: (width) => {
      if (!moved.length) return [];
      const layout = rowsOf(moved, (r) => r.label, { width });
      const marks = layout.rows.map((r) => ({
        ...r.item,
        at: r.at,
        count: share ? "" : number(r.item.d.median, true),
        r: r.item,
      }));
      const marginRight = 28 + Math.max(0, ...marks.map((m) => measure(m.count)));
      return [
        Plot.plot({
          width,
          marginRight,
          ...frame(layout, 8, 44),
          style: { fontSize: "12px" },
          x: {
            labelOffset: 38,
            grid: true,
            label: share
              ? "difference, percentage points \u2192"
              : "per 1,000 who set out \u2192",
            ...sides(
              moved.flatMap((r) => [v(r.d.low, r), v(r.d.high, r)]),
              width - layout.left - marginRight,
            ),
          },
          marks: [
            Plot.ruleX([0], { stroke: "currentColor" }),
            Plot.text(marks, {
              y: "at",
              text: "count",
              frameAnchor: "right",
              textAnchor: "end",
              dx: marginRight - 4,
              fill: "currentColor",
            }),
            Plot.ruleY(marks, {
              y: "at",
              x1: (m) => v(m.d.low, m.r),
              x2: (m) => v(m.d.high, m.r),
              stroke: "var(--mark)",
              strokeWidth: 2,
            }),
            Plot.dot(marks, {
              y: "at",
              x: (m) => v(m.d.median, m.r),
              r: 4,
              fill: (r) => (is(r) ? "var(--worse)" : "var(--mark)"),
              stroke: "var(--paper)",
              symbol: (r: Row) => (is(r) ? "diamond" : "circle"),
              title: (r) => `${r.label}: ${value(r.d.median, o, true)}`,
            }),
            ...layout.labels,
          ],
        }),
      ];
    },
    table: {
      columns: [
        { name: "group" },
        ...["baseline, median", "with the reform, median"].map((name) => ({
          name,
          show: (x: unknown) => value(x as number, o),
        })),
        { name: "difference, median", show: (x: unknown) => value(x as number, o, true) },
        {
          name: "per 1,000 of the group who set out",
          show: (x: unknown) => (x === null ? "" : number(x as number, true)),
        },
        PERCENT,
        ...["from (5%)", "to (95%)"].map((name) => ({
          name,
          show: (x: unknown) => value(x as number, o, true),
        })),
        { name: "Monte Carlo error", show: (x: unknown) => value(x as number, o) },
        { name: "histories" },
      ],
      rows: rows.map((r) => [
        r.label,
        r.base?.median ?? null,
        r.level.median,
        r.d.median,
        share || !Number.isFinite(v(r.d.median, r)) ? null : v(r.d.median, r),
        percent(r),
        r.d.low,
        r.d.high,
        r.d.error,
        r.d.n,
      ]),
    },
  };
}
