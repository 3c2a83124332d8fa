// SPDX-License-Identifier: GPL-3.0-or-later
// How an outcome is to be read: what its sum over all places counts, of what it is a part, and
// whether it moves only since more or fewer people come so far (model/report/moved.c).
import { IN_FORCE, type Context } from "./context";
import { count, number, value } from "./words";

const BY_EXPOSURE = 1,
  BY_RATE = 2;

interface Moved {
  by: number;
  exposed: number;
  before: number | null;
  after: number | null;
  same: boolean;
}

/** Asked for everyone, all places and the years in force, for which it is known. */
function movedOf(context: Context, outcome: number, scenario: number): Moved | null {
  const { choice, raw } = context;
  if (choice.population || choice.place || choice.period !== IN_FORCE) return null;
  const row = raw.moved.find(([o, s]) => o === outcome && s === scenario);
  return row
    ? { by: row[2]!, exposed: row[3]!, before: row[4], after: row[5], same: row[6] === 1 }
    : null;
}

/** Moved only or mostly by how many come so far. */
export const isExposure = (context: Context, outcome: number, scenario: number) =>
  movedOf(context, outcome, scenario)?.by === BY_EXPOSURE;

function rates({ before, after }: Moved): string {
  if (before === null || after === null)
    return `; nobody does ${before === null ? "in the baseline" : "under the reform"}`;
  const of = before <= 1 && after <= 1 ? 100 : 1;
  return `; ${of === 1 ? "for each of them" : "of 100 of them"} it is ${number(of * before)} in the baseline, ${number(of * after)} under the reform`;
}

/** Why it moves, in words; "" where that is not known. */
export function mover(context: Context, outcome: number, scenario: number): string {
  const moved = movedOf(context, outcome, scenario),
    { raw, results } = context;
  if (!moved) return "";
  const among =
    raw.outcomes[results.outcomeAt.get(raw.outcomes[outcome].among || "departures")!];
  const many = moved.exposed < 0 ? "fewer" : "more";
  const why =
    moved.by === BY_RATE
      ? "because the people who reach this stage fare differently"
      : moved.by === BY_EXPOSURE
        ? `${moved.same ? "mostly" : "only"} because ${many} reach this stage`
        : `because ${many} reach this stage, and because they fare differently`;
  return `${why} (${among.label}: ${value(moved.exposed, among, true)}${rates(moved)})`;
}

/** All that must be known of an outcome under one reform, as sentences. */
export function reading(context: Context, outcome: number, scenario: number): string {
  const o = context.raw.outcomes[outcome],
    why = scenario ? mover(context, outcome, scenario) : "";
  const totals = o.partOf.map(
    (name) => context.raw.outcomes[context.results.outcomeAt.get(name)!].label,
  );
  return [
    why ? `It moves ${why}.` : "",
    totals.length
      ? `Part of ${totals.map((t) => `\u201c${t}\u201d`).join(" and of ")}, whose parts may move against each other.`
      : "",
    context.choice.place ? "" : o.together,
  ]
    .filter(Boolean)
    .join(" ");
}

/** Under a picture of many outcomes: those marked with a star. */
export function starred(context: Context, outcomes: number[], scenario: number): string {
  const list = outcomes.filter((i) => isExposure(context, i, scenario));
  return list.length
    ? `* ${count(list.length, "outcome")} of these ${list.length === 1 ? "moves" : "move"} only or mostly because more or fewer people reach this stage, not because they fare differently: ${list.map((i) => `\u201c${context.raw.outcomes[i].label}\u201d ${mover(context, i, scenario)}`).join("; ")}.`
    : "";
}
