// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader has chosen, and the sentences that every picture ends with.
import type { Cell, Outcome, Results } from "./data";
import { number, value } from "./words";

export interface Choice { scenario: number; outcome: number; population: number; place: number; period: number }
export const IN_FORCE = -1;

export class Context {
  constructor(readonly results: Results, readonly choice: Choice) {}

  get raw() { return this.results.raw; }
  get outcome(): Outcome { return this.raw.outcomes[this.choice.outcome]; }
  /** Reforms; where there are none, nothing. */
  get reforms(): number[] { return this.raw.scenarios.map((_, i) => i).slice(1); }

  periodOf(scenario: number, o?: Outcome): number {
    if (this.choice.period !== IN_FORCE) return this.choice.period;
    return o?.cohort ? 0 : this.raw.inForce[scenario] ?? 0; // fates: all who set out
  }

  /** An outcome under a scenario as chosen, or as near to it as the page keeps. */
  ask(outcome: number, scenario: number): { cell: Cell | null; without: string[]; period: number } {
    const o = this.raw.outcomes[outcome];
    const { view, without } = this.results.nearest(o, {
      scenario, population: this.choice.population, place: this.choice.place,
      period: this.periodOf(scenario, o),
    });
    return { cell: this.results.cell(outcome, view), without, period: view.period };
  }

  whom(): string {
    const p = this.choice.population;
    return p ? this.results.populationLabel(p) : "everyone";
  }
  where(): string {
    return this.choice.place ? this.results.placeLabel(this.choice.place) : "all places";
  }
  when(scenario: number, o?: Outcome): string {
    return this.results.periodLabel(this.periodOf(scenario, o));
  }

  runs(): string {
    const { runs, draws, replicates } = this.raw;
    if (!draws) return `${runs} simulated ${runs === 1 ? "history" : "histories"} at the stated values: the range is chance alone.`;
    return `${runs} simulated histories (${draws} samples of what is uncertain, ${replicates} ${replicates === 1 ? "stream" : "streams"} of luck each).`;
  }
  static range = "Dot: median. Thick bar: 50 in 100 histories. Thin bar: 90 in 100.";
  source(): string {
    return `Source: asylsim ${this.raw.version}, results digest ${this.raw.digest || "none (interrupted run)"}, seed ${this.raw.seed}. Simulated persons, not a forecast.`;
  }
  monteCarlo(error: number, o: Outcome): string {
    return Number.isFinite(error)
      ? `Monte Carlo error of the median: ${value(error, o, true).replace("+", "\u00b1")}.` : "";
  }
  limits(without: string[]): string {
    const said = [...new Set(without)];
    return said.length ? `Not kept for this ${said.join(" and ")}: shown without that choice.` : "";
  }
}

export const times = (n: number) => number(n);
