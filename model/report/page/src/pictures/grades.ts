// SPDX-License-Identifier: GPL-3.0-or-later
// Of what is not known, what matters: the variance of the outcome chosen by the grade of the
// values that it goes with, and the strongest values. Rough, with its own error.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { frame, rowsOf, ticks } from "../labels";
import { capital, number } from "../words";

const WHAT = [
  "official statistic or legal text",
  "several independent sources",
  "one report, or derived",
  "assumption",
];
/** Half of a range of 90 in 100, in standard errors. */
const WIDE = 1.645,
  SURE = 0.05,
  ROUGH = 10,
  MOST_ERROR = 30;

interface Share {
  label: string;
  kind: string;
  share: number;
  error: number;
  p: number | null;
}

function whyNot(context: Context): string {
  const { raw } = context;
  if (raw.draws < raw.sharesFrom)
    return `With ${raw.draws} draws of the uncertain values a split by grade would be noise: it needs ${raw.sharesFrom}. To get it: asylsim run --draws ${raw.sharesFrom}, then asylsim report`;
  if (raw.version !== raw.program)
    return "Another version of asylsim made the file, and may have sampled differently: no split by grade";
  if (!raw.factors.length) return "Nothing is uncertain in these scenarios";
  return "This outcome cannot be split by grade: it does not vary, is not defined in every history, or its reform was run on too few draws";
}

export function grades(context: Context): Picture {
  const { raw, results, choice } = context;
  const s = choice.scenario,
    o = context.outcome;
  const row = raw.spread.find((r) => r[0] === choice.outcome && r[1] === s) as
    | [number, number, number, number, ...number[][]]
    | undefined;
  const parts = row ? (row as unknown as number[][]).slice(4) : [];
  const of = (grade: number) => raw.factorGrades.filter((g) => g === grade).length;
  const chance = row ? (100 * row[2]) / (row[2] + row[3]) : NaN;
  const byGrade = parts
    .slice(0, 4)
    .map(
      ([share, error], g): Share => ({
        label: `${"ABCD"[g]}: ${WHAT[g]} (${of(g)} uncertain)`,
        kind: "grade",
        share,
        error,
        p: null,
      }),
    )
    .filter((_, g) => of(g) > 0);
  const strong = parts.slice(5).map(
    ([path, share, error, p]): Share => ({
      label: raw.factors[path],
      kind: "value",
      share,
      error,
      p,
    }),
  );
  const all = parts[4];
  const lines: Share[] = !all
    ? []
    : [
        ...byGrade,
        {
          label: "not attributed: interactions, and effects in both directions",
          kind: "rest",
          share: 100 - chance - all[0],
          error: all[1],
          p: null,
        },
        { label: "chance", kind: "chance", share: chance, error: 0, p: null },
        ...strong.filter((x) => x.p !== null && x.p < SURE),
      ];
  const worst = Math.max(0, ...byGrade.map((g) => g.error)),
    needed = Math.ceil((raw.draws * worst) / ROUGH / 10) * 10;
  const said = byGrade.filter((g) => g.share > 2 * g.error).sort((a, b) => b.share - a.share);
  const sure = strong.filter((x) => x.p !== null && x.p < SURE);
  const per = (x: Share) =>
    `${number(Math.round(x.share))} \u00b1 ${number(Math.round(WIDE * x.error))}`;
  const finding = !all
    ? whyNot(context)
    : `${capital(o.label)}: ${said.length ? `${said.map((g) => `values of grade ${g.label[0]} account for ${per(g)} per cent of its variance`).join(", ")}` : `${raw.draws} draws cannot tell the grades apart`}` +
      `; ${sure.length ? `the strongest value: ${sure[0].label}, ${per(sure[0])} per cent` : "no single value stands out"}`;
  return {
    id: "grades",
    question: "Which of the unknowns matter most?",
    finding,
    notes: [
      all
        ? `Dot: share of the variance of ${s ? "the paired difference" : "the outcome"} between single histories, in per cent; bar: its range of 90 in 100, by a jackknife over the samples. A rough, first-order attribution from the samples of this file alone: the squared rank correlation with each of ${raw.factors.length} sampled values, less what chance would produce; the estimate of a small share may fall below zero. ${worst > ROUGH ? `With ${raw.draws} samples the largest error of a grade is \u00b1${number(Math.round(worst))} points; for \u00b1${ROUGH} some ${number(needed)} samples would be needed (asylsim run --draws ${needed}).${worst > MOST_ERROR ? ` Shares with an error of more than ${MOST_ERROR} points are not drawn; the table has them.` : ""}` : ""}`
        : "",
      all
        ? `A value is named where chance alone would make one of them this strong in fewer than 5 of 100 ensembles; the table has the strongest in any case. A value stated for several dates counts once. Interactions are not found; that would take a Sobol analysis.`
        : "",
      `${results.title(s)}; everyone, all places, ${o.cohort ? "all who set out" : "years in force"}; the choice of group, place and period does not apply.`,
      context.runs(),
      context.source(),
    ],
    draw: (width) => {
      if (!lines.length) return [];
      const drawn = lines.filter((l) => l.error <= MOST_ERROR);
      const items = sure.length
        ? [
            ...drawn.filter((l) => l.kind !== "value"),
            null,
            ...drawn.filter((l) => l.kind === "value"),
          ]
        : drawn;
      const layout = rowsOf(items, (l) => l?.label ?? "Of these, the strongest values", {
        width,
        heading: (l) => l === null,
      });
      const marks = layout.rows.flatMap((r) =>
        r.item
          ? [
              {
                ...r.item,
                at: r.at,
                low: r.item.share - WIDE * r.item.error,
                high: r.item.share + WIDE * r.item.error,
              },
            ]
          : [],
      );
      return [
        Plot.plot({
          width,
          marginRight: 28,
          ...frame(layout, 8, 44),
          style: { fontSize: "12px" },
          x: {
            labelOffset: 38,
            grid: true,
            label: "per cent of the variance \u2192",
            ticks: ticks(width - layout.left),
          },
          marks: [
            Plot.ruleX([0], { stroke: "currentColor" }),
            Plot.ruleY(marks, {
              y: "at",
              x1: "low",
              x2: "high",
              stroke: "var(--mark)",
              strokeWidth: 1.5,
            }),
            Plot.dot(marks, {
              y: "at",
              x: "share",
              r: 5,
              fill: (m) =>
                m.kind === "chance" || m.kind === "rest" ? "var(--paper)" : "var(--mark)",
              stroke: "var(--mark)",
              symbol: (m: Share) =>
                m.kind === "value" ? "diamond" : m.kind === "grade" ? "circle" : "square",
              title: (m) => `${m.label}: ${per(m)} per cent`,
            }),
            ...layout.labels,
          ],
        }),
      ];
    },
    table: {
      columns: [
        { name: "what" },
        { name: "share, per cent", show: (x) => number(x as number) },
        { name: "standard error, points", show: (x) => number(x as number) },
        {
          name: "this strong by chance, in 100 ensembles",
          show: (x) => (x === null ? "" : number(100 * (x as number))),
        },
      ],
      rows: [...lines.filter((l) => l.kind !== "value"), ...strong].map((l) => [
        l.label,
        l.share,
        l.error,
        l.p,
      ]),
    },
  };
}
