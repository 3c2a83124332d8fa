// SPDX-License-Identifier: GPL-3.0-or-later
// The recognition lottery: the same nationality in different states, simulated and published,
// and how often another state would have decided the same file the other way.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { measure, NARROW, wrap } from "../labels";
import { number, value } from "../words";

/** Fewer decided persons make no rate; fewer in either state no example for the title. */
const FEW = 10,
  ENOUGH = 50;

/** Whole per cent, below one with a decimal: the same in the title and in its square. */
const percent = (share: number) =>
  number(share < 0.01 ? Math.round(1000 * share) / 10 : Math.round(100 * share));

const SVG = "http://www.w3.org/2000/svg";

/** The pattern of what is too few for a rate: neither a low rate nor a high one, in light or dark. */
function hatching(): SVGElement {
  const defs = document.createElementNS(SVG, "defs"),
    pattern = document.createElementNS(SVG, "pattern"),
    line = document.createElementNS(SVG, "path");
  for (const [k, v] of Object.entries({
    id: "too-few",
    width: "6",
    height: "6",
    patternUnits: "userSpaceOnUse",
  }))
    pattern.setAttribute(k, v);
  for (const [k, v] of Object.entries({
    d: "M0,6 6,0",
    stroke: "var(--rule)",
    "stroke-width": "1.2",
  }))
    line.setAttribute(k, v);
  pattern.append(line);
  defs.append(pattern);
  return defs;
}

