// SPDX-License-Identifier: GPL-3.0-or-later
// Paired lives: the fate under the baseline by the fate under the reform, the same people.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { number, short } from "../words";

export function lives(context: Context): Picture {
  const { raw, results, choice } = context;
  const fates = raw.fates.map((f) => f[2] || f[1]);
  const rows = (raw.lives[choice.scenario] ?? []).filter((r) => r[0] === choice.population)
    .map(([, from, to, mean, error, low, , high]) => ({ from, to, mean, error, low, high }));
  const used = raw.fates.map((f) => +f[0]).filter((f) => rows.some((r) => r.from === f || r.to === f));
  const all = rows.reduce((n, r) => n + r.mean, 0);
  const changed = rows.filter((r) => r.from !== r.to);
  const moved = changed.reduce((n, r) => n + r.mean, 0);
  const top = [...changed].sort((a, b) => b.mean - a.mean)[0];
  const most = Math.max(...changed.map((r) => r.mean), 1e-9);
  const finding = choice.scenario === 0 || !rows.length ? "There is no reform in these results"
    : !top ? `${results.title(choice.scenario)}: nobody\u2019s fate changes`
    : `${number(moved)} of ${number(all)} persons end otherwise; most often \u201c${fates[top.from]}\u201d becomes \u201c${fates[top.to]}\u201d (${number(top.mean)})`;
  return {
    id: "lives",
    question: "What becomes of the same people in both worlds?",
    finding,
    notes: [
      `Rows: fate under the baseline; columns: fate of the same people, with the same luck, under \u201c${results.title(choice.scenario)}\u201d. Area: mean persons over the histories (means, so that rows add up). The diagonal, where nothing changes, is left empty here; it is in the table. Unit: persons; ${context.whom()}, all who set out in ${results.periodLabel(0)}. A choice of place or year does not apply: a fate belongs to a whole life.`,
      `${context.runs()} Monte Carlo error of the largest change: \u00b1${top ? number(top.error) : "0"}.`, context.source(),
    ],
    draw: (width) => {
      if (!changed.length) return [];
      const left = Math.min(230, width * 0.34), cell = (width - left) / Math.max(used.length, 1);
      const r = Math.min(24, cell / 2 - 1);
      const domain = used;
      return [Plot.plot({
        width, height: 170 + used.length * Math.min(46, Math.max(24, cell)), marginLeft: left, marginTop: 140, marginRight: 70, marginBottom: 6, style: { fontSize: "11px" },
        x: { axis: "top", domain, label: null, tickFormat: (f: number) => short(fates[f], 24), tickRotate: -50, tickSize: 0 },
        y: { domain, label: null, tickFormat: (f: number) => short(fates[f], Math.floor(left / 6)), tickSize: 0 },
        r: { domain: [0, most], range: [0, r] },
        marks: [
          Plot.gridX({ stroke: "var(--rule)", strokeOpacity: 1 }), Plot.gridY({ stroke: "var(--rule)", strokeOpacity: 1 }),
          Plot.dot(changed, { x: "to", y: "from", r: "mean", fill: "var(--mark)", fillOpacity: 0.8, title: (d) => `${fates[d.from]} \u2192 ${fates[d.to]}: ${number(d.mean)} persons` }),
          Plot.text(changed.filter((d) => d.mean > most / (width < 600 ? 7 : 40)), { x: "to", y: "from", text: (d) => number(d.mean), dy: (r > 15 ? 0 : 12), fill: "currentColor", stroke: "var(--paper)", strokeWidth: 3, fontSize: 10 }),
        ],
      })];
    },
    table: {
      columns: [{ name: "fate under the baseline" }, { name: "fate under the reform" },
        ...["persons, mean", "from (5 %)", "to (95 %)", "Monte Carlo error"].map((name) => ({ name, show: (x: unknown) => number(x as number) }))],
      rows: [...rows].sort((a, b) => b.mean - a.mean).map((r) => [fates[r.from], fates[r.to], r.mean, r.low, r.high, r.error]),
    },
  };
}
