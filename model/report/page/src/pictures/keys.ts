// SPDX-License-Identifier: GPL-3.0-or-later
// All that one reform moves: how often for the worse, how often for the better.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { frame, rowsOf } from "../labels";
import { count, inHundred, value } from "../words";

const SURE = 0.95, MOST = 26;

export function keys(context: Context): Picture {
  const { results, raw, choice } = context;
  const s = choice.scenario;
  const without: string[] = [], elsewhere: string[] = [];
  const all = raw.outcomes.flatMap((o, i) => {
    if (!results.fits(o, choice.place)) return []; // counted elsewhere
    const asked = context.ask(i, s);
    if (!asked.cell?.difference) return [];
    without.push(...asked.without);
    if (asked.without.includes("place")) elsewhere.push(o.label);
    const { level, difference: d } = asked.cell;
    const base = results.cell(i, { scenario: 0, population: choice.population, place: asked.without.includes("place") ? 0 : choice.place, period: asked.period });
    const worse = o.worse > 0 ? d.more : o.worse < 0 ? d.less : null;
    const better = o.worse > 0 ? d.less : o.worse < 0 ? d.more : null;
    return [{ o, i, level, d, base: base?.level ?? null, worse, better, period: asked.period, moves: Math.max(d.more, d.less) }];
  });
  const moved = all.filter((r) => !r.d.same);
  const sureWorse = moved.filter((r) => r.worse !== null && r.worse >= SURE);
  const sureBetter = moved.filter((r) => r.better !== null && r.better >= SURE);
  const order = [...moved].sort((a, b) =>
    (b.o.worse !== 0 ? 1 : 0) - (a.o.worse !== 0 ? 1 : 0) || b.moves - a.moves || Math.abs(b.d.median) - Math.abs(a.d.median));
  const harm = order.filter((r) => r.o.worse !== 0).slice(0, MOST);
  const finding = s === 0 ? "There is no reform in these results"
    : moved.length === 0 ? `${results.title(s)}: nothing changes for ${context.whom()}`
    : `${results.title(s)}: surely worse in ${count(sureWorse.length, "outcome")}, surely better in ${sureBetter.length}, of ${all.filter((r) => r.o.worse !== 0).length} that are good or bad for people`;
  return {
    id: "keys",
    question: "What does this reform change, and for the worse or the better?",
    finding,
    notes: [
      `For ${context.whom()}, ${choice.place ? `${results.placeLabel(choice.place)} (of outcomes between two states: those it sends; outcomes counted elsewhere are left out)` : "all places"}, ${context.when(s)}; fates: all who set out. Surely: in at least 95 of 100 histories. Left of the line: histories in which people fare worse; right: better. Not drawn: histories without a difference, outcomes that are neither good nor bad (in the table) and ${count(all.length - moved.length, "outcome")} that no history changes.`,
      elsewhere.length ? `For all places, since they are not kept for this choice of place and group or period: ${elsewhere.join("; ")}.` : "",
      context.limits(without.filter((w) => w !== "place")), context.runs(), context.source(),
    ],
    draw: (width) => {
      if (harm.length === 0) return [];
      const layout = rowsOf(harm, (r) => r.o.label, { width, bar: 14 });
      const marks = layout.rows.map((r) => ({ ...r.item, y1: r.y1, y2: r.y2 }));
      return [Plot.plot({
      width, marginRight: 16, ...frame(layout, 8, 44), style: { fontSize: "12px" },
      x: { labelOffset: 38, domain: [-100, 100], label: "\u2190 worse  |  histories in 100  |  better \u2192", labelAnchor: "center", grid: true, ticks: 5, tickFormat: (d: number) => `${Math.abs(d)}` },
      marks: [
        Plot.rect(marks, { x1: (r) => -100 * (r.worse ?? 0), x2: 0, y1: "y1", y2: "y2", fill: "var(--worse)", title: (r) => `${r.o.label}: ${value(r.d.median, r.o, true)}` }),
        Plot.rect(marks, { x1: 0, x2: (r) => 100 * (r.better ?? 0), y1: "y1", y2: "y2", fill: "var(--better)", title: (r) => `${r.o.label}: ${value(r.d.median, r.o, true)}` }),
        Plot.ruleX([0], { stroke: "currentColor" }),
        ...layout.labels,
      ],
    })];
    },
    open: true,
    table: {
      columns: [
        { name: "outcome" },
        ...["baseline, median", "with the reform, median"].map((name) => ({ name, show: (x: unknown, row: unknown[]) => value(x as number, raw.outcomes[row[10] as number]) })),
        ...["difference, median", "from (5 %)", "to (95 %)", "Monte Carlo error"].map((name) => ({ name, show: (x: unknown, row: unknown[]) => value(x as number, raw.outcomes[row[10] as number], name !== "Monte Carlo error") })),
        { name: "worse for people, share of histories", show: (x) => x === null ? "neither" : `${inHundred(x as number)} in 100` },
        { name: "unit" },
      ],
      rows: order.map((r) => [r.o.label, r.base?.median ?? null, r.level.median, r.d.median, r.d.low, r.d.high, r.d.error, r.worse, r.o.unit, r.o.name, r.i]),
    },
  };
}