export function lottery(context: Context): Picture {
  const { raw, results, choice } = context;
  const rate = results.outcomeAt.get("recognition_rate") ?? -1,
    index = results.outcomeAt.get("lottery_index") ?? -1;
  const o = raw.outcomes[rate],
    decided = results.outcomeAt.get("decisions_merits") ?? -1;
  const period =
    choice.period >= 0
      ? choice.period
      : raw.periods.findIndex((p) => p[0] === `${results.lastPublished("recognition_rate")}`);
  const at =
      raw.thrifty && choice.scenario > 0
        ? raw.inForce[choice.scenario]
        : period < 0
          ? 0
          : period,
    name = raw.periods[at][0];
  const first = raw.groups.length + 1;
  // the years shown may lie before any reform, and then all scenarios are alike
  const starts = context.reforms.map((s) => raw.periods[raw.inForce[s]]?.[1] ?? 0);
  const before = starts.length > 0 && raw.periods[at][2] < Math.min(...starts);
  const when = `${results.periodLabel(at)}${before ? ", before any reform" : choice.scenario ? `, ${results.title(choice.scenario)}` : ""}`;
  const chosen = choice.population
    ? raw.citizenships.indexOf(raw.groups[choice.population - 1][2])
    : -1;
  const states = [...results.placeAt].filter(([, p]) => p.kind === "state"); // of one alone nothing can be compared
  const rows = raw.citizenships.flatMap((citizen, c) =>
    chosen >= 0 && chosen !== c
      ? []
      : states.flatMap(([id, p]) => {
          const view = {
            scenario: choice.scenario,
            population: first + c,
            place: id,
            period: at,
          };
          const d = rate < 0 ? undefined : results.cell(rate, view)?.level;
          const published = raw.published.filter(
            (r) =>
              r[0] === "recognition_rate" &&
              r[1] === citizen &&
              r[2] === p.name &&
              r[3] === name,
          );
          if ((!d || !Number.isFinite(d.median) || d.n < raw.runs / 4) && !published.length)
            return [];
          const otherwise = index < 0 ? undefined : results.cell(index, view)?.level;
          const persons = decided < 0 ? NaN : (results.cell(decided, view)?.level.median ?? 0);
          return [
            {
              persons,
              citizen,
              label: results.placeLabelOf(citizen),
              state: p.name,
              d,
              otherwise,
              published: published.map((r) => ({
                value: r[4] as number,
                source: `${r[5]}${r[6] ? ` (${r[6]})` : ""}`,
              })),
            },
          ];
        }),
  );
  const simulated = rows.filter((r) => r.d && Number.isFinite(r.d.median));
  const many = simulated.filter((r) => r.persons >= FEW);
  const spread = raw.citizenships
    .map((c) => {
      const here = many
        .filter((r) => r.citizen === c && r.persons >= ENOUGH)
        .sort((a, b) => a.d!.median - b.d!.median);
      return {
        c,
        here,
        gap: here.length > 1 ? here[here.length - 1].d!.median - here[0].d!.median : 0,
      };
    })
    .sort((a, b) => b.gap - a.gap)[0];
  const all =
    index < 0
      ? null
      : results.cell(index, { scenario: choice.scenario, population: 0, place: 0, period: at })
          ?.level;
  /** The last row: all nationalities in all states together. */
  const everyone = () => {
    const view = { scenario: choice.scenario, population: 0, place: 0, period: at },
      d = rate < 0 ? undefined : results.cell(rate, view)?.level,
      persons = decided < 0 ? undefined : results.cell(decided, view)?.level;
    return d && Number.isFinite(d.median) && all
      ? [
          [
            "all nationalities",
            "all states",
            d.median,
            d.low,
            d.high,
            d.error,
            persons?.median ?? 0,
            all.median,
            null,
            "",
          ],
        ]
      : [];
  };
  const finding =
    !spread || spread.gap <= 0
      ? `No two states decide the claims of ${ENOUGH} or more people of the same nationality here`
      : `${when}: ${percent(spread.here[0].d!.median)}% of applicants from ${results.placeLabelOf(spread.c)} are recognised in ${results.placeLabelOf(spread.here[0].state)}, ${percent(spread.here[spread.here.length - 1].d!.median)}% in ${results.placeLabelOf(spread.here[spread.here.length - 1].state)}${all && Number.isFinite(all.median) ? `. Another state would have ruled the other way in ${value(all.median, raw.outcomes[index])} of cases` : ""}`;
  const citizens = [...new Set(rows.map((r) => r.citizen))],
    names = [...new Set(rows.map((r) => r.state))].sort();
  return {
    id: "lottery",
    question: "Does the same person get the same answer in every state?",
    title: "Same nationality, different answer: who is recognised where",
    under: `Recognised per 100 decisions on the merits at first instance; ${results.periodLabel(at)}.`,
    finding,
    notes: [
      `Square: the simulated recognition rate, in per cent; the darker, the higher (median over the histories with a decision). Hatched: fewer than ${FEW} decisions (median), too few for a rate; empty: none. Ring: a published figure, shaded in the same way; sources that differ have a ring each. The table has them all; on a narrow screen, only the table. The example is the nationality with the widest gap between two states that each decided ${ENOUGH} claims or more (median). Denominator: persons decided on the merits at first instance. ${context.results.title(choice.scenario)}, ${results.periodLabel(at)}. ${choice.period < 0 && at === period ? `Unless a period is chosen the picture shows ${results.periodLabel(at)}, the last year with published rates. ` : ""}${before ? "No reform is in force yet, so the picture is the same under each. " : ""}The baseline\u2019s thresholds were solved to meet published rates, so nearness is no proof.${choice.place ? ` The choice of ${results.placeLabel(choice.place)} is not applied: states are compared.` : ""}`,
      "Decided otherwise (table): the share of rulings by all other states on the same files that would go the other way.",
      context.runs(),
      context.source(),
    ],
    draw: (width) => {
      if (!rows.length) return [];
      // on a small screen the states stand below one another, for there are more of them
      const narrow = width < NARROW,
        px = 11,
        nation = (c: string) => results.placeLabelOf(c);
      const named = (n: string) => (narrow ? results.placeLabelOf(n) : nation(n));
      const across = narrow ? citizens : names,
        down = narrow ? names : citizens;
      const [x, y] = narrow ? ["citizen", "state"] : ["state", "citizen"];
      const left = Math.ceil(
          Math.min(
            10 + Math.max(...down.map((d) => measure(named(d), px))),
            width * (narrow ? 0.26 : 0.3),
          ),
        ),
        cell = (width - left - 8) / across.length;
      const top = 20 + Math.ceil(Math.max(...across.map((d) => measure(nation(d), px))));
      // a narrow cell has room for its number, not for rings beside it
      const published = narrow
        ? []
        : rows.flatMap((r) =>
            r.published.map((p, i, all) => ({
              ...r,
              p: p.value,
              source: p.source,
              dy:
                all.length < 2
                  ? 0
                  : (i - (all.length - 1) / 2) * Math.min(14, 20 / (all.length - 1)),
            })),
          );
      const ring = 4,
        aside = 9;
      const digits = (!narrow && cell >= 30) || (narrow && cell >= 18);
      const hatch: Plot.RenderFunction = () => hatching();
      return [
        Plot.plot({
          width,
          height: top + 12 + 30 * down.length,
          marginLeft: left,
          marginTop: top,
          marginBottom: 4,
          marginRight: 8,
          style: { fontSize: `${px}px` },
          padding: 0.05,
          x: {
            axis: "top",
            domain: across,
            label: null,
            tickSize: 0,
            tickRotate: -90,
            tickFormat: nation,
          },
          y: {
            domain: down,
            label: null,
            tickSize: 0,
            tickFormat: (d: string) => wrap(named(d), left - 8, px).join("\n"),
          },
          marks: [
            hatch,
            Plot.cell(simulated, { x, y, fill: "url(#too-few)", stroke: "var(--rule)" }),
            Plot.cell(many, { x, y, fill: "var(--paper)" }),
            Plot.cell(many, {
              x,
              y,
              fill: "var(--mark)",
              fillOpacity: (r) => r.d!.median,
              stroke: "var(--faint)",
              title: (r) =>
                `${r.label} in ${results.placeLabelOf(r.state)}: ${value(r.d!.median, o)}`,
            }),
            ...[...new Set(published.map((p) => p.dy))].flatMap((dy) => {
              const here = published.filter((p) => p.dy === dy),
                at = { x, y, dx: aside, dy };
              return [
                Plot.dot(here, { ...at, r: ring + 1.5, fill: "var(--paper)" }),
                Plot.dot(here, {
                  ...at,
                  r: ring,
                  fill: "var(--mark)",
                  fillOpacity: "p",
                  stroke: "var(--worse)",
                  strokeWidth: 2,
                  title: (r) => `published: ${value(r.p, o)} (${r.source})`,
                }),
              ];
            }),
            Plot.text(digits ? many : [], {
              x,
              y,
              text: (r) => percent(r.d!.median),
              fill: "currentColor",
              stroke: "var(--paper)",
              strokeWidth: 3,
              fontSize: narrow ? 9 : px,
              dx: narrow ? 0 : -6,
            }),
          ],
          opacity: { type: "linear", domain: [0, 1], range: [0, 1] },
        }),
      ];
    },
    table: {
      columns: [
        { name: "nationality" },
        { name: "state" },
        ...["simulated, median", "from (5%)", "to (95%)", "Monte Carlo error"].map((n) => ({
          name: n,
          show: (x: unknown) => value(x as number | null, o),
        })),
        { name: "persons decided, median", show: (x) => number(x as number) },
        {
          name: "decided otherwise elsewhere, median",
          show: (x) => value(x as number | null, raw.outcomes[index]),
        },
        { name: "published", show: (x) => (x === null ? "" : value(x as number, o)) },
        { name: "source of the published figure" },
      ],
      rows: [
        ...rows.flatMap((r) =>
          (r.published.length ? r.published : [null]).map((p) => [
            r.label,
            results.placeLabelOf(r.state),
            r.d?.median ?? null,
            r.d?.low ?? null,
            r.d?.high ?? null,
            r.d?.error ?? null,
            r.persons,
            r.otherwise?.median ?? null,
            p?.value ?? null,
            p?.source ?? "",
          ]),
        ),
        ...everyone(),
      ],
    },
  };
}
