// SPDX-License-Identifier: GPL-3.0-or-later
// Key figures of every reform: the outcome that its claim names, put to the test.
import * as Plot from "@observablehq/plot";
import type { Claim } from "../data";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { frame, measure, rowsOf } from "../labels";
import { inHundred, value } from "../words";

export type Verdict = "supported" | "not supported" | "contradicted" | "cannot be tested";

/** As `asylsim compare`: does zero lie outside the range of 90 in 100, and on which side? */
export function verdictOf(c: Claim): Verdict {
  const [, , low, high] = c.difference;
  if (!c.n || low === null || high === null) return "cannot be tested";
  const [from, to] = c.direction > 0 ? [low, high] : [-high, -low];
  return from > 0 ? "supported" : to < 0 ? "contradicted" : "not supported";
}

function said(context: Context, c: Claim): string {
  const r = context.results;
  const o = r.raw.outcomes[r.outcomeAt.get(c.metric) ?? -1];
  const group = r.raw.groups.find((g) => g[0] === c.population);
  const who = c.population === "all" ? "" : `, ${group ? group[1] || group[0] : `citizens of ${r.placeLabelOf(c.population)}`}`;
  const [from, to] = c.place.split(">");
  const place = c.place === "all" ? "" : to === undefined ? `${r.placeLabelOf(from)}: ` : `${from ? `${r.placeLabelOf(from)} ` : ""}to ${r.placeLabelOf(to)}: `;
  return `${place}${o?.label ?? c.metric}${who}`;
}

export function claims(context: Context): Picture {
  const { results, raw } = context;
  const rows = raw.claims.map((c) => {
    const o = raw.outcomes[results.outcomeAt.get(c.metric) ?? 0];
    const worse = o.worse > 0 ? c.more : o.worse < 0 ? c.less : null;
    const as = c.direction > 0 ? c.more : c.less;
    return { c, o, worse, as, verdict: verdictOf(c), reform: results.title(c.scenario), what: said(context, c) };
  });
  const count = (v: Verdict) => rows.filter((r) => r.verdict === v).length;
  const finding = rows.length === 0 ? "No reform here names an outcome of its claim"
    : `${count("supported")} of ${rows.length} outcomes that the reforms claim move as claimed: zero lies outside the range of 90 in 100 histories`
      + `${count("contradicted") ? `; ${count("contradicted")} move the other way` : ""}`
      + `${count("not supported") ? `; ${count("not supported")} are not sure` : ""}`;
  type Line = { i: number; head: string; r: (typeof rows)[number] | null };
  const lines: Line[] = [];
  let head = "";
  for (const r of rows) {
    if (r.reform !== head) lines.push({ i: lines.length, head: r.reform, r: null });
    head = r.reform;
    lines.push({ i: lines.length, head: "", r });
  }
  return {
    id: "claims",
    question: "What does each reform change, by how much, and how sure is it?",
    finding,
    notes: [
      "Bar: in how many of 100 histories the outcome moves as the reform claims. The table: median of the paired difference (same people, same luck), its range of 90 in 100 histories and its Monte Carlo error, in persons unless it says otherwise.",
      "Supported: zero lies outside the range of 90 in 100, on the side claimed. Years in which the reform is in force; of fates, all who set out.",
      `${context.runs()}`, context.source(),
    ],
    draw: (width) => {
      if (rows.length === 0) return [];
      const marginRight = 16 + Math.max(...rows.map((r) => measure(r.verdict)));
      const layout = rowsOf(lines, (l) => l.r?.what ?? l.head, { width, heading: (l) => !l.r });
      const marks = layout.rows.flatMap((l) => (l.item.r ? [{ ...l, ...l.item.r }] : []));
      return [Plot.plot({
      width, marginRight, ...frame(layout, 8, 44), style: { fontSize: "12px" },
      x: { labelOffset: 38, domain: [0, 100], label: "histories in 100 that move as claimed \u2192", grid: true, ticks: 5 },
      marks: [
        Plot.rect(marks, { x1: 0, x2: (m) => 100 * m.as, y1: "y1", y2: "y2", fill: (m) => m.verdict === "supported" ? "var(--mark)" : m.verdict === "contradicted" ? "var(--worse)" : "var(--soft)", title: (m) => `${m.reform}\n${m.what}: ${m.verdict}` }),
        ...layout.labels,
        Plot.text(marks, { x: 100, y: "at", text: "verdict", textAnchor: "start", dx: 6, fill: "currentColor", clip: false }),
      ],
    })];
    },
    open: true,
    table: {
      columns: [
        { name: "reform" }, { name: "outcome claimed" }, { name: "claimed to be" }, { name: "period" },
        { name: "baseline, median", show: (x, row) => value(x as number, raw.outcomes[row[14] as number]) },
        { name: "with the reform, median", show: (x, row) => value(x as number, raw.outcomes[row[14] as number]) },
        { name: "difference, median", show: (x, row) => value(x as number, raw.outcomes[row[14] as number], true) },
        { name: "from (5 %)", show: (x, row) => value(x as number, raw.outcomes[row[14] as number], true) },
        { name: "to (95 %)", show: (x, row) => value(x as number, raw.outcomes[row[14] as number], true) },
        { name: "Monte Carlo error", show: (x, row) => value(x as number, raw.outcomes[row[14] as number], true).replace("+", "") },
        { name: "as claimed, share of histories", show: (x) => `${inHundred(x as number)} in 100` },
        { name: "worse for people, share of histories", show: (x) => x === null ? "neither" : `${inHundred(x as number)} in 100` },
        { name: "verdict" },
      ],
      rows: rows.map((r) => [r.reform, r.what, r.c.direction > 0 ? "more" : "less", r.c.period.replace("..", " to "),
        r.c.baseline[0], r.c.reform[0], r.c.difference[0], r.c.difference[2], r.c.difference[3], r.c.difference[1],
        r.as, r.worse, r.verdict, r.c.metric, results.outcomeAt.get(r.c.metric) ?? 0]),
    },
  };
}
