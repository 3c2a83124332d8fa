// SPDX-License-Identifier: GPL-3.0-or-later
// What the figures rest on, and what the model cannot say.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { frame, rowsOf } from "../labels";
import { count, number } from "../words";

/** What the model cannot say stands in index.html, to be read without a script too. */
export const SAID = [...document.querySelectorAll("#said p")].map((p) => p.textContent ?? "");

const GRADES: [string, string][] = [
  ["A", "official statistic or legal text"],
  ["B", "several independent sources"],
  ["C", "one report, or derived"],
  ["D", "assumption"],
  ["", "no grade given"],
];

/** The values of the baseline, and those a reform sets. */
function gradesOf(context: Context) {
  const base = context.raw.parameters.filter((p) => p[0] === "0");
  return GRADES.map(([grade, what]) => {
    const here = base.filter((p) => (p[6] ?? "") === grade);
    return {
      grade: grade || "none",
      what,
      values: here.length,
      uncertain: here.filter((p) => p[5]).length,
    };
  }).filter((g) => g.values > 0);
}

export function limits(context: Context): Picture {
  const grades = gradesOf(context);
  const ofReforms = context.raw.parameters.filter((p) => p[0] !== "0"),
    graded = ofReforms.filter((p) => p[6]).length;
  const all = grades.reduce((n, g) => n + g.values, 0);
  const weak = grades.filter((g) => "CD".includes(g.grade)).reduce((n, g) => n + g.values, 0);
  return {
    id: "limits",
    question: "What do the figures rest on, and what can they not say?",
    finding: all
      ? `${Math.round((100 * weak) / all)} in 100 of the ${number(all)} values of the baseline rest on a single report, on derivation or on assumption (grades C and D)`
      : "The file holds no values",
    notes: [
      `Narrow bar inside: values with a prior, which are sampled; the others are held fixed.${ofReforms.length ? ` Not in the picture: the ${count(ofReforms.length, "value")} that the reforms set, ${number(ofReforms.length - graded)} of them without a grade (what a reform orders is not an estimate).` : ""}`,
      ...SAID,
      context.source(),
    ],
    draw: (width) => {
      const layout = rowsOf(grades, (g) => `${g.grade}: ${g.what}`, { width, bar: 20 });
      const marks = layout.rows.map((r) => ({ ...r.item, at: r.at, y1: r.y1, y2: r.y2 }));
      return [
        Plot.plot({
          width,
          marginRight: 60,
          ...frame(layout, 8, 44),
          style: { fontSize: "12px" },
          x: { labelOffset: 38, grid: true, label: "values of the baseline \u2192", ticks: 4 },
          marks: [
            Plot.rect(marks, { x1: 0, x2: "values", y1: "y1", y2: "y2", fill: "var(--soft)" }),
            Plot.rect(marks, {
              x1: 0,
              x2: "uncertain",
              y1: (g) => g.y1 + 5,
              y2: (g) => g.y2 - 5,
              fill: "var(--mark)",
            }),
            Plot.text(marks, {
              x: "values",
              y: "at",
              text: (g) => number(g.values),
              dx: 6,
              textAnchor: "start",
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
        { name: "grade" },
        { name: "what it means" },
        ...["values", "of which sampled (with a prior)"].map((name) => ({
          name,
          show: (x: unknown) => number(x as number),
        })),
      ],
      rows: grades.map((g) => [g.grade, g.what, g.values, g.uncertain]),
    },
  };
}

export function provenance(context: Context): Picture {
  const { raw, results } = context;
  const s = context.choice.scenario;
  const rows = raw.parameters.filter((p) => p[0] === "0" || +p[0] === s);
  const base = rows.filter((p) => p[0] === "0"),
    set = rows.filter((p) => p[0] !== "0");
  const bare = base.filter((p) => !p[6] || !p[7]).length,
    ungraded = set.filter((p) => !p[6]).length;
  return {
    id: "provenance",
    question: "Where does every number come from?",
    finding: `${count(base.length, "value")} in the baseline, ${bare ? `${number(bare)} of them without a source or a grade` : "each with a source and a grade"}${s ? `; ${count(set.length, "value")} set by \u201c${results.title(s)}\u201d, ${set.every((p) => p[7]) ? "each with a source" : "some without a source"}${ungraded ? `, ${ungraded === set.length ? "" : `${number(ungraded)} `}of the reform, no grade` : ""}` : ""}`,
    notes: [
      ...raw.scenarios.map(
        (x, i) =>
          `${i ? `Reform ${x[0]}` : x[0] === "baseline" ? "Baseline" : `Baseline ${x[0]}`}: ${x[1]}.${x[2] ? ` Claim: ${x[2]}.` : ""}${x[3] ? ` Source: ${x[3]}.` : ""}${x[4] ? ` In force from ${x[4]}.` : ""} Digest of its text: ${x[5]}.`,
      ),
      raw.meta.map(([k, v]) => `${k}: ${v}`).join(" \u00b7 "),
    ],
    draw: () => [],
    table: {
      columns: [
        "path",
        "from",
        "value",
        "unit",
        "prior",
        "grade",
        "source",
        "conflict",
        "set by",
      ].map((name) => ({ name })),
      rows: rows.map((p) => [
        ...p.slice(1, 6),
        p[6] || (p[0] === "0" ? "none" : "of the reform, no grade"),
        ...p.slice(7, 9),
        p[0] === "0" ? "baseline" : results.name(+p[0]),
      ]),
    },
  };
}
