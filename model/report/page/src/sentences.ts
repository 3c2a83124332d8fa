// SPDX-License-Identifier: GPL-3.0-or-later
// The three sentences of each reform as the program tells them (asylsim/sentences.h): `compare`
// prints the same words. Here they are only cut and stressed.
import type { Results, Summary } from "./data";
import { capital } from "./words";

/** Another outcome that the first sentence tells. */
export interface SentenceOther {
  metric: string;
  population: string;
  place: string;
  difference: Summary;
  draws: [number, number]; // in which it moves the same way, of
}
/** A reform in three sentences, and their figures (model/report/sentences.c). */
export interface Sentences {
  said: [string, string, string]; // what changes, for whom, how sure
  metric: string | null;
  population: string | null;
  place: string | null;
  period: string | null;
  sureness: "firm" | "likely" | "open" | "too few draws" | "none";
  draws: [number, number]; // in which it moves the same way, of
  worlds: [number, number]; // sets of assumptions: the same, of those tested
  baseline?: Summary;
  reform?: Summary;
  difference?: Summary;
  beside: SentenceOther | null;
  against: SentenceOther | null;
  touched: Summary;
  otherwise: Summary;
  gained: Summary;
  lost: Summary;
  came: Summary;
  stayed: Summary;
  gained_waiting: Summary; // of the gained: still waiting without the reform
  lost_waiting: Summary; // of the lost: still waiting with it
  net: Summary; // gained less lost
  groups: [string, string, number][]; // name, label, share of those touched
}

export const toldOf = (results: Results, scenario: number): Sentences | null =>
  results.raw.sentences[scenario] ?? null;

/** What changes, without the title and the date that stand above it. */
export function what(results: Results, scenario: number): string {
  const told = toldOf(results, scenario);
  if (!told) return "";
  const title = results.raw.scenarios[scenario][1].replace(/[. ]+$/, ""),
    text = told.said[0];
  return text.startsWith(title)
    ? capital(text.slice(title.length).replace(/^(?: \(from [^)]*\))?: /, ""))
    : text;
}

const STRESSED =
  /((?:\d[\d,.]*(?: million)?|no|one or two|two|three|four|five|six|seven|eight|nine) (?:more|fewer)|(?<=by (?:about )?)\u20ac?\d(?:[\d,.]*\d)?(?: million)?(?: percentage points| person-(?:days|years))?)/;

/** In pieces; every second one is a size, which is printed strongly. */
export const pieces = (text: string): string[] => text.split(STRESSED);
