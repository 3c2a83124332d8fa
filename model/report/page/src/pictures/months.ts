// SPDX-License-Identifier: GPL-3.0-or-later
// The places that the reform touches, or the place chosen, by month: published points over the
// simulated band.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import { el } from "../dom";
import type { Picture } from "../figure";
import { NARROW } from "../labels";
import { number } from "../words";

/** What a range of 90 in 100 leaves outside. */
const MISSES = 0.1;
/** A band is drawn up to so many times the largest likely value. */
const TIMES = 1.5;

interface Month {
  month: Date;
  name: string;
  low: number;
  quarter: number;
  median: number;
  threeQuarters: number;
  high: number;
}
interface Series {
  label: string;
  metric: string;
  population: number;
  place: number;
  base: Month[];
  here: Month[] | null;
  published: { month: Date; name: string; value: number; source: string }[];
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** Where nothing is published: the month in which the reform changes most, or the highest there is. */
function gap(wanted: Series[], scenario: number): string {
  const all = wanted.flatMap((w) =>
    w.base.map((b) => {
      const here = w.here?.find((h) => h.name === b.name)?.median ?? b.median;
      return { w, name: b.name, before: b.median, after: here };
    }),
  );
  const by = (x: (typeof all)[number]) => (scenario ? Math.abs(x.after - x.before) : x.before);
  const far = all.reduce((a, b) => (by(b) > by(a) ? b : a));
  if (!by(far)) return "Nothing changes from month to month here.";
  const when = `${MONTHS[+far.name.slice(5) - 1]} ${far.name.slice(0, 4)}`,
    [a, b] = [far.before, far.after].map((x) => number(Math.round(x)));
  return scenario
    ? `The reform changes most in ${when} (${far.w.label}): ${a} under the baseline and ${b} under the reform.`
    : `The highest month is ${when} (${far.w.label}): ${a}.`;
}

export function months(context: Context): Picture {
  const { raw, results, choice } = context;
  const s = choice.scenario;
  const nameOf = (m: number) =>
    `${raw.firstYear + Math.floor(m / 12)}-${`${(m % 12) + 1}`.padStart(2, "0")}`;
  const span = raw.periods[Math.max(0, choice.period)];
  const inside = (m: number) => m >= 12 * span[1] && m < 12 * (span[2] + 1);
  const date = (name: string) => new Date(Date.UTC(+name.slice(0, 4), +name.slice(5) - 1, 1));
  const read = (row: (string | number)[] | undefined): Month[] =>
    row === undefined
      ? []
      : Array.from({ length: (row.length - 4) / 5 }, (_, m) => {
          const [low, quarter, median, threeQuarters, high] = row.slice(
            4 + 5 * m,
            9 + 5 * m,
          ) as number[];
          return {
            month: date(nameOf(m)),
            name: nameOf(m),
            low,
            quarter,
            median,
            threeQuarters,
            high,
          };
        }).filter((_, m) => inside(m));
  /** Of a reform: median and range, from the month on in which it enters into force. */
  const after = (row: (string | number)[] | undefined): Month[] =>
    row === undefined
      ? []
      : Array.from({ length: (row.length - 5) / 3 }, (_, i) => {
          const [low, median, high] = row.slice(5 + 3 * i, 8 + 3 * i) as number[],
            m = i + +row[4];
          return {
            m,
            month: date(nameOf(m)),
            name: nameOf(m),
            low,
            quarter: NaN,
            median,
            threeQuarters: NaN,
            high,
          };
        }).filter(({ m }) => inside(m));
  const find = (metric: string, population: number, place: number, scenario: number) =>
    raw.monthly.find(
      (r) => r[0] === metric && r[1] === population && r[2] === place && r[3] === scenario,
    );
  const series = (metric: string, population: number, place: number): Series[] => {
    const base = read(find(metric, population, place, 0));
    if (!base.length) return [];
    const who = population ? results.populationName(population) : "all";
    const published = raw.published
      .filter(
        (r) =>
          r[0] === metric &&
          r[1] === who &&
          r[2] === results.placeName(place) &&
          /^\d{4}-\d\d$/.test(`${r[3]}`),
      )
      .map((r) => ({
        month: date(`${r[3]}`),
        name: `${r[3]}`,
        value: r[4] as number,
        source: `${r[5]}`,
      }))
      .filter((p) => base.some((b) => b.name === p.name));
    const o = raw.outcomes[results.outcomeAt.get(metric)!];
    const here = s ? after(find(metric, population, place, s)) : null;
    return [
      {
        label: `${results.placeLabel(place)}: ${o.label}, ${population ? `citizens of ${results.populationLabel(population)}` : "everyone"}`,
        metric,
        population,
        place,
        base,
        here: here?.length
          ? here.filter((h) => h.name >= (raw.scenarios[s][4] || "").slice(0, 7))
          : null,
        published,
      },
    ];
  };
  const citizen = (code: string) => {
    const c = raw.citizenships.indexOf(code);
    return c < 0 ? -1 : raw.groups.length + 1 + c;
  };
  const id = (name: string) => [...results.placeAt].find(([, p]) => p.name === name)?.[0] ?? -1;
  const [crossing, ...rest] = raw.touched[s];
  const states = rest.slice(0, 2),
    nation = choice.population ? raw.groups[choice.population - 1][2] : rest[2];
  /** Of the citizenship where figures of it are published, else of everyone. */
  const best = (metric: string, place: number): Series[] => {
    const one = citizen(nation) > 0 ? series(metric, citizen(nation), place) : [];
    return one.length && one[0].published.length ? one : series(metric, 0, place);
  };
  const wanted = choice.place
    ? raw.outcomes
        .filter(
          (o) =>
            ["claims_first", "border_admissions"].includes(o.name) &&
            results.fits(o, choice.place),
        )
        .flatMap((o) => best(o.name, choice.place))
    : [
        ...series("border_admissions", 0, id(crossing)),
        ...states.flatMap((state) => best("claims_first", id(state))),
      ];
  const withPoints = wanted.filter((w) => w.published.length);
  const points = withPoints.flatMap((w) =>
    w.published.map((p) => ({ p, b: w.base.find((b) => b.name === p.name)! })),
  );
  const hit = points.filter(({ p, b }) => p.value >= b.low && p.value <= b.high).length;
  // one scale for all, so that what is drawn twice as high is twice as many; a band that goes far
  // beyond what is likely is cut, lest it set the scale
  const largest = (all: Series[], list: (w: Series) => number[]) =>
    Math.max(1, ...all.flatMap(list).filter(Number.isFinite));
  const likely = (w: Series) => [
      ...w.base.flatMap((b) => [b.median, b.threeQuarters]),
      ...(w.here ?? []).map((h) => h.median),
      ...w.published.map((p) => p.value),
    ],
    furthest = (w: Series) => [...w.base, ...(w.here ?? [])].map((b) => b.high),
    top = (all: Series[]) => Math.min(largest(all, furthest), TIMES * largest(all, likely));
  const most = top(wanted);
  const cut = wanted.some((w) => largest([w], furthest) > most);
  return {
    id: "months",
    question: "Does the simulation follow the world, month by month?",
    title: choice.place
      ? `Month by month, in both worlds: ${results.placeLabel(choice.place)}`
      : "Month by month, in both worlds, where the reform takes effect",
    under: `Persons per month; ${s ? `baseline and \u201c${results.title(s)}\u201d` : "baseline"}. Line: median; band: 90 in 100 histories${cut ? ", cut off where it leaves the frame" : ""}.${wanted.length > 1 ? " One scale throughout." : ""}`,
    finding:
      wanted.length === 0
        ? "No monthly figures are kept for this place"
        : points.length
          ? `${hit} of ${points.length} published months lie within the simulated range; ${points.length - hit} ${points.length - hit === 1 ? "lies" : "lie"} outside, where about ${number(Math.round(MISSES * points.length))} would be expected even of a perfect model`
          : gap(wanted, s),
    notes: [
      `Outer band: 90 in 100 histories of the baseline; inner band: 50 in 100; line: median. Crosses: published figures${Number.isFinite(results.lastPublished()) ? ` (none later than ${results.lastPublished()})` : ""}. Dashed line with triangles, and the band with dashed edges: median and 90 in 100 histories under the chosen reform, from the month it enters into force. Months used to set the baseline do not validate it. ${results.assumption()}`,
      `${cut ? "Bands that leave the frame are cut off; the table has them. " : ""}Unit: persons per month${wanted.length > 1 ? ", on one scale throughout" : ""}. ${choice.population ? "Figures are published by citizenship, so the citizenship of the group is shown. " : ""}${context.runs()}`,
      [...new Set(withPoints.flatMap((w) => w.published.map((p) => p.source)))].join("; ")
        ? `Published: ${[...new Set(withPoints.flatMap((w) => w.published.map((p) => p.source)))].join("; ")}.`
        : "",
      context.source(),
    ],
    draw: (width) =>
      wanted.map((w) =>
        el(
          "div",
          {},
          el("h4", {}, w.label),
          Plot.plot({
            width,
            height: 232,
            marginLeft: 50,
            marginRight: 28,
            marginTop: width < NARROW ? 44 : 26,
            marginBottom: 42,
            style: { fontSize: "12px" },
            x: { type: "utc", label: null, ticks: width < 500 ? 4 : 8 },
            y: {
              grid: true,
              label: "\u2191 persons per month",
              domain: [0, 1.05 * most],
              ticks: 4,
            },
            marks: [
              Plot.areaY(w.base, {
                x: "month",
                y1: "low",
                y2: "high",
                fill: "var(--soft)",
                fillOpacity: 0.45,
                clip: true,
              }),
              Plot.areaY(w.base, {
                x: "month",
                y1: "quarter",
                y2: "threeQuarters",
                fill: "var(--soft)",
                fillOpacity: 0.8,
              }),
              w.here
                ? Plot.areaY(w.here, {
                    x: "month",
                    y1: "low",
                    y2: "high",
                    fill: "var(--worse)",
                    fillOpacity: 0.13,
                    clip: true,
                  })
                : null,
              ...(w.here
                ? ["low", "high"].map((y) =>
                    Plot.line(w.here!, {
                      x: "month",
                      y,
                      stroke: "var(--worse)",
                      strokeWidth: 0.8,
                      strokeDasharray: "2,3",
                      clip: true,
                    }),
                  )
                : []),
              Plot.line(w.base, {
                x: "month",
                y: "median",
                stroke: "var(--mark)",
                strokeWidth: 1.5,
              }),
              w.here
                ? Plot.line(w.here, {
                    x: "month",
                    y: "median",
                    stroke: "var(--worse)",
                    strokeWidth: 1.8,
                    strokeDasharray: "6,5",
                  })
                : null,
              w.here
                ? Plot.dot(
                    w.here.filter((_, i) => i % 6 === 5),
                    {
                      x: "month",
                      y: "median",
                      symbol: "triangle",
                      r: 4,
                      stroke: "var(--worse)",
                      fill: "var(--paper)",
                      strokeWidth: 1.6,
                    },
                  )
                : null,
              Plot.dot(w.published, {
                x: "month",
                y: "value",
                symbol: "times",
                stroke: "currentColor",
                strokeWidth: 1.6,
                r: 3.2,
                title: (p) => `${p.name}: ${number(p.value)}`,
              }),
              Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
              Plot.text(
                [
                  `\u2500\u2500 baseline${w.here ? "   \u25b5 with the reform" : ""}${w.published.length ? "   \u00d7 published" : ""}`,
                ],
                { frameAnchor: "top-right", dy: -14, fill: "currentColor" },
              ),
            ],
          }),
        ),
      ),
    table: {
      columns: [
        { name: "series" },
        { name: "month" },
        ...[
          "baseline, median",
          "5%",
          "25%",
          "75%",
          "95%",
          "with the reform, median",
          "with the reform, 5%",
          "with the reform, 95%",
          "published",
        ].map((name) => ({
          name,
          show: (x: unknown) => (x === null ? "" : number(x as number)),
        })),
      ],
      rows: wanted.flatMap((w) =>
        w.base.map((b) => [
          w.label,
          b.name,
          b.median,
          b.low,
          b.quarter,
          b.threeQuarters,
          b.high,
          ...(({ median, low, high }) => [median, low, high])(
            w.here?.find((h) => h.name === b.name) ?? { median: null, low: null, high: null },
          ),
          w.published.find((p) => p.name === b.name)?.value ?? null,
        ]),
      ),
    },
  };
}
