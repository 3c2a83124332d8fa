// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader has chosen, and the sentences that every picture ends with.
import type { Cell, Outcome, Results } from "./data";
import { count, histories, number, value } from "./words";

export interface Choice {
  scenario: number;
  outcome: number;
  population: number;
  place: number;
  period: number;
}
export const IN_FORCE = -1;

export class Context {
  constructor(
    readonly results: Results,
    readonly choice: Choice,
  ) {}

  get raw() {
    return this.results.raw;
  }
  get outcome(): Outcome {
    return this.raw.outcomes[this.choice.outcome];
  }
  /** Reforms; where there are none, nothing. */
  get reforms(): number[] {
    return this.raw.scenarios.map((_, i) => i).slice(1);
  }

  periodOf(scenario: number, o?: Outcome): number {
    if (this.choice.period !== IN_FORCE) return this.choice.period;
    return o?.cohort ? 0 : (this.raw.inForce[scenario] ?? 0); // fates: all who set out
  }

  /** An outcome under a scenario as chosen, or as near to it as the page keeps. */
  ask(
    outcome: number,
    scenario: number,
  ): { cell: Cell | null; without: string[]; period: number; place: number } {
    const o = this.raw.outcomes[outcome];
    const { view, without } = this.results.nearest(o, {
      scenario,
      population: this.choice.population,
      place: this.choice.place,
      period: this.periodOf(scenario, o),
    });
    return {
      cell: this.results.cell(outcome, view),
      without,
      period: view.period,
      place: view.place,
    };
  }

  whom(): string {
    const p = this.choice.population;
    return p ? this.results.populationLabel(p) : "everyone";
  }
  /** The place that a picture shows, which need not be the one chosen. */
  whereOf(o: Outcome | null, place: number): string {
    return !place
      ? "all places"
      : o?.where === "pair"
        ? `from ${this.results.placeLabel(place)} (the state that sends)`
        : this.results.placeLabel(place);
  }
  when(scenario: number, o?: Outcome): string {
    return this.results.periodLabel(this.periodOf(scenario, o));
  }

  /** Of what the figures are made: of reforms on the first draws only, the fewer histories are named too. */
  runs(): string {
    const { runs, draws, replicates, secondStreams } = this.raw;
    if (!draws)
      return `${runs} simulated ${runs === 1 ? "history" : "histories"} at the stated values: the range is due to chance alone.`;
    return `${histories(runs, this.raw.runsOf)} simulated ${runs === 1 ? "history" : "histories"} (${count(draws, "draw")} of the uncertain values, ${secondStreams ? `${secondStreams} of them with a second stream of luck` : `${count(replicates, "stream")} of luck each`}${this.few()}).`;
  }
  /** "; 11 of 15 reforms on the first 20 draws": those that have fewer. */
  private few(): string {
    const reforms = this.raw.drawsOf.slice(1),
      few = reforms.filter((n) => n < this.raw.draws);
    return few.length
      ? `; ${few.length} of ${count(reforms.length, "reform")} on the first ${Math.max(...few)} draws`
      : "";
  }
  /** "draws", or "histories" where nothing uncertain was drawn. */
  get units(): string {
    return this.raw.countedIn === "draw" ? "draws" : "histories";
  }
  /** Whether a reform has fewer draws than others: then their shares are drawn. */
  get mixed(): boolean {
    return new Set(this.raw.drawsOf.slice(1)).size > 1;
  }
  /** The end of an axis of draws: all of them, or a hundred per cent. */
  get allDraws(): number {
    return this.mixed ? 100 : this.raw.counted;
  }
  static range = "Dot: median. Thick bar: 50 in 100 histories. Thin bar: 90 in 100.";
  source(): string {
    return `Source: ${this.credit()}`;
  }
  /** Under every picture and sentence that leaves the page. */
  credit(): string {
    return `asylsim ${this.raw.version}, results digest ${this.raw.digest || "none (interrupted run)"}, seed ${this.raw.seed}. Simulated, not a forecast. CC BY 4.0.`;
  }
  monteCarlo(error: number, o: Outcome): string {
    return Number.isFinite(error)
      ? `Monte Carlo error of the median: ${value(error, o, true).replace("+", "\u00b1")}.`
      : "";
  }
  limits(without: string[], o: Outcome = this.outcome): string {
    const place = this.results.placeLabel(this.choice.place),
      kind = this.results.placeAt.get(this.choice.place)?.kind;
    const why =
      o.where === "nowhere"
        ? "this outcome belongs to no place"
        : o.where === "crossing" && kind !== "crossing"
          ? "this outcome is counted at crossings"
          : o.where !== "crossing" && kind === "crossing"
            ? "this outcome is counted in countries"
            : "the page does not keep it for this choice of group and period";
    return [
      without.includes("place")
        ? `The choice of ${place} is not applied here: ${why}; shown for all places.`
        : "",
      without.includes("year")
        ? "The choice of period is not applied here, because the page does not keep it: shown for the years in force (for fates, all who set out)."
        : "",
    ]
      .filter(Boolean)
      .join(" ");
  }
}

export const times = (n: number) => number(n);
