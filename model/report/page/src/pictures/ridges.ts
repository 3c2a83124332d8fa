// SPDX-License-Identifier: GPL-3.0-or-later
// Distributions of one outcome, a ridge for each scenario.
import * as Plot from "@observablehq/plot";
import type { Dist } from "../data";
import { Context } from "../context";
import type { Picture } from "../figure";
import { CUT, frame, rowsOf, span, ticks } from "../labels";
import { capital, unitOf, value } from "../words";

/** Pixels that a hill is high. */
const HILL = 32;

function kernel(d: Dist): number {
  const spread = Math.min(
    (d.threeQuarters - d.quarter) / 1.34 || Infinity,
    (d.high - d.low) / 3.29 || Infinity,
  );
  return Number.isFinite(spread) && spread > 0 ? 0.9 * spread * d.q.length ** -0.2 : 0;
}

/** A smooth density from quantiles: a kernel on each of them, Silverman's width. */
function density(d: Dist, from: number, to: number): { x: number; y: number }[] {
  const inner = d.q,
    width = kernel(d) ? Math.max(kernel(d), (to - from) / 200) : (to - from) / 120;
  return Array.from({ length: 121 }, (_, i) => {
    const x = from + ((to - from) * i) / 120;
    return {
      x,
      y:
        inner.reduce((sum, q) => sum + Math.exp(-0.5 * ((x - q) / width) ** 2), 0) /
        (width * inner.length),
    };
  });
}

