// SPDX-License-Identifier: GPL-3.0-or-later
// A hundred people as squares, without the reform and with it.
import { KINDS, type Ends, hundred } from "./fates";
import { measure, wrap } from "./labels";
import { draw, sheet, title, write, writeLines } from "./svg";

const SIDE = 10,
  STEP = 12,
  BLOCK = 10 * STEP - 2;

function square(x: number, y: number, kind: number): SVGElement {
  const k = KINDS[kind];
  return k.colour === "none"
    ? draw("rect", {
        x: x + 1,
        y: y + 1,
        width: SIDE - 2,
        height: SIDE - 2,
        rx: 1.5,
        fill: "none",
        stroke: "var(--faint)",
        "stroke-width": 1,
      })
    : draw("rect", { x, y, width: SIDE, height: SIDE, rx: 1.5, fill: k.colour });
}

function block(x: number, y: number, counts: number[], name: string): SVGElement {
  const kinds = counts.flatMap((n, kind) => Array.from({ length: n }, () => kind));
  return draw(
    "g",
    { class: "hundred" },
    title(`${name}: ${told(counts)}`),
    ...kinds.map((kind, i) => square(x + (i % 10) * STEP, y + Math.floor(i / 10) * STEP, kind)),
  );
}

const told = (counts: number[]) =>
  counts
    .map((n, i) => (n ? `${n} ${KINDS[i].label}` : ""))
    .filter(Boolean)
    .join(", ");

/** In words, for those who hear the page. */
export function waffleText(ends: Ends): string {
  return `Of 100 people whose case ends differently: without the reform, ${told(hundred(ends.before))}; with it, ${told(hundred(ends.after))}.`;
}

/** Both worlds beside each other, and the key with the numbers: to the right where there is room, else below. */
export function waffle(ends: Ends, width: number): SVGSVGElement {
  const before = hundred(ends.before),
    after = hundred(ends.after);
  const used = KINDS.map((_, i) => i).filter((i) => before[i] || after[i]);
  const top = 18,
    second = BLOCK + 20,
    right = 2 * BLOCK + 42;
  const beside = width - right >= 150;
  const left = beside ? right : 0;
  let y = beside ? top + 9 : top + BLOCK + 20;
  const columns = beside || width < 330 ? 1 : 2,
    room = (width - left) / columns;
  const numbers = (i: number) =>
    before[i] === after[i] ? `${before[i]}` : `${before[i]} \u2192 ${after[i]}`;
  const widest = 26 + Math.max(...used.map((i) => measure(numbers(i), 12.5, true)));
  const key: SVGElement[] = [];
  let low = y;
  used.forEach((i, n) => {
    const column = n % columns,
      x = left + column * room;
    if (column === 0) y = low;
    const lines = wrap(KINDS[i].label, room - widest - 6, 12);
    key.push(
      square(x, y - 9, i),
      write(x + 16, y, numbers(i), { "font-size": 12.5, "font-weight": "bold" }),
      writeLines(x + widest, y, lines, { "font-size": 12, fill: "var(--faint)" }),
    );
    low = Math.max(low, y + Math.max(1, lines.length) * 14.4 + 3);
  });
  const height = Math.max(top + BLOCK, low - 6);
  return sheet(
    width,
    height,
    write(0, 11, "without the reform", { fill: "var(--faint)" }),
    write(second, 11, "with the reform", { fill: "var(--faint)" }),
    block(0, top, before, "without the reform"),
    block(second, top, after, "with the reform"),
    ...key,
  );
}
