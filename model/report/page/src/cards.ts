// SPDX-License-Identifier: GPL-3.0-or-later
// What each reform does: one record for each, from which cards, matrix and tables are made.
import { endsOf, type Ends } from "./fates";
import { toldOf, type Sentences } from "./sentences";
import type { Diff, Outcome, Results } from "./data";

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

export interface Card {
  scenario: number;
  ends: Ends;
  told: Sentences | null;
  outcome: Outcome | null; // that the first sentence tells
  supported: number;
  claims: number;
}

export function endOf(results: Results, name: string, scenario: number): Diff | null {
  const i = results.outcomeAt.get(name);
  return i === undefined
    ? null
    : (results.cell(i, { scenario, population: 0, place: 0, period: 0 })?.difference ?? null);
}

function cardOf(results: Results, scenario: number): Card {
  const { raw } = results,
    told = toldOf(results, scenario);
  const own = raw.claims.filter((c) => c.scenario === scenario);
  return {
    scenario,
    ends: endsOf(results, scenario),
    told,
    outcome: raw.outcomes[results.outcomeAt.get(told?.metric ?? "") ?? -1] ?? null,
    supported: own.filter((c) => c.verdict === "supported").length,
    claims: own.length,
  };
}

/** In how many of the sets of assumptions tested it moves the same way: "14 of 16"; "" where none was. */
export const inWorlds = ({ told }: Card) =>
  told && told.worlds[1] ? `${told.worlds[0]} of ${told.worlds[1]}` : "";

const made = new WeakMap<Results, Card[]>();
/** The reform that touches most people first: by the median that its card prints. */
export function cardsOf(results: Results): Card[] {
  if (!made.has(results)) made.set(results, makeAll(results));
  return made.get(results)!;
}

function makeAll(results: Results): Card[] {
  return results.raw.scenarios
    .map((_, s) => s)
    .slice(1)
    .map((s) => cardOf(results, s))
    .sort(
      (a, b) =>
        touchedBy(b) - touchedBy(a) ||
        b.ends.persons - a.ends.persons ||
        a.scenario - b.scenario,
    );
}

/** People whose case ends differently, or who set out in one world only: the median. */
export const touchedBy = (c: Card) => c.told?.touched[0] ?? 0;
