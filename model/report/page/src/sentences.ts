// SPDX-License-Identifier: GPL-3.0-or-later
// The three sentences of each reform as the program tells them (asylsim/sentences.h): `compare`
// prints the same words. Here they are only cut and stressed.
import type { Results, Sentences } from "./data";
import { capital } from "./words";

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
