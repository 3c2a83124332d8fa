// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated against published figures; misses are shown and named.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { number, value } from "../words";

export function fit(context: Context): Picture {
  const { raw, results, choice } = context;
  const citizen = choice.population ? raw.groups[choice.population - 1] : null;
  const place = choice.place ? results.placeName(choice.place) : "";
  const year = choice.period > 0 ? raw.periods[choice.period][0] : "";
  const whom = (name: string) => {
    const g = raw.groups.find((x) => x[0] === name);
    return name === "all"
      ? "everyone"
      : g
        ? g[1] || name
        : `citizens of ${results.placeLabelOf(name)}`;
  };
  const where = (name: string) =>
    name === "all"
      ? "all places"
      : name
          .split(">")
          .map((p) => (p ? results.placeLabelOf(p) : "anywhere"))
          .join(" to ");
  const rows = raw.published
    .filter((r) => !/^\d{4}-\d\d$/.test(`${r[3]}`) && r[11] !== 0)
    .filter((r) => !citizen || r[1] === citizen[0] || r[1] === citizen[2])
    .filter((r) => !place || `${r[2]}`.split(">").includes(place))
    .filter((r) => !year || r[3] === year)
    .map((r) => {
      const o = raw.outcomes[results.outcomeAt.get(`${r[0]}`)!];
      const [published, median, error, low, high] = [r[4], r[7], r[8], r[9], r[10]] as number[];
      return {
        o,
        what: `${o.label}: ${whom(`${r[1]}`)}, ${where(`${r[2]}`)}, ${`${r[3]}`.replace("..", " to ")}`,
        published,
        median,
        error,
        low,
        high,
        source: `${r[5]}${r[6] ? ` (${r[6]})` : ""}`,
        inside: published >= low && published <= high,
      };
    });
  const counts = rows.filter((r) => r.o.unit !== "share" && r.published > 0 && r.median > 0),
    shares = rows.filter((r) => r.o.unit === "share");
  const missed = rows.filter((r) => !r.inside).length;
  const one = (data: typeof rows, share: boolean, width: number) => {
    if (!data.length) return null;
    const k = share ? 100 : 1;
    const ends = data.flatMap((r) => [r.published * k, r.median * k]).filter((x) => x > 0);
    const line = share
      ? [0, 100]
      : [Math.max(1, Math.min(...ends) * 0.7), Math.max(...ends) * 1.4];
    const powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6].filter((x) => x >= line[0] && x <= line[1]);
    return Plot.plot({
      width,
      height: Math.min(420, Math.max(300, width * 0.8)),
      marginLeft: 56,
      marginBottom: 46,
      style: { fontSize: "12px" },
      x: {
        type: share ? "linear" : "log",
        domain: line,
        label: share ? "published, per cent \u2192" : "published, persons or events \u2192",
        grid: true,
        labelOffset: 40,
        tickFormat: share ? undefined : "~s",
        ticks: share ? 5 : powers,
      },
      y: {
        type: share ? "linear" : "log",
        domain: line,
        label: share ? "\u2191 simulated, per cent" : "\u2191 simulated",
        grid: true,
        tickFormat: share ? undefined : "~s",
        ticks: share ? 5 : powers,
        clamp: true,
      },
      marks: [
        Plot.line(
          [
            [line[0], line[0]],
            [line[1], line[1]],
          ],
          { stroke: "currentColor", strokeDasharray: "4,3" },
        ),
        Plot.ruleX(data, {
          x: (r) => r.published * k,
          y1: (r) => Math.max(line[0], r.low * k),
          y2: (r) => Math.max(line[0], r.high * k),
          stroke: (r) => (r.inside ? "var(--soft)" : "var(--worse)"),
          strokeWidth: 1.2,
        }),
        Plot.dot(data, {
          x: (r) => r.published * k,
          y: (r) => Math.max(line[0], r.median * k),
          r: 3.5,
          symbol: (r: { inside: boolean }) => (r.inside ? "circle" : "times"),
          stroke: (r: { inside: boolean }) => (r.inside ? "var(--mark)" : "var(--worse)"),
          strokeWidth: 1.6,
          title: (r) =>
            `${r.what}\npublished ${value(r.published, r.o)}, simulated ${value(r.median, r.o)}`,
        }),
      ],
    });
  };
  return {
    id: "fit",
    question: "Does the baseline match published figures?",
    finding:
      rows.length === 0
        ? "There is no published figure for this choice"
        : `${rows.length - missed} of ${rows.length} published figures lie within the simulated range; ${missed} ${missed === 1 ? "lies" : "lie"} outside, where about ${number(Math.round(rows.length / 10))} would be expected`,
    notes: [
      `Circle: the published figure lies within the baseline\u2019s range of 90 in 100 histories; cross: outside. On the dashed line both agree. Bars: the range. Left: counts on a logarithmic scale (zeros are left out); right: shares. ${Number.isFinite(results.lastPublished()) ? `No published figure is later than ${results.lastPublished()}. ` : ""}Because the baseline was set against such figures, matching them does not validate it.`,
      `${context.runs()} Monte Carlo errors are in the table.`,
      context.source(),
    ],
    draw: (width) => {
      const wide = width >= 900 ? Math.floor((width - 16) / 2) : width;
      const side = document.createElement("div");
      side.className = "side";
      for (const part of [one(counts, false, wide), one(shares, true, wide)])
        if (part) side.append(part);
      return rows.length ? [side] : [];
    },
    table: {
      columns: [
        { name: "what" },
        ...["published", "simulated, median", "from (5%)", "to (95%)", "Monte Carlo error"].map(
          (name) => ({
            name,
            show: (x: unknown, row: unknown[]) =>
              row[8] === "share"
                ? value(x as number, { unit: "share" } as never)
                : number(x as number),
          }),
        ),
        { name: "verdict" },
        { name: "source" },
      ],
      rows: [...rows]
        .sort((a, b) => +a.inside - +b.inside)
        .map((r) => [
          r.what,
          r.published,
          r.median,
          r.low,
          r.high,
          r.error,
          r.inside ? "inside" : "missed",
          r.source,
          r.o.unit,
        ]),
    },
  };
}
