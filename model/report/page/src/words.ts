// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and texts as people read them, and as a spreadsheet may take them.
import type { Outcome } from "./data";

const MINUS = "\u2212";

/** No more digits than it deserves; counts in full, thousands apart. */
export function number(x: number | null, sign = false): string {
  if (x === null || !Number.isFinite(x)) return "none";
  const a = Math.abs(x);
  const digits = a >= 100 || Number.isInteger(x) ? 0 : a >= 10 ? 1 : 2;
  // a difference that is not zero never reads as zero: verdicts depend on it
  const text =
    sign && a > 0 && a * 10 ** digits < 0.5
      ? a.toLocaleString("en-GB", { maximumSignificantDigits: 1 })
      : a.toLocaleString("en-GB", { minimumFractionDigits: 0, maximumFractionDigits: digits });
  const zero = Number(text.replaceAll(",", "")) === 0;
  return (x < 0 && !zero ? MINUS : sign && !zero ? "+" : "") + text;
}

/** Two digits that count, as a newspaper rounds: 3,437 as 3,400; under a hundred as it is. */
export function rounded(x: number): string {
  const a = Math.abs(x);
  if (a < 1) return a.toLocaleString("en-GB", { maximumSignificantDigits: 1 });
  if (a < 100) return `${Math.round(a)}`;
  const unit = 10 ** (Math.floor(Math.log10(a)) - 1);
  return (Math.round(a / unit) * unit).toLocaleString("en-GB");
}

/** A value of an outcome: shares in per cent, differences of shares in points. */
export function value(x: number | null, o: Outcome, difference = false): string {
  if (x === null || !Number.isFinite(x)) return "none";
  if (o.unit !== "share") return number(x, difference);
  // rounded once: what is 17.249 is not 17.3
  return number(Number((100 * x).toPrecision(10)), difference) + (difference ? " points" : "%");
}

/** People are told whole, but for less than one; tables keep the halves. */
export function told(x: number | null, o: Outcome, difference = false): string {
  return x !== null && o.unit === "persons" && Math.abs(x) >= 1
    ? number(Math.sign(x) * Math.round(Math.abs(x)), difference)
    : value(x, o, difference);
}

/** A smaller baseline makes no per cent; of shares, points say enough. */
const SMALL = 10;

/** A difference in per cent of the baseline; null where that is small. */
export function percentOf(
  difference: number | null,
  base: number | null | undefined,
  o: Outcome,
): number | null {
  if (
    o.unit === "share" ||
    difference === null ||
    base === null ||
    base === undefined ||
    !Number.isFinite(difference + base)
  )
    return null;
  return Math.round(100 * base) / 100 < SMALL ? null : (100 * difference) / base;
}
export const PERCENT = {
  name: "difference, per cent of the baseline",
  show: (x: unknown) => asPercent(x as number | null),
};
export function asPercent(x: number | null): string {
  if (x === null) return "";
  if (x !== 0 && Math.abs(x) < 0.05) return "under 0.1%";
  return `${number(Math.abs(x) < 10 ? Math.round(10 * x) / 10 : Math.round(x), true)}%`;
}

/** A difference as it is said: "-12.5 of 42 (-30 %)": the baseline it is of, where that is not none. */
export function ofBase(
  difference: number | null,
  base: number | null | undefined,
  o: Outcome,
): string {
  const percent = percentOf(difference, base, o),
    text = told(difference, o, true);
  return base === null || base === undefined || !Number.isFinite(base)
    ? text
    : o.unit === "share"
      ? `${text} (from ${value(base, o)})`
      : `${text} of ${told(base, o)}${!percent ? "" : ` (${asPercent(percent)})`}`;
}

/** Said under every picture of differences that gives a baseline. */
export const MEDIANS =
  "The median of the differences is not the difference of the medians: each difference is taken within one history, for the same people with the same luck.";

export function unitOf(o: Outcome): string {
  return o.unit === "share"
    ? `per cent${o.below.length ? ` of: ${o.below.join(" + ")}` : ""}`
    : o.unit;
}

/** "18 of 20" draws. */
const COUNTED = ["persons", "events", "cases", "attempts"];
export function direction(o: Outcome, up: boolean): string {
  return up ? "more" : COUNTED.includes(o.unit) ? "fewer" : "less";
}

export function inDraws(n: number, of: number): string {
  return of ? `${n} of ${of}` : "none";
}

/** "70", or "30 or 70" where some scenarios are simulated on the first draws only. */
export function histories(runs: number, runsOf: number[]): string {
  const [least, ...more] = [...new Set([...runsOf, runs])].sort((a, b) => a - b);
  return more.length
    ? `${number(least)} ${more.length > 1 ? "to" : "or"} ${number(runs)}`
    : number(runs);
}

/** So many of a thing: "1 outcome", "2 outcomes". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** The largest of those that surely move, and the largest of all where its range holds zero. */
export function most<T extends { d: { median: number; sure: number } }>(
  rows: T[],
): { sure?: T; unsure?: T } {
  const order = rows
    .filter((r) => Number.isFinite(r.d.median))
    .sort((a, b) => Math.abs(b.d.median) - Math.abs(a.d.median));
  const sure = order.find((r) => r.d.sure !== 0);
  return {
    sure,
    unsure: order[0] && order[0] !== sure && order[0].d.median !== 0 ? order[0] : undefined,
  };
}

/** Marks that turn the direction of writing, or hide, become visible. */
export function visible(text: string): string {
  return text.replace(
    /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f]/g,
    "\ufffd",
  );
}

export function capital(text: string): string {
  return text ? text[0].toUpperCase() + text.slice(1) : text;
}

/** A label as a title has it: up to its first pause, if that is short enough; else nothing. */
export function brief(label: string, most = 8): string {
  const head = label.split(/[,;:(]/)[0].trim();
  return head.split(/\s+/).length <= most ? head : "";
}

export function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}\u2026` : text;
}

/** A cell of a CSV file: quoted where needed; what a spreadsheet would run as a formula is text. */
export function csvCell(x: unknown): string {
  if (x === null || x === undefined || (typeof x === "number" && !Number.isFinite(x)))
    return "";
  let text = typeof x === "number" ? String(x) : visible(String(x));
  if (typeof x !== "number" && /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text))
    text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
