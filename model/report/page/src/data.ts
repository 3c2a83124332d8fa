// SPDX-License-Identifier: GPL-3.0-or-later
// The results as the program packed them (model/report/cells.c and its neighbours), and how to
// ask for one figure.

import type { World } from "./geography";
import type { Sentences } from "./sentences";

export interface Outcome {
  name: string;
  label: string;
  unit: string;
  where: "nowhere" | "country" | "crossing" | "pair";
  worse: number;
  ratio: boolean;
  cohort: boolean;
  stock: boolean;
  scale: number;
  below: string[];
  among: string;
  together: string;
  partOf: string[];
  keeps: number; // of which rows the page keeps anything: Results.keeps
}
/** Median, its error, both ends, their errors. */
export type Summary = [Num, Num, Num, Num, Num, Num];
type Num = number | null;
export interface Claim {
  scenario: number;
  direction: number;
  metric: string;
  population: string;
  place: string;
  period: string;
  n: number;
  of: number;
  more: number;
  less: number;
  still: boolean; // of: draws counted
  verdict: "supported" | "not supported" | "contradicted" | "untested" | "too few draws";
  words: string;
  baseline: Summary;
  reform: Summary;
  difference: Summary;
}
/** The claims in sixteen readings of the world (model/report/closures.c); `told` is empty where nothing is known of them. */
export interface Closures {
  axes: [string, string, string, string, string, string][]; // name, key, readings, in words
  draws: number;
  table: string; // where the signs are of the table that comes with asylsim, not of the file
  told: [
    number,
    number,
    string,
    string,
    string,
    string,
    string,
    number,
    number,
    number,
    string,
  ][];
}
/** How the keys of rows are made (model/report/inside.h), and the levels of short rows. */
export interface Layout {
  places: number;
  periods: number;
  chains: number;
  steps: number;
  levels: number[][];
}
/** One life, as `asylsim explain --json` tells it. */
export interface LifeStep {
  date: string;
  place: string;
  what: string;
  source: string;
}
export interface LifeWorld {
  title: string;
  fate: string;
  life: LifeStep[];
}
export interface Life {
  group: string;
  persons: number;
  children: number;
  worlds: LifeWorld[];
}
export interface Raw {
  world: World;
  life?: Life;
  version: string;
  program: string;
  digest: string;
  made?: string; // the day on which the page was made, 2026-11-29
  sentences: (Sentences | null)[]; // of each scenario; of the baseline none
  seed: string;
  draws: number;
  replicates: number;
  secondStreams: number; // so many draws have a second stream of luck where replicates is 1
  runs: number;
  runsOf: number[]; // histories of each scenario
  drawsOf: number[]; // of each scenario
  complete: boolean;
  counted: number;
  countedIn: "draw" | "history";
  tooFew: string; // "too few draws (2 of 20)", or ""
  firstYear: number;
  years: number;
  months: number;
  seconds: number;
  thrifty: boolean;
  layout: Layout;
  periods: [string, number, number][];
  inForce: number[];
  citizenships: string[];
  scenarios: string[][];
  groups: string[][];
  places: string[][];
  fates: string[][];
  meta: string[][];
  parameters: string[][];
  keys?: [string, string][]; // law.key, what it means: those that reforms set (model/report/keys.c)
  /** Of each scenario what it touches: a crossing, two states, a citizenship; "" where there is none. */
  touched: [string, string, string, string][];
  claims: Claim[];
  closures: Closures;
  outcomes: Outcome[];
  cells: number[][][][];
  moved: (number | null)[][];
  stages: string[][];
  lives: number[][];
  flows: number[][];
  chainNames: [string, string][];
  chains: number[][][];
  published: (string | number | null)[][];
  monthly: (string | number)[][];
  spread: number[][];
  sharesFrom: number;
  factors: string[];
  factorGrades: number[];
}

