// SPDX-License-Identifier: GPL-3.0-or-later
// Where nine in ten simulated histories lie, and where no change does: on each card.
import type { Outcome, Summary } from "./data";
import { measure } from "./labels";
import { draw, sheet, write } from "./svg";
import { number, rounded, value } from "./words";

const DAYS_OF_YEAR = 365.25,
  EDGE = 8;

/** A sum of times, which the sentences tell in person-days, or in person-years from two years on
 *  (put_times of model/outcome/phrase.c); a mean of days is none. */
const isTime = (o: Outcome) => o.unit === "days" && !o.below.length;

/** An amount as the sentences round it, with its sign: two digits, long times in years. */
export function amount(x: number, o: Outcome, most: number): string {
  if (o.unit === "share") return value(x, o, true).replace(" points", "");
  const years = isTime(o) && most >= 2 * DAYS_OF_YEAR,
    y = years ? x / DAYS_OF_YEAR : x;
  return y === 0 ? "0" : `${y < 0 ? "\u2212" : "+"}${rounded(y)}`;
}

export function unitOfRange([, , low, high]: Summary, o: Outcome): string {
  const most = Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0));
  return o.unit === "share"
    ? "percentage points"
    : isTime(o)
      ? most >= 2 * DAYS_OF_YEAR
        ? "person-years"
        : "person-days"
      : o.unit;
}

/** Null where there is no range to be drawn. */
export function range(d: Summary, o: Outcome, width: number): SVGSVGElement | null {
  const [median, , from, to] = d;
  if (median === null || from === null || to === null) return null;
  const low = Math.min(from, 0),
    high = Math.max(to, 0),
    room = high - low || 1,
    most = Math.max(Math.abs(from), Math.abs(to));
  const x = (v: number) => EDGE + ((v - low) / room) * (width - 2 * EDGE);
  const ends = [from, to].map((v) => ({ at: x(v), text: amount(v, o, most) }));
  const half = ends.map((e) => measure(e.text) / 2);
  const inside = (at: number, i: number) => Math.min(width - half[i], Math.max(half[i], at));
  const at = [inside(ends[0].at, 0), inside(ends[1].at, 1)];
  const overlap = at[0] + half[0] + 10 - (at[1] - half[1]);
  if (overlap > 0) {
    at[0] = inside(at[0] - overlap / 2, 0);
    at[1] = inside(Math.max(at[1] + overlap / 2, at[0] + half[0] + 10 + half[1]), 1);
    at[0] = Math.min(at[0], at[1] - half[1] - 10 - half[0]);
  }
  const svg = sheet(
    width,
    40,
    draw("line", {
      x1: x(0),
      x2: x(0),
      y1: 1,
      y2: 23,
      stroke: "var(--faint)",
      "stroke-dasharray": "2 3",
    }),
    draw("line", {
      x1: x(from),
      x2: x(to),
      y1: 12,
      y2: 12,
      stroke: "var(--mark)",
      "stroke-width": 5,
      "stroke-linecap": "round",
    }),
    draw("circle", {
      cx: x(median),
      cy: 12,
      r: 6,
      fill: "var(--paper)",
      stroke: "var(--mark)",
      "stroke-width": 3,
    }),
    ...ends.map((e, i) =>
      write(at[i], 37, e.text, { "text-anchor": "middle", fill: "var(--faint)" }),
    ),
  );
  svg.setAttribute("role", "img");
  svg.setAttribute(
    "aria-label",
    `Nine in ten simulated histories: ${number(from, true)} to ${number(to, true)}; the middle: ${number(median, true)}`,
  );
  return svg;
}
