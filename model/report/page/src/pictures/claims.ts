// SPDX-License-Identifier: GPL-3.0-or-later
// Key figures of every reform: the outcome that its claim names, put to the test.
import * as Plot from "@observablehq/plot";
import type { Claim, Outcome } from "../data";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { frame, measure, NARROW, rowsOf } from "../labels";
import {
  count as many,
  direction,
  inDraws,
  MEDIANS,
  ofBase,
  PERCENT,
  percentOf,
  value,
} from "../words";

/** The outcome that a claim names, with its people and place. */
export function said(
  context: Context,
  c: Pick<Claim, "metric" | "population" | "place">,
): string {
  const r = context.results;
  const o = r.raw.outcomes[r.outcomeAt.get(c.metric) ?? -1];
  const group = r.raw.groups.find((g) => g[0] === c.population);
  const who =
    c.population === "all"
      ? ""
      : `, ${group ? group[1] || group[0] : `citizens of ${r.placeLabelOf(c.population)}`}`;
  const [from, to] = c.place.split(">");
  const place =
    c.place === "all"
      ? ""
      : to === undefined
        ? `${r.placeLabelOf(from)}: `
        : `${from ? `${r.placeLabelOf(from)} ` : ""}to ${r.placeLabelOf(to)}: `;
  return `${place}${o?.label ?? c.metric}${who}`;
}

/** What a claim says of people: that they fare worse (1), better (-1), or neither. */
const claimed = (c: Claim, worse: number) => Math.sign(c.direction * worse);

/** The verdict in words that do not read as praise. */
function told(c: Claim, side: number): [string, string] {
  const people = (x: number) => (x > 0 ? "worse for people" : x < 0 ? "better for people" : "");
  if (c.verdict === "not supported") return [c.still ? "no change" : "not sure", ""];
  if (c.verdict === "supported")
    return ["moves as claimed:", people(side) || "neither good nor bad"];
  if (c.verdict === "contradicted")
    return ["moves the other way:", people(-side) || "neither good nor bad"];
  return [c.words, ""];
}

/** By how much: the median difference of how many, and the range. */
function figures(c: Claim, o: Outcome): [string, string] {
  const [median, , low, high] = c.difference;
  return !c.n || median === null || c.still
    ? ["", ""]
    : [
        ofBase(median, c.baseline[0], o),
        `range ${value(low, o, true)} to ${value(high, o, true)}`,
      ];
}

