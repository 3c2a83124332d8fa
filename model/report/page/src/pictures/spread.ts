// SPDX-License-Identifier: GPL-3.0-or-later
// What the intervals are made of: chance, and what is not known.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { frame, rowsOf } from "../labels";
import { number } from "../words";

const MOST = 18;

/** Standard error of a share that is a half. With F the ratio of the mean squares between and within samples and k histories a sample, the share is (F - 1) / (F - 1 + k), and the relative variance of F is 2 / (samples - 1) + 2 / (histories - samples). */
function errorAtHalf(samples: number, histories: number): number {
  const k = histories / samples;
  return (
    ((1 + k) / (4 * k)) *
    Math.sqrt(2 / Math.max(samples - 1, 1) + 2 / Math.max(histories - samples, 1))
  );
}

export function spread(context: Context): Picture {
  const { raw, results, choice } = context;
  const s = choice.scenario;
  const rows = raw.spread
    .filter((r) => r[1] === s && raw.outcomes[r[0]].worse !== 0)
    .map(([outcome, , chance, ignorance]) => {
      const all = chance + ignorance;
      return {
        name: raw.outcomes[outcome].name,
        label: raw.outcomes[outcome].label,
        chance: (100 * chance) / all,
        ignorance: (100 * ignorance) / all,
        sd: Math.sqrt(all),
        unit: raw.outcomes[outcome].unit,
      };
    })
    .sort((a, b) => b.ignorance - a.ignorance);
  const split = raw.spread.some(
    (r) => r[0] === choice.outcome && r[1] === s && r.length > 4 + 4,
  );
  const half = [...rows].sort((a, b) => a.ignorance - b.ignorance)[Math.floor(rows.length / 2)];
  const shown =
    rows.length <= MOST ? rows : rows.filter((_, i) => i % Math.ceil(rows.length / MOST) === 0);
  return {
    id: "spread",
    question: "What makes the ranges wide: chance, or what is not known?",
    finding: !rows.length
      ? "These results cannot tell chance from ignorance: that needs two streams of luck and five draws of the uncertain values"
      : `For half of the outcomes, ${number(Math.round(half.ignorance))} per cent or more of the spread comes from what is not known; the rest is chance`,
    notes: [
      `Share of the variance of ${s ? "the paired difference" : "the outcome"} that lies between draws of the uncertain values (left: ignorance) and within them (right: chance, which no research would reduce), by a one-way analysis of variance. ${results.title(s)}; everyone, all places, years in force.${shown.length < rows.length ? ` ${shown.length} of ${rows.length} outcomes; the table has all.` : ""}`,
      `The shares themselves are rough: with ${raw.draws} draws${raw.secondStreams ? `, ${raw.secondStreams} of them with a second stream of luck` : ""}, a share of half may be off by some ${number(Math.round(100 * errorAtHalf(raw.draws, raw.runs)))} points. ${split ? "The next picture shows which of the unknowns matter for the chosen outcome." : raw.draws < raw.sharesFrom ? `Which of the unknowns matter cannot be told from these draws: that needs ${raw.sharesFrom}.` : ""}`,
      "More runs make the medians more precise, but no range narrower. Only research into what is not known can narrow a range, and only its left part.",
      context.runs(),
      context.source(),
    ],
    draw: (width) => {
      if (!rows.length) return [];
      const layout = rowsOf(shown, (r) => r.label, { width, bar: 14 });
      const marks = layout.rows.map((r) => ({ ...r.item, y1: r.y1, y2: r.y2 }));
      return [
        Plot.plot({
          width,
          marginRight: 18,
          ...frame(layout, 26, 44),
          style: { fontSize: "12px" },
          x: {
            labelOffset: 38,
            domain: [0, 100],
            label: "per cent of the variance \u2192",
            grid: true,
            ticks: 5,
          },
          marks: [
            Plot.rect(marks, {
              x1: 0,
              x2: "ignorance",
              y1: "y1",
              y2: "y2",
              fill: "var(--mark)",
            }),
            Plot.rect(marks, {
              x1: "ignorance",
              x2: 100,
              y1: "y1",
              y2: "y2",
              fill: "var(--soft)",
            }),
            Plot.text(["\u25a0"], {
              x: [0],
              frameAnchor: "top",
              textAnchor: "start",
              dy: -14,
              fill: "var(--mark)",
            }),
            Plot.text(["left: not known"], {
              x: [0],
              frameAnchor: "top",
              textAnchor: "start",
              dx: 14,
              dy: -14,
              fill: "currentColor",
            }),
            Plot.text(["\u25a0"], {
              x: [100],
              frameAnchor: "top",
              textAnchor: "end",
              dy: -14,
              fill: "var(--soft)",
            }),
            Plot.text(["right: chance"], {
              x: [100],
              frameAnchor: "top",
              textAnchor: "end",
              dx: -14,
              dy: -14,
              fill: "currentColor",
            }),
            ...layout.labels,
          ],
        }),
      ];
    },
    table: {
      columns: [
        { name: "outcome" },
        { name: "ignorance, per cent", show: (x) => number(x as number) },
        { name: "chance, per cent", show: (x) => number(x as number) },
        {
          name: "standard deviation, all",
          show: (x, row) => number((row[4] === "share" ? 100 : 1) * (x as number)),
        },
        { name: "unit" },
      ],
      rows: rows.map((r) => [r.label, r.ignorance, r.chance, r.sd, r.unit]),
    },
  };
}