export function ridges(context: Context): Picture {
  const { results, raw, choice } = context;
  const o = context.outcome,
    share = o.unit === "share",
    k = share ? 100 : 1;
  const without: string[] = [];
  const period = Math.max(0, choice.period); // one for all, else they would not compare
  const ask = (scenario: number, of = period) =>
    results.nearest(o, {
      scenario,
      population: choice.population,
      place: choice.place,
      period: of,
    });
  // Of many reforms a group is kept in the years in force only; the baseline then as for the reform chosen.
  const own = context.reforms.some((s) => ask(s).without.includes("year"));
  const rows = raw.scenarios
    .map((_, scenario) => {
      const { view, without: less } = ask(
        scenario,
        own && scenario === 0 && !o.cohort ? raw.inForce[choice.scenario] : period,
      );
      without.push(...less);
      return {
        scenario,
        title: scenario ? results.title(scenario) : "Baseline: the rules as they were",
        place: view.place,
        d: results.cell(choice.outcome, view)?.level,
      };
    })
    .filter(
      (r): r is { scenario: number; title: string; place: number; d: Dist } =>
        !!r.d && Number.isFinite(r.d.median),
    );
  const all = rows.flatMap((r) => r.d.q.filter(Number.isFinite)).map((x) => x * k);
  // nobody counts fewer than none, and no share is over the whole
  const {
    from: lowest,
    to: highest,
    cut,
  } = span(
    all,
    rows.map(({ d }) => ({ low: d.low * k, high: d.high * k })),
  );
  const pad = Math.max((highest - lowest) * 0.05 || 1, ...rows.map((r) => 3 * k * kernel(r.d))); // a hill ends on the ground
  const from = lowest >= 0 ? Math.max(0, lowest - pad) : lowest - pad,
    to = share && highest <= 100 ? Math.min(100, highest + pad) : highest + pad;
  const base = rows.find((r) => r.scenario === 0);
  const hills = new Map(
    rows
      .filter((r) => r.d.q[0] !== r.d.q[r.d.q.length - 1])
      .map(
        (
          r, // the same in every history: no hill
        ) => [
          r.scenario,
          density(
            {
              ...r.d,
              q: r.d.q.map((x) => x * k),
              quarter: r.d.quarter * k,
              threeQuarters: r.d.threeQuarters * k,
              low: r.d.low * k,
              high: r.d.high * k,
            },
            from,
            to,
          ),
        ],
      ),
  );
  const top = Math.max(...[...hills.values()].flat().map((p) => p.y), Number.MIN_VALUE); // one scale of heights
  const shapesOf = (layout: ReturnType<typeof rowsOf<(typeof rows)[number]>>) =>
    layout.rows.flatMap(({ item: r, at }) =>
      (hills.get(r.scenario) ?? []).map((p) => ({
        scenario: r.scenario,
        x: p.x,
        y1: at + 12,
        y2: at + 12 - (HILL * p.y) / top,
      })),
    );
  return {
    id: "ridges",
    question: "How far may this outcome lie from its median, under each scenario?",
    finding: base
      ? `${capital(o.label)}: ${value(base.d.median, o)} under the baseline${own && !o.cohort ? `, ${results.periodLabel(raw.inForce[choice.scenario])}` : ""}, and between ${value(base.d.low, o)} and ${value(base.d.high, o)} in 90 of 100 histories`
      : `${capital(o.label)}: nobody is counted here`,
    notes: [
      `${Context.range} The hills are densities smoothed from quantiles, on one scale: a higher hill is a narrower one, for all hold the same number of histories; none where all histories are equal. Unit: ${unitOf(o)}; ${context.whom()}, ${context.whereOf(o, rows[0]?.place ?? 0)}, ${!own ? `${results.periodLabel(period)} for every scenario` : o.cohort ? results.periodLabel(0) : "each reform in its years in force, the baseline in those of the reform chosen"}.`,
      context.limits(without),
      cut ? CUT : "",
      rows.some((r) => !Number.isFinite(r.d.quarter))
        ? "The range of 50 in 100 is not kept for this choice."
        : "",
      `${context.runs()} ${base ? context.monteCarlo(base.d.error, o) : ""}`,
      context.source(),
    ],
    draw: (width) => {
      if (rows.length === 0) return [];
      const layout = rowsOf(rows, (r) => r.title, { width, bar: HILL + 6 }),
        shapes = shapesOf(layout);
      const marks = layout.rows.map((r) => ({ ...r.item, at: r.at + 16 }));
      return [
        Plot.plot({
          width,
          marginRight: 28,
          ...frame(layout, 6, 48),
          insetLeft: Math.max(0, 26 - layout.left), // half of a number's width
          style: { fontSize: "12px" },
          x: {
            labelOffset: 40,
            grid: true,
            domain: [from, to],
            label: `${share ? "per cent" : o.unit} \u2192`,
            ticks: ticks(width - layout.left),
          },
          marks: [
            Plot.areaY(shapes, {
              x: "x",
              y1: "y1",
              y2: "y2",
              z: "scenario",
              fill: "var(--soft)",
              fillOpacity: 0.55,
            }),
            Plot.ruleY(marks, {
              y: "at",
              x1: (r) => r.d.low * k,
              x2: (r) => r.d.high * k,
              stroke: "var(--mark)",
              strokeWidth: 1.5,
            }),
            Plot.ruleY(marks, {
              y: "at",
              x1: (r) => r.d.quarter * k,
              x2: (r) => r.d.threeQuarters * k,
              stroke: "var(--mark)",
              strokeWidth: 6,
              strokeOpacity: 0.6,
            }),
            Plot.dot(marks, {
              y: "at",
              x: (r) => r.d.median * k,
              r: 4.5,
              fill: "var(--mark)",
              stroke: "var(--paper)",
              title: (r) => `${r.title}: ${value(r.d.median, o)}`,
            }),
            ...layout.labels,
          ],
        }),
      ];
    },
    table: {
      columns: [
        { name: "scenario" },
        ...["median", "5 %", "25 %", "75 %", "95 %", "Monte Carlo error"].map((name) => ({
          name,
          show: (x: unknown) => value(x as number, o),
        })),
        { name: "histories" },
      ],
      rows: rows.map((r) => [
        r.title,
        r.d.median,
        r.d.low,
        r.d.quarter,
        r.d.threeQuarters,
        r.d.high,
        r.d.error,
        r.d.n,
      ]),
    },
  };
}
