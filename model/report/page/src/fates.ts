// SPDX-License-Identifier: GPL-3.0-or-later
// What became of people, in seven kinds, and the same of a hundred of them.
import { fiveOf, OTHERWISE, rowsOf, stepOf, type Results } from "./data";

export interface Kind {
  name: string;
  label: string;
  colour: string;
  fates: string[];
}
/** In the order of the squares: the best ends first, the worst last. */
export const KINDS: Kind[] = [
  {
    name: "protected",
    label: "protected",
    colour: "var(--protected)",
    fates: ["refugee", "subsidiary", "humanitarian", "temporary", "safe_route"],
  },
  {
    name: "waiting",
    label: "waiting for an answer",
    colour: "var(--waiting)",
    fates: ["waiting"],
  },
  {
    name: "no_status",
    label: "without status",
    colour: "var(--nostatus)",
    fates: ["no_status_transit", "no_status_europe"],
  },
  {
    name: "home",
    label: "gave up, or stayed at home",
    colour: "var(--home)",
    fates: ["gave_up", "displaced", "at_home"],
  },
  {
    name: "returned",
    label: "returned, unharmed",
    colour: "var(--returned)",
    fates: ["returned_unharmed"],
  },
  {
    name: "harmed",
    label: "refouled, seized, persecuted or dead",
    colour: "var(--harmed)",
    fates: [
      "returned_persecuted",
      "refouled_direct",
      "refouled_chain",
      "seized_in_transit",
      "killed",
      "died",
    ],
  },
  { name: "away", label: "did not set out", colour: "none", fates: ["not_departed"] },
];

export interface Ends {
  persons: number; // mean, over the histories, of those whose end is another
  before: number[]; // of each kind, in persons; means add up
  after: number[];
}

/** Of all who set out in either world and do not end alike, how they end in each. */
export function endsOf(results: Results, scenario: number): Ends {
  const { raw } = results;
  const kind = new Map<number, number>(
    raw.fates.map((f) => [+f[0], KINDS.findIndex((k) => k.fates.includes(f[1]))]),
  );
  const ends: Ends = { persons: 0, before: KINDS.map(() => 0), after: KINDS.map(() => 0) };
  for (const [key, ...five] of rowsOf(raw.lives[scenario], 6)) {
    const { population, from, to } = stepOf(raw.layout, key);
    if (population || from === to || from === OTHERWISE || to === OTHERWISE) continue;
    const { mean } = fiveOf(five),
      a = kind.get(from) ?? -1,
      b = kind.get(to) ?? -1;
    if (a < 0 || b < 0) continue;
    ends.persons += mean;
    ends.before[a] += mean;
    ends.after[b] += mean;
  }
  return ends;
}

/** Shares of a hundred, whole numbers that make up a hundred: the largest remainders get the rest. */
export function hundred(parts: number[]): number[] {
  const sum = parts.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) return parts.map(() => 0);
  const exact = parts.map((p) => (100 * p) / sum),
    whole = exact.map(Math.floor);
  const order = exact
    .map((x, i) => ({ i, rest: x - whole[i] }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  const missing = 100 - whole.reduce((a, b) => a + b, 0);
  for (const { i } of order.slice(0, missing)) whole[i]++;
  return whole;
}
