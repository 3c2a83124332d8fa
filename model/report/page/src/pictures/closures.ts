// SPDX-License-Identifier: GPL-3.0-or-later
// The claims in sixteen readings of the world: in how many each holds, and what it depends on.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { frame, NARROW, rowsOf } from "../labels";
import { count, direction as wayOf } from "../words";
import { said } from "./claims";

const WORLDS = 16,
  GROUP = 4; // worlds of the first two axes stand together
const SIGNS: Record<string, [string, string]> = {
  "+": ["holds", "var(--mark)"],
  "-": ["turns", "var(--worse)"],
  "0": ["unclear", "var(--rule)"],
  "?": ["too few draws", "var(--rule)"],
};
const at = (world: number) => world + 0.6 * Math.floor(world / GROUP);

export function closures(context: Context): Picture {
  const { results, raw } = context,
    { axes, told, draws, table } = raw.closures;
  const rows = told.map(
    ([
      scenario,
      direction,
      metric,
      population,
      place,
      period,
      signs,
      holds,
      turns,
      unclear,
      words,
    ]) => ({
      reform: results.title(scenario),
      what: said(context, { metric, population, place }),
      more: wayOf(raw.outcomes[results.outcomeAt.get(metric) ?? 0], direction > 0),
      years:
        period === "all"
          ? "all who set out"
          : period.replace("..", " to ").replace(/^(\d+) to \1$/, "$1"),
      signs,
      holds,
      turns,
      unclear,
      words,
    }),
  );
  type Line = { head: string; r: (typeof rows)[number] | null };
  const lines: Line[] = [];
  rows.forEach((r, i) => {
    if (i === 0 || rows[i - 1].reform !== r.reform) lines.push({ head: r.reform, r: null });
    lines.push({ head: "", r });
  });
  const everywhere = rows.filter((r) => r.holds === WORLDS).length,
    turning = rows.filter((r) => r.turns > 0).length,
    few = rows.some((r) => r.signs.includes("?"));
  const readings = (world: number) => axes.map((a, i) => a[4 + ((world >> i) & 1)]).join("; ");
  return {
    id: "closures",
    question: "Do the claims hold under other assumptions?",
    finding: few
      ? `Too few draws to say under how many of ${WORLDS} sets of assumptions a claim holds`
      : `${everywhere} of ${count(rows.length, "claim")}, each at its date, ${everywhere === 1 ? "holds" : "hold"} in all ${WORLDS} sets of assumptions; ${turning} ${turning === 1 ? "turns" : "turn"} in at least one`,
    notes: [
      `Each square is a set of assumptions, one answer to each of ${axes.length} questions that no statistic decides: ${axes.map((a) => `${a[4]}, or ${a[5]}`).join("; ")}. Within each group of four the first two answers change, from group to group the last two. The very first square is the standard.`,
      `On the same ${count(draws, "draw")} in every set. + (blue): holds; the median of the paired difference lies on the side claimed, by more than two of its Monte Carlo errors. \u2212 (orange): turns; it lies on the other side by as much. 0: unclear.`,
      "Read at the end of the first year in force and on the last day; fates on the last day only. The choices above do not apply here.",
      table
        ? `These results were run under one set of assumptions: the signs are from the table that comes with asylsim (${table}), for the same scenarios.`
        : "",
      context.source(),
    ],
    draw: (width) => {
      const narrow = width < NARROW;
      const layout = rowsOf(
        lines,
        (l) =>
          l.r
            ? `${l.r.what} (${l.r.more}), ${l.r.years}${narrow ? `: holds in ${l.r.holds} of ${WORLDS}` : ""}`
            : l.head,
        { width, marginRight: narrow ? 0 : 130, bar: 20, share: 0.4, heading: (l) => !l.r },
      );
      const marks = layout.rows.flatMap((l) => (l.item.r ? [{ ...l, ...l.item.r }] : []));
      const cells = marks.flatMap((m) =>
        [...m.signs].map((sign, world) => ({ ...m, sign, world })),
      );
      return [
        Plot.plot({
          width,
          marginRight: narrow ? 16 : 130,
          ...frame(layout, 8, 8),
          style: { fontSize: "12px" },
          x: { domain: [0, at(WORLDS - 1) + 1], axis: null },
          marks: [
            Plot.rect(cells, {
              x1: (c) => at(c.world),
              x2: (c) => at(c.world) + 0.92,
              y1: "y1",
              y2: "y2",
              fill: (c) => SIGNS[c.sign][1],
              title: (c) => `${SIGNS[c.sign][0]} where ${readings(c.world)}`,
            }),
            Plot.text(cells, {
              x: (c) => at(c.world) + 0.46,
              y: "at",
              text: (c) => (c.sign === "-" ? "\u2212" : c.sign),
              fill: (c) => (c.sign === "+" || c.sign === "-" ? "var(--paper)" : "currentColor"),
            }),
            ...layout.labels,
            Plot.text(narrow ? [] : marks, {
              x: at(WORLDS - 1) + 1,
              y: "at",
              text: (m) => `holds in ${m.holds} of ${WORLDS}`,
              textAnchor: "start",
              dx: 6,
              fill: "currentColor",
              clip: false,
            }),
          ],
        }),
      ];
    },
    table: {
      columns: [
        { name: "reform" },
        { name: "outcome claimed" },
        { name: "claimed to be" },
        { name: "period" },
        { name: "holds, of 16" },
        { name: "turns" },
        { name: "unclear" },
        { name: "in words", wide: true },
        { name: "sign for each set of assumptions" },
      ],
      grouped: true,
      rows: rows.map((r) => [
        r.reform,
        r.what,
        r.more,
        r.years,
        r.holds,
        r.turns,
        r.unclear,
        r.words,
        r.signs,
      ]),
    },
  };
}
