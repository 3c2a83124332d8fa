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
  const heads = lines.filter((l) => l.head), marks = lines.flatMap((l) => (l.r ? [{ ...l.r, i: l.i }] : []));
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
      width, marginLeft: Math.min(330, width * 0.45), marginRight: 84, marginTop: 26, marginBottom: 44,
      height: 60 + 23 * lines.length, style: { fontSize: "12px" },
      x: { labelOffset: 38, domain: [0, 100], label: "histories in 100 that move as claimed \u2192", grid: true, ticks: 5 },
      y: { label: null, domain: lines.map((l) => l.i), tickFormat: (i: number) => short(lines[i].r?.what ?? "", Math.floor(Math.min(330, width * 0.45) / 6.4)), tickSize: 0 },
      marks: [
        Plot.barX(marks, { x: (m) => 100 * m.as, y: "i", fill: (m) => m.verdict === "supported" ? "var(--mark)" : m.verdict === "contradicted" ? "var(--worse)" : "var(--soft)", title: (m) => `${m.reform}\n${m.what}: ${m.verdict}` }),
        Plot.text(heads, { x: 0, y: "i", text: (h) => short(h.head, Math.floor((width * 0.55) / 6.6)), textAnchor: "start", dx: 2, dy: 4, fontWeight: "bold", fill: "currentColor" }),
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
