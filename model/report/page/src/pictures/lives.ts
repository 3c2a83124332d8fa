// SPDX-License-Identifier: GPL-3.0-or-later
// Paired lives: the fate under the baseline by the fate under the reform, the same people.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import { el } from "../dom";
import { fiveOf, OTHERWISE, rowsOf, stepOf } from "../data";
import type { Picture } from "../figure";
import { measure, NARROW, wrap } from "../labels";
import { number } from "../words";

/** In place of a fate: set out in the other world only. */
const NOT_DEPARTED = "not_departed";
/** A change smaller than such a part of the largest is in the table only. */
const THIN = 500;
/** Whole people are told; the table has the halves of medians. */
const people = (x: number) => number(x < 1 ? x : Math.round(x));
/** So many changes are told in words where the picture has no room for their names. */
const TOLD = 10;

export function lives(context: Context): Picture {
  const { raw, results, choice } = context;
  const fates = raw.fates.map((f) => f[2] || f[1]);
  const all = rowsOf(raw.lives[choice.scenario], 6)
    .map(([key, ...five]) => ({ ...stepOf(raw.layout, key), ...fiveOf(five) }))
    .filter((r) => r.population === choice.population);
  const away = raw.fates.findIndex((f) => f[1] === NOT_DEPARTED);
  const rows = all.filter((r) => r.from !== OTHERWISE && r.to !== OTHERWISE),
    sums = all.filter((r) => !rows.includes(r));
  const total = sums.find((r) => r.from === OTHERWISE && r.to === OTHERWISE);
  const came = sums.find((r) => r.from === away),
    stayed = sums.find((r) => r.to === away);
  const used = raw.fates
    .map((f) => +f[0])
    .filter((f) => rows.some((r) => r.from === f || r.to === f));
  const both = rows.filter((r) => r.from !== away && r.to !== away);
  const changed = rows.filter((r) => r.from !== r.to);
  const top = both
    .filter((r) => r.from !== r.to)
    .sort((a, b) => b.median - a.median || b.mean - a.mean)[0];
  const most = Math.max(...changed.map((r) => r.median), 1e-9);
  const range = (r: { low: number; high: number }) =>
    `90 in 100 histories: ${people(r.low)} to ${people(r.high)}`;
  const alone = [
    came && `${people(came.median)} set out only under the reform (${range(came)})`,
    stayed && `${people(stayed.median)} only under the baseline (${range(stayed)})`,
  ]
    .filter(Boolean)
    .join(", ");
  const finding =
    choice.scenario === 0 || !rows.length
      ? "There is no reform in these results"
      : !top || !total
        ? `${results.title(choice.scenario)}: nobody\u2019s fate changes${alone && `; ${alone}`}`
        : `${total.median === 1 ? "The case of 1 person ends" : `The cases of ${people(total.median)} people end`} differently (${range(total)}); most often, \u201c${fates[top.from]}\u201d becomes \u201c${fates[top.to]}\u201d (${people(top.median)})${alone && `; in addition, ${alone}`}`;
  const name = (f: number) => (f === OTHERWISE ? "(any)" : fates[f]);
  return {
    id: "lives",
    question: "How do the same people fare in each world?",
    finding,
    notes: [
      `Rows: fate under the baseline; columns, in the same order: fate of the same people, with the same luck, under \u201c${results.title(choice.scenario)}\u201d. Area and number: persons, median over the histories. Changes smaller than a ${THIN}th of the largest are only in the table. The diagonal, where nothing changes, is only in the table. Unit: persons; ${context.whom()}, all who set out in ${results.periodLabel(0)}. The choice of place and period does not apply, because a fate belongs to a whole life.`,
      "The table gives the median and the range of 90 in 100 histories of each change. Medians do not add up; the means beside them do.",
      ...(alone
        ? [
            `Where a reform changes how many people set out, some set out in one world only. They are in the row and the column \u201c${fates[away]}\u201d, and are not counted among those whose case ends differently.`,
          ]
        : []),
      `${context.runs()} Monte Carlo error of the mean of the largest change: \u00b1${top ? number(top.error) : "0"}.`,
      context.source(),
    ],
    draw: (width) => {
      const dots = changed.filter((d) => d.median >= Math.max(0.5, most / THIN));
      if (!dots.length) return [];
      const above = width < NARROW,
        domain = used.filter((f) => dots.some((d) => d.from === f || d.to === f)),
        px = 11;
      const order = (f: number) => `${domain.indexOf(f) + 1}`;
      const label = (f: number) => `${order(f)}  ${fates[f]}`;
      const longest = Math.max(...domain.map((f) => measure(label(f), px)));
      const left = Math.ceil(Math.min(longest + 8, width * (above ? 0.38 : 0.3)));
      // rotated by 50 degrees: as high and as far to the right as the longest label needs
      const slant = Math.max(...domain.map((f) => measure(fates[f], px)));
      const marginTop = above ? 26 : Math.ceil(slant * 0.77 + 22),
        marginRight = above
          ? 6
          : Math.ceil(measure(fates[domain[domain.length - 1]], px) * 0.65 + 8);
      const cell = (width - left - marginRight) / domain.length;
      const lines = new Map(domain.map((f) => [f, wrap(label(f), left - 8, px)]));
      const step = Math.max(
        above ? 24 : Math.min(44, cell),
        ...[...lines.values()].map((l) => l.length * px * 1.2 + 2),
      );
      const r = Math.min(22, cell / 2 - 1, step / 2 - 1);
      const size = (d: { median: number }) => r * Math.sqrt(d.median / most);
      return [
        Plot.plot({
          width,
          height: marginTop + domain.length * step + 10,
          marginLeft: left,
          marginTop,
          marginRight,
          marginBottom: 10,
          style: { fontSize: `${px}px` },
          x: {
            type: "point",
            axis: above ? null : "top",
            domain,
            label: null,
            tickFormat: (f: number) => fates[f],
            tickRotate: -50,
            tickSize: 0,
            padding: 0.5,
          },
          y: {
            type: "point",
            domain,
            label: null,
            tickFormat: (f: number) => lines.get(f)!.join("\n"),
            tickSize: 0,
            padding: 0.5,
          },
          r: { type: "identity" },
          marks: [
            Plot.gridX({ stroke: "var(--rule)", strokeOpacity: 1 }),
            Plot.gridY({ stroke: "var(--rule)", strokeOpacity: 1 }),
            Plot.dot(dots, {
              x: "to",
              y: "from",
              r: size,
              fill: "var(--mark)",
              title: (d) =>
                `${fates[d.from]} \u2192 ${fates[d.to]}: ${number(d.median)} persons`,
            }),
            Plot.text(above ? domain : [], {
              x: (f) => f,
              text: order,
              frameAnchor: "top",
              dy: -10,
              fontSize: 9,
            }),
            // in the dot where it fits, else to its lower right
            Plot.text(
              dots.filter((d) => measure(number(Math.round(d.median)), 10) + 4 <= 2 * size(d)),
              {
                x: "to",
                y: "from",
                text: (d) => number(Math.round(d.median)),
                fill: "var(--paper)",
                fontSize: 10,
              },
            ),
            ...[0, 1].map((odd) =>
              Plot.text(
                dots.filter(
                  (d) =>
                    measure(number(Math.round(d.median)), 10) + 4 > 2 * size(d) &&
                    (!above || d.median > most / 12) &&
                    (above ? domain.indexOf(d.to) % 2 : 0) === odd,
                ),
                {
                  x: "to",
                  y: "from",
                  text: (d) => number(Math.round(d.median)),
                  dx: above ? 0 : 4,
                  dy: above && odd ? -11 : 11,
                  textAnchor: above ? "middle" : "start",
                  fill: "currentColor",
                  stroke: "var(--paper)",
                  strokeWidth: 3,
                  fontSize: above ? 9 : 10,
                },
              ),
            ),
          ],
        }),
        above
          ? el(
              "ol",
              { class: "told" },
              ...[...dots]
                .sort((a, b) => b.median - a.median || b.mean - a.mean)
                .slice(0, TOLD)
                .map((d) =>
                  el(
                    "li",
                    {},
                    `${people(d.median)}: \u201c${fates[d.from]}\u201d becomes \u201c${fates[d.to]}\u201d`,
                  ),
                ),
            )
          : null,
      ];
    },
    table: {
      columns: [
        { name: "fate under the baseline" },
        { name: "fate under the reform" },
        ...[
          "persons, median",
          "from (5%)",
          "to (95%)",
          "mean",
          "Monte Carlo error of the mean",
        ].map((name) => ({ name, show: (x: unknown) => number(x as number) })),
      ],
      rows: [...rows, ...sums]
        .sort((a, b) => b.median - a.median || b.mean - a.mean)
        .map((r) => [
          name(r.from),
          r.to === OTHERWISE ? (r.from === away ? "(any)" : "(another)") : fates[r.to],
          r.median,
          r.low,
          r.high,
          r.mean,
          r.error,
        ]),
    },
  };
}
