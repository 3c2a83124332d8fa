// SPDX-License-Identifier: GPL-3.0-or-later
// One outcome under all reforms: paired differences against the baseline, as dots and as ECDF.
import * as Plot from "@observablehq/plot";
import type { Diff } from "../data";
import { Context } from "../context";
import type { Picture } from "../figure";
import { CUT, frame, measure, rowsOf, sides, span, wrap } from "../labels";
import { reading } from "../reading";
import {
  asPercent,
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
    return `${capital(o.label)}: ${context.raw.tooFew} to say whether any reform moves it`;
  const larger = unsure
    ? `; the largest median, ${value(unsure.d.median, o, true)} by \u201c${unsure.title}\u201d, is not sure: its range, ${range(unsure)}, holds zero`
    : "";
  if (!sure)
    return `${capital(o.label)}: ${same === rows.length ? "no reform changes it in any history" : `no reform moves it surely${larger}`}`;
  return `${capital(o.label)}: surely most by \u201c${sure.title}\u201d, ${value(sure.d.median, o, true)} (90 in 100 histories: ${range(sure)})${larger}`;
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
      ...["from (5 %)", "25 %", "75 %", "to (95 %)"].map((name) => ({
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
    question: "How does this outcome move under each reform?",
    finding: findingOf(context, rows),
    notes: notes(
      context,
      rows,
      without,
      `${Context.range}${share ? "" : " At the right: the median in per cent of the baseline\u2019s median, where that is 10 or more."}`,
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

/** In how many draws less, more, unchanged. */
function split(context: Context, { d }: Row): string {
  if (context.raw.tooFew) return `${context.raw.tooFew} to say how often it is more or less`;
  const same = d.of - d.less - d.more;
  return `less in ${d.less}, more in ${d.more}${same ? `, no change in ${same}` : ""} of ${d.of} ${context.units}`;
}

/** The thin lines are told apart by their dashes. */
const DASHES = ["2,3", "7,3", "7,3,2,3", "12,4", "1,1.5", "12,3,2,3,2,3"];
const SVG = "http://www.w3.org/2000/svg";

/** Below the picture: each line and its reform, as wide as need be. */
function named(
  svg: Element,
  items: { title: string; dash: string; chosen: boolean }[],
  width: number,
): void {
  let y = +svg.getAttribute("height")! + 12;
  const put = (tag: string, attributes: Record<string, string | number>, text = "") => {
    const node = document.createElementNS(SVG, tag);
    for (const [k, v] of Object.entries(attributes)) node.setAttribute(k, `${v}`);
    node.textContent = text;
    svg.append(node);
  };
  for (const item of items) {
    put("line", {
      x1: 4,
      x2: 44,
      y1: y - 4,
      y2: y - 4,
      stroke: item.chosen ? "var(--mark)" : "var(--faint)",
      "stroke-width": item.chosen ? 3 : 1.4,
      "stroke-dasharray": item.dash,
    });
    for (const line of wrap(item.title, width - 60)) {
      put("text", { x: 52, y, "text-anchor": "start", fill: "currentColor" }, line);
      y += 16;
    }
  }
  svg.setAttribute("height", `${y}`);
  svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
}

/** So few points that a line between them says more than is known. */
const few = (rows: Row[]) => rows.some((r) => Math.min(r.d.n, r.d.levels.length) <= 25);

export function curves(context: Context): Picture {
  const { rows, without } = gather(context);
  const o = context.outcome,
    share = o.unit === "share";
  const points = rows
    .flatMap((r) =>
      r.d.levels.map((p, i) => ({
        scenario: r.scenario,
        title: r.title,
        p: 100 * p,
        x: asShown(r.d.q[i], share),
      })),
    )
    .filter((p) => Number.isFinite(p.x));
  const chosen = points.filter((p) => p.scenario === context.choice.scenario);
  const one = rows.find((r) => r.scenario === context.choice.scenario),
    others = rows.filter((r) => r !== one);
  const { from, to, cut } = span(
    points.map((p) => p.x),
    rows.map(({ d }) => ({ low: asShown(d.low, share), high: asShown(d.high, share) })),
  );
  const dashOf = (i: number) => DASHES[i % DASHES.length];
  return {
    id: "curves",
    question: "How likely is a change of at most so much?",
    finding: one
      ? `${capital(o.label)}, \u201c${one.title}\u201d: ${split(context, one)}`
      : "There is no reform in these results",
    notes: notes(
      context,
      rows,
      without,
      `Height of the curve: in how many of 100 histories the difference is at most so large (ECDF, from quantiles). Thick: the reform chosen; thin: the others, ${others.length > DASHES.length ? "named in the table" : "named below the picture"}.${few(rows) ? " Dots: the few quantiles that are there." : ""} A step at zero: histories in which nothing changes.${cut ? ` ${CUT}` : ""}`,
    ),
    draw: (width) => {
      if (points.length === 0) return [];
      const svg = Plot.plot({
        width,
        height: 300,
        marginLeft: 46,
        marginRight: 28,
        marginTop: 26,
        marginBottom: 44,
        style: { fontSize: "12px" },
        x: {
          labelOffset: 38,
          grid: true,
          label: `difference, ${share ? "percentage points" : o.unit} \u2192`,
          domain: [Math.min(0, from), Math.max(0, to)],
          ...sides([from, to], width - 74),
        },
        clip: true,
        y: { grid: true, domain: [0, 100], label: "\u2191 histories in 100", ticks: 5 },
        marks: [
          Plot.ruleX([0], { stroke: "currentColor" }),
          ...others.map((r, i) =>
            Plot.line(
              points.filter((p) => p.scenario === r.scenario),
              {
                x: "x",
                y: "p",
                stroke: "var(--faint)",
                strokeWidth: 1.4,
                strokeDasharray: dashOf(i),
                title: "title",
              },
            ),
          ),
          Plot.line(chosen, {
            x: "x",
            y: "p",
            stroke: "var(--mark)",
            strokeWidth: 3,
            title: "title",
          }),
          few(rows)
            ? Plot.dot(points, {
                x: "x",
                y: "p",
                r: (p) => (p.scenario === context.choice.scenario ? 4 : 2.5),
                fill: (p) =>
                  p.scenario === context.choice.scenario ? "var(--mark)" : "var(--faint)",
                stroke: "var(--paper)",
              })
            : null,
        ],
      });
      named(
        svg,
        [
          ...(one ? [{ title: one.title, dash: "none", chosen: true }] : []),
          ...(others.length > DASHES.length
            ? []
            : others.map((r, i) => ({ title: r.title, dash: dashOf(i), chosen: false }))),
        ],
        width,
      );
      return [svg];
    },
    table: {
      columns: [
        { name: "reform" },
        ...[5, 25, 50, 75, 95].map((p) => ({
          name: `${p} %`,
          show: (x: unknown) => value(x as number, o, true),
        })),
      ],
      rows: rows.map((r) => [
        r.title,
        r.d.low,
        r.d.quarter,
        r.d.median,
        r.d.threeQuarters,
        r.d.high,
      ]),
    },
  };
}
