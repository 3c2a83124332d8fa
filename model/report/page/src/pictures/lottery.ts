// SPDX-License-Identifier: GPL-3.0-or-later
// The recognition lottery: the same nationality in different states, simulated and published,
// and how often another state would have decided the same file the other way.
import * as Plot from "@observablehq/plot";
import type { Context } from "../context";
import type { Picture } from "../figure";
import { measure, wrap } from "../labels";
import { number, value } from "../words";

/** Fewer decided persons make no rate. */
const FEW = 10;

/** Whole per cent, below one with a decimal: the same in the title and in its square. */
const percent = (share: number) => number(share < 0.01 ? Math.round(1000 * share) / 10 : Math.round(100 * share));

export function lottery(context: Context): Picture {
  const { raw, results, choice } = context;
  const rate = results.outcomeAt.get("recognition_rate") ?? -1, index = results.outcomeAt.get("lottery_index") ?? -1;
  const o = raw.outcomes[rate], decided = results.outcomeAt.get("decisions_merits") ?? -1;
  const period = choice.period >= 0 ? choice.period : raw.periods.findIndex((p) => p[0] === "2016");
  const at = raw.thrifty && choice.scenario > 0 ? raw.inForce[choice.scenario] : period < 0 ? 0 : period, name = raw.periods[at][0];
  const first = raw.groups.length + 1;
  // the years shown may lie before any reform, and then all scenarios are alike
  const starts = context.reforms.map((s) => raw.periods[raw.inForce[s]]?.[1] ?? 0);
  const before = starts.length > 0 && raw.periods[at][2] < Math.min(...starts);
  const when = `${results.periodLabel(at)}${before ? ", before any reform" : choice.scenario ? `, ${results.title(choice.scenario)}` : ""}`;
  const chosen = choice.population ? raw.citizenships.indexOf(raw.groups[choice.population - 1][2]) : -1;
  const states = [...results.placeAt].filter(([id, p]) => p.kind === "state" && (!choice.place || choice.place === id || results.placeAt.get(choice.place)?.kind !== "state"));
  const rows = raw.citizenships.flatMap((citizen, c) => (chosen >= 0 && chosen !== c ? [] : states.flatMap(([id, p]) => {
    const view = { scenario: choice.scenario, population: first + c, place: id, period: at };
    const d = rate < 0 ? undefined : results.cell(rate, view)?.level;
    const published = raw.published.filter((r) => r[0] === "recognition_rate" && r[1] === citizen && r[2] === p.name && r[3] === name);
    if ((!d || !Number.isFinite(d.median) || d.n < raw.runs / 4) && !published.length) return [];
    const otherwise = index < 0 ? undefined : results.cell(index, view)?.level;
    const persons = decided < 0 ? NaN : results.cell(decided, view)?.level.median ?? 0;
    return [{ persons, citizen, label: results.placeLabelOf(citizen), state: p.name, d, otherwise, published: published.map((r) => ({ value: r[4] as number, source: `${r[5]}${r[6] ? ` (${r[6]})` : ""}` })) }];
  })));
  const simulated = rows.filter((r) => r.d && Number.isFinite(r.d.median));
  const many = simulated.filter((r) => r.persons >= FEW);
  const spread = raw.citizenships.map((c) => {
    const here = many.filter((r) => r.citizen === c && r.persons >= 50).sort((a, b) => a.d!.median - b.d!.median);
    return { c, here, gap: here.length > 1 ? here[here.length - 1].d!.median - here[0].d!.median : 0 };
  }).sort((a, b) => b.gap - a.gap)[0];
  const all = index < 0 ? null : results.cell(index, { scenario: choice.scenario, population: 0, place: 0, period: at })?.level;
  const finding = !spread || spread.gap <= 0 ? "No two states decide people of the same nationality here"
    : `${when}: of citizens of ${results.placeLabelOf(spread.c)} ${percent(spread.here[0].d!.median)} % are recognised in ${results.placeLabelOf(spread.here[0].state)}, ${percent(spread.here[spread.here.length - 1].d!.median)} % in ${results.placeLabelOf(spread.here[spread.here.length - 1].state)}${all && Number.isFinite(all.median) ? `; another state would have ruled the other way in ${value(all.median, raw.outcomes[index])} of cases` : ""}`;
  const citizens = [...new Set(rows.map((r) => r.citizen))], names = [...new Set(rows.map((r) => r.state))].sort();
  return {
    id: "lottery",
    question: "Does the same person get the same answer in every state?",
    finding,
    notes: [
      `Square: the simulated rate of recognition, the darker the higher (median over the histories in which someone was decided); the number in it is in per cent. A hollow square: under ${FEW} persons decided (median), too few for a rate. Ring: a published figure, placed in the same square and as dark as its rate; two rings: two sources that differ; the table holds them. Denominator: persons decided on the merits at first instance. ${context.results.title(choice.scenario)}, ${results.periodLabel(at)}. ${choice.period < 0 && at === period ? "Unless a period is chosen the picture shows 2016, the last year with published rates. " : ""}${before ? "No reform is in force yet, so the picture is the same under each. " : ""}The baseline\u2019s thresholds were solved to meet published rates, so nearness is no proof.`,
      "Decided otherwise (table): of the rulings that all other states would have made on the same files, the share that goes the other way.",
      context.codes(names), context.runs(), context.source(),
    ],
    draw: (width) => {
      if (!rows.length) return [];
      const left = Math.ceil(Math.min(10 + Math.max(...citizens.map((c) => measure(results.placeLabelOf(c), 11))), width * 0.3)), narrow = (width - left) / names.length < 26;
      const dark = (x: number) => x > 0.45;
      const published = rows.flatMap((r) => r.published.map((p, i) => ({ ...r, p: p.value, source: p.source, dy: r.published.length < 2 ? 0 : i % 2 ? 7 : -7 })));
      return [Plot.plot({
        width, height: 60 + 30 * citizens.length, marginLeft: left, marginTop: 48, marginBottom: 4, marginRight: 8, style: { fontSize: "11px" }, padding: 0.05,
        x: { axis: "top", domain: names, label: null, tickSize: 0, tickRotate: narrow ? -90 : 0 },
        y: { domain: citizens, label: null, tickSize: 0, tickFormat: (c: string) => wrap(results.placeLabelOf(c), left - 8, 11).join("\n") },
        color: { type: "linear", domain: [0, 1], range: ["#eef2f6", "#123a5e"], interpolate: "rgb" },
        marks: [
          Plot.cell(simulated, { x: "state", y: "citizen", fill: "none", stroke: "var(--rule)" }),
          Plot.cell(many, { x: "state", y: "citizen", fill: (r) => r.d!.median, stroke: "var(--rule)", title: (r) => `${r.label} in ${results.placeLabelOf(r.state)}: ${value(r.d!.median, o)}` }),
          Plot.text(narrow ? [] : many, { x: "state", y: "citizen", text: (r) => percent(r.d!.median), fill: (r) => (dark(r.d!.median) ? "white" : "black"), dx: -5 }),
          ...[0, -7, 7].map((dy) => Plot.dot(published.filter((p) => p.dy === dy), { x: "state", y: "citizen", fill: "p", stroke: "#c75b00", strokeWidth: 1.6, r: narrow ? 3 : 4.5, dx: narrow ? 0 : 8, dy, title: (r) => `published: ${value(r.p, o)} (${r.source})` })),
        ],
      })];
    },
    table: {
      columns: [{ name: "nationality" }, { name: "state" },
        ...["simulated, median", "from (5 %)", "to (95 %)", "Monte Carlo error"].map((n) => ({ name: n, show: (x: unknown) => value(x as number | null, o) })),
        { name: "persons decided, median", show: (x) => number(x as number) },
        { name: "decided otherwise elsewhere, median", show: (x) => value(x as number | null, raw.outcomes[index]) },
        { name: "published", show: (x) => x === null ? "" : value(x as number, o) }, { name: "source of the published figure" }],
      rows: rows.flatMap((r) => (r.published.length ? r.published : [null]).map((p) => [r.label, results.placeLabelOf(r.state),
        r.d?.median ?? null, r.d?.low ?? null, r.d?.high ?? null, r.d?.error ?? null, r.persons, r.otherwise?.median ?? null, p?.value ?? null, p?.source ?? ""])),
    },
  };
}
