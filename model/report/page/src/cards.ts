// SPDX-License-Identifier: GPL-3.0-or-later
// What each reform does, in a sentence, a hundred people and how sure it is: one record for each,
// from which cards, matrix and tables are made.
import { endsOf, type Ends } from "./fates";
import { figureOf, sayParts, type Figure } from "./sentences";
import type { Claim, Diff, Results } from "./data";

/** The ends that are told beside a claim; each person has one of them. */
export const ENDS = [
  "protected",
  "fate_waiting",
  "without_status",
  "fate_gave_up",
  "fate_returned_unharmed",
  "ended_refouled",
  "fate_seized_in_transit",
  "fate_returned_persecuted",
];
export const WORLDS = 16;

export interface Told extends Figure {
  low: number;
  high: number;
  sure: number; // 1 or -1 where zero lies outside the range
  claim: Claim | null;
}
export interface Card {
  scenario: number;
  ends: Ends;
  head: Told | null;
  second: Told | null;
  supported: number;
  claims: number;
  holds: number | null; // of WORLDS; null where not known
}

export function endOf(results: Results, name: string, scenario: number): Diff | null {
  const i = results.outcomeAt.get(name);
  return i === undefined
    ? null
    : (results.cell(i, { scenario, population: 0, place: 0, period: 0 })?.difference ?? null);
}

function toldClaim(c: Claim): Told {
  const [, , low, high] = c.difference;
  return {
    ...figureOf(c),
    low: low ?? NaN,
    high: high ?? NaN,
    sure:
      c.verdict === "supported" ? c.direction : c.verdict === "contradicted" ? -c.direction : 0,
    claim: c,
  };
}

function toldEnd(metric: string, d: Diff): Told {
  return {
    metric,
    population: "all",
    place: "all",
    difference: d.median,
    low: d.low,
    high: d.high,
    sure: d.sure,
    claim: null,
  };
}

const larger = (a: Told, b: Told) => Math.abs(b.difference) - Math.abs(a.difference);

function cardOf(results: Results, scenario: number): Card {
  const { raw } = results;
  const own = raw.claims.filter((c) => c.scenario === scenario);
  const persons = (t: Told) =>
    raw.outcomes[results.outcomeAt.get(t.metric) ?? -1]?.unit === "persons" ? 1 : 0;
  const claims = own
    .filter((c) => c.n && !c.still && c.difference[0])
    .map(toldClaim)
    .sort((a, b) => +!!b.sure - +!!a.sure || persons(b) - persons(a) || larger(a, b));
  const ends = ENDS.flatMap((name) => {
    const d = endOf(results, name, scenario);
    return d && !d.same && d.median ? [toldEnd(name, d)] : [];
  }).sort((a, b) => +!!b.sure - +!!a.sure || larger(a, b));
  const head = claims.find((t) => t.sure) ?? ends.find((t) => t.sure) ?? claims[0] ?? ends[0];
  const second = head?.sure ? ends.find((t) => t.sure && t.metric !== head.metric) : undefined;
  const told = head?.claim
    ? raw.closures.told.filter(
        (t) =>
          t[0] === scenario &&
          t[1] === head.claim!.direction &&
          t[2] === head.metric &&
          t[3] === head.population &&
          t[4] === head.place,
      )
    : [];
  return {
    scenario,
    ends: endsOf(results, scenario),
    head: head ?? null,
    second: second ?? null,
    supported: own.filter((c) => c.verdict === "supported").length,
    claims: own.length,
    holds: told.length ? told[told.length - 1][7] : null,
  };
}

const made = new WeakMap<Results, Card[]>();
/** The strongest first: the one with which the most lives take another end. */
export function cardsOf(results: Results): Card[] {
  if (!made.has(results)) made.set(results, makeAll(results));
  return made.get(results)!;
}

function makeAll(results: Results): Card[] {
  return results.raw.scenarios
    .map((_, s) => s)
    .slice(1)
    .map((s) => cardOf(results, s))
    .sort((a, b) => b.ends.persons - a.ends.persons || a.scenario - b.scenario);
}

export const NOTHING = "Nothing moves in any simulated history";
/** The sentence in pieces; every second one is a number with its "more" or "fewer". */
export function sentence(results: Results, card: Card): string[] {
  const { head, second } = card;
  if (!head) return [`${NOTHING}.`];
  const [n, what] = sayParts(results, head);
  if (!head.sure)
    return [
      results.raw.tooFew ? "So far, " : "Perhaps ",
      n,
      ` ${what}; ${results.raw.tooFew ? "too few draws to be sure" : "it may as well be none, or the reverse"}.`,
    ];
  if (!second) return ["", n, ` ${what}.`];
  const [m, then] = sayParts(results, second);
  return ["", n, ` ${what}; `, m, ` ${then}.`];
}
export const sentenceText = (results: Results, card: Card) => sentence(results, card).join("");
