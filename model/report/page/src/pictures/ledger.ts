// SPDX-License-Identifier: GPL-3.0-or-later
// The refoulement ledger: who sent people at risk on, through whom, by which legal act.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import { chainOf, fiveOf, rowsOf as rowsFrom, type Five } from "../data";
import type { Picture } from "../figure";
import { frame, rowsOf, ticks } from "../labels";
import { number } from "../words";

const MOST = 14;
/** Not a chain: all of them, and those of more than one link (model/report/chains.c). */
const ALL = 4095,
  CHAINED = 4094;
const NOBODY: Five = { mean: 0, error: 0, low: 0, median: 0, high: 0 };

export function ledger(context: Context): Picture {
  const { raw, results, choice } = context;
  const s = choice.scenario;
  // of many reforms the ledger is kept for the years in force only
  const narrowed = raw.thrifty && s > 0 && choice.period >= 0;
  const period = narrowed ? raw.inForce[s] : context.periodOf(s);
  const place = choice.place ? results.placeName(choice.place) : "";
  const read = (scenario: number) =>
    new Map(
      (raw.chains[scenario] ?? [])
        .flatMap((list, i) => rowsFrom(list, i ? 11 : 6))
        .map(([key, ...x]) => ({ ...chainOf(raw.layout, key), x }))
        .filter((r) => r.population === choice.population && r.period === period)
        .map(({ chain, x }) => [
          chain,
          { exposed: fiveOf(x), harmed: x.length > 5 ? fiveOf(x.slice(5)) : NOBODY },
        ]),
    );
  const base = read(0),
    here = read(s);
  const ids = [...new Set([...base.keys(), ...here.keys()])]
    .filter((c) => c < CHAINED)
    .filter((c) => !place || raw.chainNames[c][0].split(">").slice(0, -1).includes(place));
  const rows = ids
    .map((c) => {
      const a = base.get(c),
        b = here.get(c),
        [states, acts] = raw.chainNames[c];
      const e = b?.exposed ?? NOBODY,
        h = b?.harmed ?? NOBODY;
      const links = acts.split(">"),
        through = states.split(">").map((state) => results.placeLabelOf(state));
      const text =
        links.map((act, i) => `${through[i]} \u2013${act}\u2192 `).join("") +
        through[through.length - 1];
      return {
        c,
        text,
        links: links.length,
        base: a?.exposed.median ?? 0,
        exposed: e.median,
        mean: e.mean,
        error: e.error,
        low: e.low,
        high: e.high,
        harmed: h.median,
        harmedMean: h.mean,
        harmedLow: h.low,
        harmedHigh: h.high,
      };
    })
    .sort((x, y) => y.exposed - x.exposed || y.mean - x.mean || y.base - x.base);
  const shown = rows.slice(0, MOST);
  // the median and range of a total; of the chains through one state there are means only
  const total = (of: typeof base, id: number) =>
    number(
      place
        ? Math.round(
            rows
              .filter((x) => id === ALL || x.links > 1)
              .reduce((n, x) => n + (of.get(x.c)?.exposed.mean ?? 0), 0),
          )
        : (of.get(id)?.exposed.median ?? 0),
    );
  /** The table's last rows: medians of sums, as its rows do not add up. */
  const totals = () =>
    [
      [ALL, "all of these chains"],
      [CHAINED, "those of more than one act"],
    ].flatMap(([id, text]) => {
      const b = here.get(id as number),
        e = b?.exposed ?? NOBODY,
        h = b?.harmed ?? NOBODY,
        before = base.get(id as number)?.exposed.median ?? 0;
      return b || before
        ? [
            {
              text: text as string,
              exposed: e.median,
              low: e.low,
              high: e.high,
              mean: e.mean,
              error: e.error,
              harmed: h.median,
              harmedLow: h.low,
              harmedHigh: h.high,
              harmedMean: h.mean,
              base: before,
            },
          ]
        : [];
    });
  const said = (id: number) => {
    const r = here.get(id)?.exposed,
      range = place
        ? "mean"
        : r
          ? `90 in 100 histories: ${number(r.low)} to ${number(r.high)}`
          : "in every history";
    return `${total(here, id)} (${s ? `baseline ${total(base, id)}; ` : ""}${range})`;
  };
  return {
    id: "ledger",
    question: "Who is sent back into danger, by which states and which acts?",
    finding:
      rows.length === 0
        ? "Nobody at risk is sent on or home by force here"
        : `People at risk sent home by force under ${s ? "the reform" : "the baseline"}: ${said(ALL)}; through more than one act: ${said(CHAINED)}`,
    notes: [
      `Bar: people at risk sent home by way of this chain (median), with the range of 90 in 100 histories; narrow bar inside: those who came to harm. Hollow diamond: the baseline. The medians of the chains do not add up to the median of all. The last country is where the chain ended. The ${shown.length} largest of ${rows.length} chains; the table has all. Unit: persons; ${context.whom()}${place ? `, chains in which ${results.placeLabel(choice.place)} sends` : ""}, ${results.periodLabel(period)}. Risk is a latent quantity in the model; nobody observes it.`,
      context.limits(narrowed ? ["year"] : []),
      `${context.runs()} Largest Monte Carlo error of a mean: \u00b1${number(Math.max(0, ...rows.map((r) => r.error)))}.`,
      context.source(),
    ],
    draw: (width) => {
      if (shown.length === 0) return [];
      const layout = rowsOf(shown, (r) => r.text, { width, bar: 18, share: 0.5 });
      const marks = layout.rows.map((r) => ({ ...r.item, at: r.at, y1: r.y1, y2: r.y2 }));
      return [
        Plot.plot({
          width,
          marginRight: 28,
          ...frame(layout, 8, 44),
          style: { fontSize: "12px" },
          x: {
            labelOffset: 38,
            grid: true,
            label: "persons \u2192",
            ticks: ticks(width - layout.left),
          },
          marks: [
            Plot.rect(marks, {
              x1: 0,
              x2: "exposed",
              y1: "y1",
              y2: "y2",
              fill: "var(--soft)",
              title: (r) => `${r.text}: ${number(r.exposed)}`,
            }),
            Plot.rect(marks, {
              x1: 0,
              x2: "harmed",
              y1: (r) => r.y1 + 5,
              y2: (r) => r.y2 - 5,
              fill: "var(--worse)",
            }),
            Plot.ruleY(marks, {
              y: "at",
              x1: "low",
              x2: "high",
              stroke: "currentColor",
              strokeWidth: 1.2,
            }),
            s
              ? Plot.dot(marks, {
                  y: "at",
                  x: "base",
                  stroke: "currentColor",
                  fill: "var(--paper)",
                  r: 4,
                  symbol: "diamond",
                })
              : null,
            ...layout.labels,
          ],
        }),
      ];
    },
    table: {
      columns: [
        { name: "chain, with the act of each link" },
        ...[
          "exposed, median",
          "from (5%)",
          "to (95%)",
          "exposed, mean",
          "Monte Carlo error of the mean",
          "harmed, median",
          "harmed from (5%)",
          "harmed to (95%)",
          "harmed, mean",
          "exposed under the baseline, median",
        ].map((name) => ({ name, show: (x: unknown) => number(x as number) })),
      ],
      rows: [...rows, ...(place ? [] : totals())].map((r) => [
        r.text,
        r.exposed,
        r.low,
        r.high,
        r.mean,
        r.error,
        r.harmed,
        r.harmedLow,
        r.harmedHigh,
        r.harmedMean,
        r.base,
      ]),
    },
  };
}
