// SPDX-License-Identifier: GPL-3.0-or-later
// Key figures of every reform: the outcome that its claim names, put to the test.
import * as Plot from "@observablehq/plot";
import type { Claim } from "../data";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { inHundred, short, value } from "../words";

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
  const who = c.population === "all" ? "" : `, ${r.raw.groups.find((g) => g[0] === c.population)?.[1] ?? c.population}`;
  const place = c.place === "all" ? "" : `, ${r.placeLabelOf(c.place)}`;
  return `${o?.label ?? c.metric}${who}${place}`;
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
    : `${count("supported")} of ${rows.length} outcomes that the reforms claim move as claimed in at least 95 of 100 histories`
      + `${count("contradicted") ? `; ${count("contradicted")} move the other way` : ""}`
      + `${count("not supported") ? `; ${count("not supported")} are not sure` : ""}`;
  const marks = rows.map((r, i) => ({ ...r, i, label: `${short(r.what, 44)}`, group: r.reform }));
  return {
    id: "claims",
    question: "What does each reform change, by how much, and how sure is it?",
    finding,
    notes: [
      "Bar: in how many of 100 histories the outcome moves as the reform claims. The table: median of the paired difference (same people, same luck), its range of 90 in 100 histories and its Monte Carlo error, in persons unless it says otherwise.",
      "Supported: zero lies outside the range of 90 in 100, on the side claimed. Years in which the reform is in force; of fates, all who set out.",
      `${context.runs()}`, context.source(),
    ],
    draw: (width) => rows.length === 0 ? [] : [Plot.plot({
      width, marginLeft: Math.min(330, width * 0.45), marginRight: 84, marginTop: 26,
      height: 46 + 26 * rows.length, style: { fontSize: "12px" },
      x: { domain: [0, 100], label: "histories in 100 that move as claimed \u2192", grid: true, ticks: 5 },
      y: { label: null, domain: marks.map((m) => m.i), tickFormat: (i: number) => short(marks[i].what, Math.floor(Math.min(330, width * 0.45) / 6.4)), tickSize: 0 },
      marks: [
        Plot.barX(marks, { x: (m) => 100 * m.as, y: "i", fill: (m) => m.verdict === "supported" ? "var(--mark)" : m.verdict === "contradicted" ? "var(--worse)" : "var(--soft)", title: (m) => `${m.reform}\n${m.what}: ${m.verdict}` }),
        Plot.ruleX([95], { stroke: "currentColor", strokeDasharray: "3,3" }),
        Plot.text(marks, { x: 100, y: "i", text: "verdict", textAnchor: "start", dx: 6, fill: "currentColor", clip: false }),
      ],
    })],
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