/** A distribution over the histories: its quantiles at `levels`. */
export interface Dist {
  n: number;
  error: number;
  levels: number[];
  q: number[];
  median: number;
  low: number;
  high: number;
  quarter: number;
  threeQuarters: number;
}
/** `more`, `less`: in how many draws, of `of`; `sure`: 1 or -1 where zero lies outside the range. The program has decided it. */
export interface Diff extends Dist {
  of: number;
  more: number;
  less: number;
  sure: number;
  same: boolean;
}
/** What the page shows of one outcome, population, place and period. */
export interface Cell {
  level: Dist;
  difference: Diff | null;
}
export interface View {
  scenario: number;
  population: number;
  place: number;
  period: number;
}

function at(levels: number[], q: number[], p: number): number {
  const i = levels.findIndex((l) => Math.abs(l - p) < 1e-9);
  return i < 0 ? NaN : q[i];
}

function distribution(n: number, error: number | null, levels: number[], q: number[]): Dist {
  return {
    n,
    error: error ?? NaN,
    levels,
    q,
    median: at(levels, q, 0.5),
    low: at(levels, q, 0.05),
    high: at(levels, q, 0.95),
    quarter: at(levels, q, 0.25),
    threeQuarters: at(levels, q, 0.75),
  };
}

/** Rows that were written column by column (model/report/columns.h): the key, then the numbers. */
export function rowsOf(list: number[] | undefined, width: number): number[][] {
  const n = list?.[0] ?? 0;
  let key = 0;
  return Array.from({ length: n }, (_, i) => {
    key += list![1 + i];
    return [key, ...Array.from({ length: width - 1 }, (__, c) => list![1 + (c + 1) * n + i])];
  });
}

/** Not a fate: all whose fate changes (the last number of a step, model/report/lives.c). */
export const OTHERWISE = -1;

/** The parts of a key of lives and journeys. */
export function stepOf({ steps }: Layout, key: number) {
  const named = (n: number) => (n === steps - 1 ? OTHERWISE : n);
  return {
    population: Math.floor(key / steps / steps),
    from: named(Math.floor(key / steps) % steps),
    to: named(key % steps),
  };
}
/** The parts of a key of the ledger. */
export function chainOf({ chains, periods }: Layout, key: number) {
  return {
    population: Math.floor(key / chains / periods),
    period: Math.floor(key / chains) % periods,
    chain: key % chains,
  };
}

export interface Five {
  mean: number;
  error: number;
  low: number;
  median: number;
  high: number;
}
/** Median, mean above it, error, how far 5 and 95 % lie below and above (asy_report_five). */
export function fiveOf([median, mean, error, low, high]: number[]): Five {
  return { median, mean: median + mean, error, low: median - low, high: median + high };
}

export class Results {
  readonly placeAt = new Map<number, { name: string; label: string; kind: string }>();
  readonly outcomeAt = new Map<string, number>();
  /** Of each outcome and scenario, read when first asked for. */
  private sheets: (Map<number, Cell> | undefined)[][];

  constructor(readonly raw: Raw) {
    for (const [id, name, label, kind] of raw.places)
      this.placeAt.set(+id, { name, label, kind });
    const dated = (text: string) => text.replace(/\bat the horizon\b/, `on ${this.lastDay()}`);
    for (const fate of raw.fates) fate[2] = dated(fate[2]);
    for (const o of raw.outcomes) o.label = dated(o.label);
    raw.outcomes.forEach((o, i) => this.outcomeAt.set(o.name, i));
    this.sheets = raw.cells.map(() => []);
  }