export function claims(context: Context): Picture {
  const { results, raw } = context;
  const rows = raw.claims.map((c) => {
    const o = raw.outcomes[results.outcomeAt.get(c.metric) ?? 0];
    const worse = o.worse > 0 ? c.more : o.worse < 0 ? c.less : null;
    const as = c.direction > 0 ? c.more : c.less;
    const { verdict } = c,
      side = claimed(c, o.worse);
    const fares = verdict === "supported" ? side : verdict === "contradicted" ? -side : 0;
    return {
      c,
      o,
      worse,
      as,
      verdict,
      side,
      fares,
      told: told(c, side),
      figures: figures(c, o),
      reform: results.title(c.scenario),
      what: said(context, c),
    };
  });
  const count = (v: Claim["verdict"]) => rows.filter((r) => r.verdict === v).length;
  const as = rows.filter((r) => r.verdict === "supported"),
    unsure = rows.filter((r) => r.verdict === "not supported" && !r.c.still).length;
  const ways = [
    [1, "worse for people"],
    [-1, "better for people"],
    [0, "neither good nor bad for people"],
  ].flatMap(([side, text]) => {
    const n = as.filter((r) => r.side === side).length;
    return n ? [`${n} ${text}`] : [];
  });
  const few = count("too few draws");
  const finding =
    rows.length === 0
      ? "No reform here names an outcome for its claim"
      : few === rows.length
        ? `${many(rows.length, "outcome")} named by the reforms\u2019 claims, and ${raw.tooFew || "too few draws"} to say whether ${rows.length === 1 ? "it moves" : "they move"} as claimed`
        : `${as.length} of the ${many(rows.length, "outcome")} named in the reforms\u2019 claims ${as.length === 1 ? "moves" : "move"} as claimed${ways.length ? ` (${ways.join("; ")})` : ""}` +
          `${count("contradicted") ? `; ${count("contradicted")} the other way` : ""}` +
          `${unsure ? `; ${unsure} not sure` : ""}${count("not supported") > unsure ? `; ${count("not supported") - unsure} without any change` : ""}` +
          `${count("untested") ? `; ${count("untested")} cannot be tested` : ""}` +
          `${few ? `; ${few} with too few draws` : ""}` +
          `. No range covers errors of the model itself`;
  type Line = { i: number; head: string; claim?: boolean; r: (typeof rows)[number] | null };
  const lines: Line[] = [];
  let head = "";
  for (const r of rows) {
    if (r.reform !== head) {
      lines.push({ i: lines.length, head: r.reform, r: null });
      const claim = raw.scenarios[r.c.scenario]?.[2];
      if (claim)
        lines.push({ i: lines.length, head: `Claimed: ${claim}`, claim: true, r: null });
    }
    head = r.reform;
    lines.push({ i: lines.length, head: "", r });
  }
  const of = (row: unknown[]) => raw.outcomes[row[17] as number];
  const often = (n: number, row: unknown[]) =>
    raw.tooFew ? "too few draws" : inDraws(n, row[18] as number);
  return {
    id: "claims",
    question: "What does each reform change, by how much, and how sure is it?",
    finding,
    notes: [
      `Bar: in how many ${context.units} the outcome moves as the reform claims${raw.draws && (raw.replicates > 1 || raw.secondStreams) ? ", by the mean of the draw\u2019s streams of luck" : ""}. At the right: the median of the paired difference (same people, same luck), the baseline\u2019s median, the difference in per cent of it where it is 10 or more, and the range of 90 in 100 histories; in persons unless stated otherwise. The table has the Monte Carlo errors.`,
      MEDIANS,
      "A claim is tested on the named outcome only, which may be wider or narrower than the wording of the claim above the bars.",
      "Moves as claimed (in the table: supported): with 20 draws or more, the whole range of 90 in 100 lies on the side claimed, whether that is good or bad for people; the colour tells which. No change: the same in every history. Years in which the reform is in force; for fates, all who set out. The choices above do not apply here.",
      `${context.runs()}`,
      context.source(),
    ],
    draw: (width) => {
      if (rows.length === 0) return [];
      const narrow = width < NARROW,
        widest = (list: string[][]) => 12 + Math.max(0, ...list.flat().map((t) => measure(t)));
      const aside = narrow ? 0 : widest(rows.map((r) => r.figures)),
        marginRight = 4 + aside + widest(rows.map((r) => r.told));
      // on a small screen the figures stand above the bar, with its label
      const label = (l: Line) =>
        !l.r
          ? l.head
          : narrow && l.r.figures[0]
            ? `${l.r.what}: ${l.r.figures.join("; ")}`
            : l.r.what;
      const layout = rowsOf(lines, label, {
        width,
        marginRight: narrow ? 0 : marginRight,
        bar: 28,
        share: 0.36,
        heading: (l) => (l.r ? false : l.claim ? "plain" : true),
      });
      const marks = layout.rows.flatMap((l) => (l.item.r ? [{ ...l, ...l.item.r }] : []));
      return [
        Plot.plot({
          width,
          marginRight,
          ...frame(layout, 8, 44),
          style: { fontSize: "12px" },
          x: {
            labelOffset: 38,
            domain: [0, context.allDraws],
            label: context.mixed
              ? `per cent of ${context.units} that move as claimed \u2192`
              : `${context.units}, of ${raw.counted}, that move as claimed \u2192`,
            grid: true,
            ticks: 5,
            tickFormat: (d: number) => (Number.isInteger(d) ? `${d}` : ""),
          },
          marks: [
            Plot.rect(marks, {
              x1: 0,
              x2: (m) =>
                m.verdict === "too few draws" || !m.c.of
                  ? 0
                  : (context.allDraws * m.as) / m.c.of,
              y1: "y1",
              y2: "y2",
              fill: (m) =>
                m.verdict !== "supported" && m.verdict !== "contradicted"
                  ? "var(--soft)"
                  : m.fares > 0
                    ? "var(--worse)"
                    : m.fares < 0
                      ? "var(--better)"
                      : "var(--faint)",
              title: (m) => `${m.reform}\n${m.what}: ${m.told.join(" ")}`,
            }),
            ...layout.labels,
            Plot.text(narrow ? [] : marks, {
              x: context.allDraws,
              y: "at",
              text: (m) => m.figures.join("\n"),
              lineHeight: 1.15,
              textAnchor: "start",
              dx: 6,
              fill: "currentColor",
              clip: false,
            }),
            Plot.text(marks, {
              x: context.allDraws,
              y: "at",
              text: (m) => m.told.filter(Boolean).join("\n"),
              lineHeight: 1.15,
              textAnchor: "start",
              dx: 6 + aside,
              fill: "currentColor",
              clip: false,
            }),
          ],
        }),
      ];
    },
    open: true,
    table: {
      columns: [
        { name: "reform" },
        { name: "outcome claimed" },
        { name: "difference, median", show: (x, row) => value(x as number, of(row), true) },
        { name: "from (5%)", show: (x, row) => value(x as number, of(row), true) },
        { name: "to (95%)", show: (x, row) => value(x as number, of(row), true) },
        PERCENT,
        { name: "claimed to be" },
        { name: "baseline, median", show: (x, row) => value(x as number, of(row)) },
        { name: "with the reform, median", show: (x, row) => value(x as number, of(row)) },
        ...["Monte Carlo error of the median", "of 5%", "of 95%"].map((name) => ({
          name,
          show: (x: unknown, row: unknown[]) =>
            value(x as number, of(row), true).replace("+", ""),
        })),
        { name: `as claimed, ${context.units}`, show: (x, row) => often(x as number, row) },
        {
          name: `worse for people, ${context.units}`,
          show: (x, row) => (x === null ? "neither" : often(x as number, row)),
        },
        { name: "verdict" },
        { name: "in words", wide: true },
        { name: "period" },
      ],
      grouped: true,
      rows: rows.map((r) => [
        r.reform,
        r.what,
        r.c.difference[0],
        r.c.difference[2],
        r.c.difference[3],
        percentOf(r.c.difference[0], r.c.baseline[0], r.o),
        direction(r.o, r.c.direction > 0),
        r.c.baseline[0],
        r.c.reform[0],
        r.c.difference[1],
        r.c.difference[4],
        r.c.difference[5],
        r.as,
        r.worse,
        r.c.words,
        r.told.join(" ").trim(),
        r.c.period.replace("..", " to "),
        results.outcomeAt.get(r.c.metric) ?? 0,
        r.c.of,
      ]),
    },
  };
}
