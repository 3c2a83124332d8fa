// SPDX-License-Identifier: GPL-3.0-or-later
// One outcome under all reforms: paired differences against the baseline, as dots and as ECDF.
import * as Plot from "@observablehq/plot";
import type { Diff } from "../data";
import { Context } from "../context";
import type { Picture } from "../figure";
import { frame, rowsOf, ticks } from "../labels";
import { capital, inHundred, unitOf, value } from "../words";

interface Row { scenario: number; title: string; d: Diff; period: number; place: number }

function gather(context: Context) {
  const without: string[] = [];
  const rows: Row[] = context.reforms.flatMap((scenario) => {
    const asked = context.ask(context.choice.outcome, scenario);
    without.push(...asked.without);
    const d = asked.cell?.difference;
    return d ? [{ scenario, title: context.results.title(scenario), d, period: asked.period, place: asked.place }] : [];
  });
  return { rows, without };
}

function largest(rows: Row[]): Row | undefined {
  return rows.filter((r) => Number.isFinite(r.d.median) && (r.d.low > 0 || r.d.high < 0))
    .sort((a, b) => Math.abs(b.d.median) - Math.abs(a.d.median))[0];
}

function findingOf(context: Context, rows: Row[]): string {
  const o = context.outcome, top = largest(rows);
  const same = rows.filter((r) => r.d.same).length;
  if (rows.length === 0) return "There is no reform in these results";
  if (!top) return `${capital(o.label)}: ${same === rows.length ? "no reform changes it in any history" : "no reform moves it surely; zero lies inside every range"}`;
  return `${capital(o.label)}: most by \u201c${top.title}\u201d, ${value(top.d.median, o, true)} (90 in 100 histories: ${value(top.d.low, o, true)} to ${value(top.d.high, o, true)})`;
}

function table(context: Context, rows: Row[]) {
  const o = context.outcome;
  return {
    columns: [
      { name: "reform" }, { name: "period" },
      ...["difference, median", "from (5 %)", "25 %", "75 %", "to (95 %)"].map((name) => ({ name, show: (x: unknown) => value(x as number, o, true) })),
      { name: "Monte Carlo error", show: (x: unknown) => value(x as number, o) },
      { name: "more, share of histories", show: (x: unknown) => `${inHundred(x as number)} in 100` },
      { name: "less, share of histories", show: (x: unknown) => `${inHundred(x as number)} in 100` },
      { name: "histories" },
    ],
    rows: rows.map((r) => [r.title, context.results.periodLabel(r.period), r.d.median, r.d.low, r.d.quarter, r.d.threeQuarters, r.d.high, r.d.error, r.d.more, r.d.less, r.d.n]),
  };
}

function notes(context: Context, rows: Row[], without: string[], first: string): string[] {
  const o = context.outcome;
  const error = Math.max(...rows.map((r) => (Number.isFinite(r.d.error) ? r.d.error : 0)), 0);
  return [
    `${first} Each difference is reform minus baseline on the same people with the same luck. Unit: ${unitOf(o)}; ${context.whom()}, ${context.whereOf(o, rows[0]?.place ?? 0)}, ${context.choice.period < 0 && !o.cohort ? "the years in which each reform is in force" : context.when(0, o)}.`,
    context.limits(without),
    `${context.runs()} Largest Monte Carlo error of a median here: ${value(error, o)}.`, context.source(),
  ];
}

const asShown = (x: number, share: boolean) => (share ? 100 * x : x);

export function differences(context: Context): Picture {
  const { rows, without } = gather(context);
  const o = context.outcome, share = o.unit === "share";
  const v = (x: number) => asShown(x, share);
  return {
    id: "differences",
    question: "How does this outcome move under each reform?",
    finding: findingOf(context, rows),
    notes: notes(context, rows, without, Context.range),
    draw: (width) => {
      if (rows.length === 0) return [];
      const layout = rowsOf(rows, (r) => r.title, { width });
      const marks = layout.rows.map((r) => ({ ...r.item, at: r.at }));
      return [Plot.plot({
      width, marginRight: 28, ...frame(layout, 8, 44), style: { fontSize: "12px" },
      x: { labelOffset: 38, grid: true, label: `difference, ${share ? "percentage points" : o.unit} \u2192`, ticks: ticks(width - layout.left) },
      marks: [
        Plot.ruleX([0], { stroke: "currentColor" }),
        Plot.ruleY(marks, { y: "at", x1: (r) => v(r.d.low), x2: (r) => v(r.d.high), stroke: "var(--mark)", strokeWidth: 1.5 }),
        Plot.ruleY(marks, { y: "at", x1: (r) => v(r.d.quarter), x2: (r) => v(r.d.threeQuarters), stroke: "var(--mark)", strokeWidth: 6, strokeOpacity: 0.6 }),
        Plot.dot(marks, { y: "at", x: (r) => v(r.d.median), r: 5, fill: (r) => (r.scenario === context.choice.scenario ? "var(--worse)" : "var(--mark)"), stroke: "var(--paper)", symbol: (r: Row) => (r.scenario === context.choice.scenario ? "diamond" : "circle"), title: (r) => `${r.title}: ${value(r.d.median, o, true)}` }),
        ...layout.labels,
      ],
    })];
    },
    table: table(context, rows),
  };
}

export function curves(context: Context): Picture {
  const { rows, without } = gather(context);
  const o = context.outcome, share = o.unit === "share";
  const points = rows.flatMap((r) => r.d.levels.map((p, i) => ({ scenario: r.scenario, title: r.title, p: 100 * p, x: asShown(r.d.q[i], share) })))
    .filter((p) => Number.isFinite(p.x));
  const chosen = points.filter((p) => p.scenario === context.choice.scenario);
  const one = rows.find((r) => r.scenario === context.choice.scenario);
  return {
    id: "curves",
    question: "How likely is a change at least so large?",
    finding: one ? `${capital(o.label)}, \u201c${one.title}\u201d: less in ${inHundred(one.d.less)}, more in ${inHundred(one.d.more)} of 100 histories` : "There is no reform in these results",
    notes: notes(context, rows, without, "Height of the curve: in how many of 100 histories the difference is at most so large (ECDF, from quantiles). Thick: the reform chosen; thin: the others. A step at zero: histories in which nothing changes."),
    draw: (width) => points.length === 0 ? [] : [Plot.plot({
      width, height: 300, marginLeft: 46, marginRight: 28, marginTop: 26, marginBottom: 44, style: { fontSize: "12px" },
      x: { labelOffset: 38, grid: true, label: `difference, ${share ? "percentage points" : o.unit} \u2192`, ticks: ticks(width - 60) },
      y: { grid: true, domain: [0, 100], label: "\u2191 histories in 100", ticks: 5 },
      marks: [
        Plot.ruleX([0], { stroke: "currentColor" }),
        Plot.line(points, { x: "x", y: "p", z: "scenario", stroke: "var(--soft)", strokeWidth: 1.2, title: "title" }),
        Plot.line(chosen, { x: "x", y: "p", stroke: "var(--mark)", strokeWidth: 3, title: "title" }),
      ],
    })],
    table: {
      columns: [{ name: "reform" }, ...[5, 25, 50, 75, 95].map((p) => ({ name: `${p} %`, show: (x: unknown) => value(x as number, o, true) }))],
      rows: rows.map((r) => [r.title, r.d.low, r.d.quarter, r.d.median, r.d.threeQuarters, r.d.high]),
    },
  };
}