  /** The day on which the simulated time ends. */
  lastDay(): string {
    const days = +(this.raw.meta.find(([k]) => k === "days")?.[1] ?? NaN);
    if (!Number.isFinite(days)) return `31 December ${this.raw.firstYear + this.raw.years - 1}`;
    return new Date(Date.UTC(this.raw.firstYear, 0, days)).toLocaleDateString("en-GB", {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
  }

  private key(population: number, place: number, period: number): number {
    const { places, periods } = this.raw.layout;
    return (population * places + place) * periods + period;
  }

  /** The rows of one outcome under one scenario (model/report/cells.c says how they are coded). */
  private sheet(outcome: number, scenario: number): Map<number, Cell> {
    return (this.sheets[outcome][scenario] ??= this.readSheet(outcome, scenario));
  }

  private readSheet(outcome: number, scenario: number): Map<number, Cell> {
    const { scale } = this.raw.outcomes[outcome],
      { runs, counted } = this.raw;
    const base = scenario > 0 ? this.sheet(outcome, 0) : null;
    const sheet = new Map<number, Cell>();
    for (const block of this.raw.cells[outcome][scenario] ?? []) {
      const [size, sizeOfDifference, rows] = block,
        levels = this.levelsOf(size),
        wanted = this.levelsOf(sizeOfDifference);
      const column = (c: number, row: number) => block[3 + c * rows + row];
      const error = (x: number | null) => (x === null ? NaN : x / scale);
      const rising = (at: number[], from: number, row: number) => {
        let sum = 0;
        return at.map((_, i) => (sum += column(from + i, row)) / scale);
      };
      let key = 0;
      for (let row = 0; row < rows; row++) {
        key += column(0, row);
        const n = column(1, row) + runs,
          below = base?.get(key)?.level;
        const q = below
          ? levels.map(
              (p, i) =>
                (Math.round(at(below.levels, below.q, p) * scale) + column(3 + i, row)) / scale,
            )
          : rising(levels, 3, row);
        const level = distribution(n, error(column(2, row)), levels, n ? q : q.map(() => NaN));
        if (!base || !sizeOfDifference) {
          sheet.set(key, { level, difference: null });
          continue;
        }
        const d = 3 + size,
          m = column(d, row) + n,
          qd = rising(wanted, d + 6, row);
        const dist = distribution(
          m,
          error(column(d + 1, row)),
          wanted,
          m ? qd : qd.map(() => NaN),
        );
        sheet.set(key, {
          level,
          difference: {
            ...dist,
            of: column(d + 2, row) + counted,
            more: column(d + 3, row),
            less: column(d + 4, row),
            sure: column(d + 5, row),
            same: false,
          },
        });
      }
    }
    return sheet;
  }

  private levelsOf(n: number): number[] {
    return (
      this.raw.layout.levels.find((levels) => levels.length === n) ??
      Array.from({ length: n }, (_, i) => i / (n - 1))
    );
  }

  /** The same in every history: without an error, where it is defined in two or more. */
  private flat(n: number, value: number, levels: number[]): Dist {
    return distribution(
      n,
      n > 1 ? 0 : NaN,
      levels,
      levels.map(() => value),
    );
  }

  /** One outcome; null where the page does not keep this combination. */
  cell(outcome: number, v: View): Cell | null {
    const o = this.raw.outcomes[outcome];
    const runs = this.raw.runs;
    if (!o || !this.keeps(o, v)) return null;
    const key = this.key(v.population, v.place, v.period);
    const here = this.sheet(outcome, v.scenario).get(key);
    if (here) return here;
    const base = v.scenario > 0 ? this.sheet(outcome, 0).get(key) : undefined;
    const level =
      base?.level ?? this.flat(o.ratio ? 0 : runs, o.ratio ? NaN : 0, this.levelsOf(5));
    const none = this.flat(level.n, level.n ? 0 : NaN, level.levels);
    return {
      level,
      difference:
        v.scenario > 0
          ? { ...none, of: this.raw.counted, more: 0, less: 0, sure: 0, same: true }
          : null,
    };
  }

  /** Whether the page holds this combination at all (else: all states, or all years): as the
   *  program says, asy_kept_bits of model/report/kept.h. */
  keeps(o: Outcome, v: View): boolean {
    const isForce =
      v.scenario > 0
        ? v.period === this.raw.inForce[v.scenario]
        : this.raw.inForce.includes(v.period);
    const others =
      v.scenario > 0 && v.period > this.raw.years && v.period !== this.raw.inForce[v.scenario];
    if (others || !this.fits(o, v.place)) return false;
    const whom = v.population === 0 ? 0 : v.population <= this.raw.groups.length ? 1 : 2;
    const bit =
      (((+(v.scenario > 0) * 3 + whom) * 2 + +(v.place !== 0)) * 2 + +(v.period === 0)) * 2 +
      +isForce;
    return Math.floor(o.keeps / 2 ** bit) % 2 === 1;
  }

  fits(o: Outcome, place: number): boolean {
    if (place === 0) return true;
    const kind = this.placeAt.get(place)?.kind;
    return o.where === "crossing"
      ? kind === "crossing"
      : o.where === "nowhere"
        ? false
        : kind !== "crossing";
  }

  /** The nearest view that is kept, and what was given up to get there. */
  nearest(o: Outcome, v: View): { view: View; without: string[] } {
    const without: string[] = [];
    const view = { ...v };
    if (!this.fits(o, view.place)) {
      view.place = 0;
      without.push("place");
    }
    if (this.keeps(o, view)) return { view, without };
    const period = o.cohort ? 0 : (this.raw.inForce[view.scenario] ?? 0);
    const other = view.period !== period,
      all = view.place !== 0;
    if (other && this.keeps(o, { ...view, period })) {
      view.period = period;
      without.push("year");
      return { view, without };
    }
    if (all && this.keeps(o, { ...view, place: 0 })) {
      view.place = 0;
      without.push("place");
      return { view, without };
    }
    if (other) without.push("year");
    if (all) without.push("place");
    Object.assign(view, { period, place: 0 });
    return { view, without };
  }

  /** What the world assumes of those who set out; a sentence, or nothing. */
  assumption(): string {
    const note = this.raw.meta.find(([k]) => k === "note")?.[1] ?? "";
    return note && `${note[0].toUpperCase()}${note.slice(1)}.`;
  }
  /** The last year of which a figure is published here; NaN where there is none. */
  lastPublished(metric?: string): number {
    const years = this.raw.published
      .filter((r) => !metric || r[0] === metric)
      .map((r) => +(`${r[3]}`.match(/(\d{4})(-\d\d)?$/)?.[1] ?? NaN))
      .filter(Number.isFinite);
    return years.length ? Math.max(...years) : NaN;
  }
  title(scenario: number): string {
    return this.raw.scenarios[scenario]?.[1] || this.raw.scenarios[scenario]?.[0] || "?";
  }
  name(scenario: number): string {
    return this.raw.scenarios[scenario]?.[0] ?? "?";
  }
  populationName(p: number): string {
    const g = this.raw.groups.length;
    return p === 0
      ? "all"
      : p <= g
        ? this.raw.groups[p - 1][0]
        : this.raw.citizenships[p - 1 - g];
  }
  populationLabel(p: number): string {
    const g = this.raw.groups.length;
    return p === 0
      ? "all groups"
      : p <= g
        ? this.raw.groups[p - 1][1] || this.raw.groups[p - 1][0]
        : this.placeLabelOf(this.raw.citizenships[p - 1 - g]);
  }
  placeName(id: number): string {
    return id === 0 ? "all" : (this.placeAt.get(id)?.name ?? "?");
  }
  placeLabel(id: number): string {
    return id === 0 ? "all places" : this.placeAt.get(id)?.label || this.placeName(id);
  }
  placeLabelOf(name: string): string {
    for (const p of this.placeAt.values()) if (p.name === name) return p.label || name;
    return name;
  }
  periodLabel(p: number): string {
    const [, first, last] = this.raw.periods[p],
      y = this.raw.firstYear;
    return first === last ? `${y + first}` : `${y + first} to ${y + last}`;
  }
}

export async function load(): Promise<Results> {
  const text = document.getElementById("data")!.textContent ?? "";
  const packed = atob(text.trim()),
    bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Results(JSON.parse(await new Response(stream).text()) as Raw);
}
