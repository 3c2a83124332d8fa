// SPDX-License-Identifier: GPL-3.0-or-later
// The refoulement ledger: who sent people at risk on, through whom, by which legal act.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { number, short } from "../words";

const MOST = 14;

export function ledger(context: Context): Picture {
  const { raw, results, choice } = context;
  const s = choice.scenario;
  // of many reforms the ledger is kept for the years in force only
  const narrowed = raw.thrifty && s > 0 && choice.period >= 0;
  const period = narrowed ? raw.inForce[s] : context.periodOf(s);
  const place = choice.place ? results.placeName(choice.place) : "";
  const read = (scenario: number) => new Map((raw.chains[scenario] ?? [])
    .filter((r) => r[0] === choice.population && r[1] === period).map((r) => [r[2], r]));
  const base = read(0), here = read(s);
  const ids = [...new Set([...base.keys(), ...here.keys()])]
    .filter((c) => !place || raw.chainNames[c][0].split(">").slice(0, -1).includes(place));
  const rows = ids.map((c) => {
    const a = base.get(c), b = here.get(c), [states, acts] = raw.chainNames[c];
    const links = acts.split(">"), through = states.split(">");
    const text = links.map((act, i) => `${through[i]} \u2013${act}\u2192 `).join("") + through[through.length - 1];
    return { c, text, links: links.length, base: a?.[3] ?? 0, exposed: b?.[3] ?? 0, error: b?.[4] ?? 0, low: b?.[5] ?? 0, high: b?.[7] ?? 0,
      harmed: b?.[8] ?? 0, harmedLow: b?.[10] ?? 0, harmedHigh: b?.[12] ?? 0 };
  }).sort((x, y) => y.exposed - x.exposed || y.base - x.base);
  const shown = rows.slice(0, MOST);
  const all = rows.reduce((n, r) => n + r.exposed, 0), before = rows.reduce((n, r) => n + r.base, 0);
  const chained = rows.filter((r) => r.links > 1).reduce((n, r) => n + r.exposed, 0);
  return {
    id: "ledger",
    question: "Who is sent back into danger, through which states and by which acts?",
    finding: rows.length === 0 ? "No forced movement of people at risk is in the ledger here"
      : `${number(Math.round(all))} persons at risk sent home by force under ${s ? "the reform" : "the baseline"}${s ? `, ${number(Math.round(before))} under the baseline` : ""}; ${number(Math.round(chained))} of them through more than one act`,
    notes: [
      `Bar: mean persons at risk whom the chain led home (exposed), with the range of 90 in 100 histories; the narrow bar inside: those who came to harm. Hollow mark: the baseline. States are given by their codes; the last is where the chain ended. The ${shown.length} largest of ${rows.length} chains; all are in the table. Unit: persons; ${context.whom()}${place ? `, chains in which ${results.placeLabel(choice.place)} sends` : ""}, ${results.periodLabel(period)}. Risk is latent in the model and observed by nobody.`,
      context.limits(narrowed ? ["year"] : []),
      `${context.runs()} Largest Monte Carlo error of a mean: \u00b1${number(Math.max(0, ...rows.map((r) => r.error)))}.`, context.source(),
    ],
    draw: (width) => shown.length === 0 ? [] : [Plot.plot({
      width, marginLeft: Math.min(430, width * 0.56), marginRight: 24, marginTop: 28, marginBottom: 44, height: 66 + 26 * shown.length, style: { fontSize: "12px" },
      x: { labelOffset: 38, grid: true, label: "persons \u2192", ticks: Math.max(3, Math.floor(width / 220)) },
      y: { label: null, domain: shown.map((r) => r.c), tickSize: 0, tickFormat: (c: number) => short(shown.find((r) => r.c === c)!.text, Math.floor(Math.min(430, width * 0.56) / 7)) },
      marks: [
        Plot.barX(shown, { x: "exposed", y: "c", fill: "var(--soft)", insetTop: 3, insetBottom: 3, title: (r) => `${r.text}: ${number(r.exposed)}` }),
        Plot.barX(shown, { x: "harmed", y: "c", fill: "var(--worse)", insetTop: 7, insetBottom: 7 }),
        Plot.ruleY(shown, { y: "c", x1: "low", x2: "high", stroke: "currentColor", strokeWidth: 1.2 }),
        s ? Plot.dot(shown, { y: "c", x: "base", stroke: "currentColor", fill: "var(--paper)", r: 4, symbol: "diamond" }) : null,
      ],
    })],
    table: {
      columns: [{ name: "chain, with the act of each link" },
        ...["exposed, mean", "from (5 %)", "to (95 %)", "Monte Carlo error", "harmed, mean", "harmed from (5 %)", "harmed to (95 %)", "exposed under the baseline, mean"].map((name) => ({ name, show: (x: unknown) => number(x as number) }))],
      rows: rows.map((r) => [r.text, r.exposed, r.low, r.high, r.error, r.harmed, r.harmedLow, r.harmedHigh, r.base]),
    },
  };
}
