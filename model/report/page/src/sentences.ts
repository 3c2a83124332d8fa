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

/** A range whose far end is more than so many times its near end leaves the size uncertain. */
const WIDE = 2;
const DIRECTION: Record<string, string> = {
  firm: "Direction firm",
  likely: "Direction likely",
  open: "Direction open",
  "too few draws": "Too few draws for a verdict",
};

/** How sure the first sentence is, at a glance: direction, size, other assumptions. */
export function surely({ sureness, difference, worlds }: Sentences): string {
  const direction = DIRECTION[sureness];
  if (!direction || !difference) return direction ?? "";
  if (sureness === "too few draws") return direction;
  const ends = [difference[2] ?? 0, difference[3] ?? 0].map(Math.abs).sort((a, b) => a - b);
  const size =
    sureness === "open"
      ? ""
      : ends[1] > WIDE * ends[0] || sureness === "likely"
        ? "size uncertain"
        : "size fairly certain";
  const tested = !worlds[1]
    ? "not tested under other assumptions"
    : worlds[0] === worlds[1]
      ? "the same under all assumptions tested"
      : "not the same under all assumptions tested";
  return [direction, size, tested].filter(Boolean).join(" \u00b7 ");
}

const STRESSED =
  /((?:\d[\d,.]*(?: million)?|no|one|one or two|two|three|four|five|six|seven|eight|nine) (?:more|fewer)|(?<=by (?:about )?)\u20ac?\d(?:[\d,.]*\d)?(?: million)?(?: percentage points| person-(?:days|years))?)/;

/** In pieces; every second one is a size, which is printed strongly. */
export const pieces = (text: string): string[] => text.split(STRESSED);
