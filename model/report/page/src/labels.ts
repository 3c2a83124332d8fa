// SPDX-License-Identifier: GPL-3.0-or-later
// Labels that are never cut: measured, wrapped onto as many lines as they need, and on a narrow
// screen put above their mark instead of beside it.
import * as Plot from "@observablehq/plot";
import { visible } from "./words";

export const NARROW = 600;
const FONT = '"Liberation Sans", Arial, sans-serif',
  LINE = 1.15,
  GAP = 8;
let canvas: CanvasRenderingContext2D | null | undefined;

export function measure(text: string, px = 12, bold = false): number {
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return text.length * px * 0.6;
  canvas.font = `${bold ? "bold " : ""}${px}px ${FONT}`;
  return canvas.measureText(text).width;
}

/** Lines no wider than `most` pixels; a word that is wider is broken. */
export function wrap(text: string, most: number, px = 12, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (let word of visible(text).split(/\s+/)) {
    if (line && measure(`${line} ${word}`, px, bold) <= most) {
      line += ` ${word}`;
      continue;
    }
    if (line) lines.push(line);
    while (word.length > 1 && measure(word, px, bold) > most) {
      let n = Math.max(1, Math.floor((word.length * most) / measure(word, px, bold)));
      while (n > 1 && measure(word.slice(0, n), px, bold) > most) n--;
      lines.push(word.slice(0, n));
      word = word.slice(n);
    }
    line = word;
  }
  return [...lines, line];
}

/** A row of a picture: its label, and where its mark stands, in pixels from the top. */
export interface Row<T> {
  item: T;
  lines: string[];
  top: number;
  at: number;
  y1: number;
  y2: number;
  labelAt: number;
  heading: boolean;
  bold: boolean;
}
export interface Rows<T> {
  rows: Row<T>[];
  left: number;
  height: number;
  above: boolean;
  y: Plot.ScaleOptions;
  labels: Plot.Markish[];
}

/** Paper under the labels that stand above their marks, so that no rule or grid runs through them. */
function plates<T>(rows: Row<T>[], px: number): Plot.RenderFunction {
  return (_index, scales) => {
    const g = document.createElementNS("http://www.w3.org/2000/svg", "g");
    for (const row of rows)
      row.lines.forEach((line, i) => {
        const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        const y = Number(scales.y!(row.labelAt)) + i * px * LINE,
          box = {
            x: 0,
            y: y - 1,
            width: measure(line, px, row.bold) + 6,
            height: px * LINE + 2,
          };
        for (const [name, at] of Object.entries(box)) rect.setAttribute(name, `${at}`);
        rect.setAttribute("fill", "var(--paper)");
        g.append(rect);
      });
    return g;
  };
}

/** Rows below one another, each as high as its label needs. A heading has a label only. */
export function rowsOf<T>(
  items: T[],
  label: (item: T) => string,
  options: {
    width: number;
    bar?: number;
    share?: number;
    heading?: (item: T) => boolean | "plain";
    px?: number;
    marginRight?: number;
  },
): Rows<T> {
  const {
    width,
    bar = 16,
    share = 0.42,
    heading = () => false,
    px = 12,
    marginRight = 0,
  } = options;
  const above = width < NARROW;
  const longest = Math.max(
    0,
    ...items.filter((i) => !heading(i)).map((i) => measure(visible(label(i)), px)),
  );
  const left = above ? 12 : Math.ceil(Math.min(longest + GAP + 4, width * share));
  let top = 0;
  const rows = items.map((item): Row<T> => {
    const kind = heading(item),
      head = !!kind,
      bold = kind === true;
    const lines = wrap(
      label(item),
      head || above ? width - marginRight * (head ? 0 : 1) - 14 : left - GAP - 2,
      px,
      bold,
    );
    const text = lines.length * px * LINE,
      room = head
        ? text + (bold ? 10 : 4)
        : above
          ? text + 4 + bar + 8
          : Math.max(text, bar) + 6;
    const at = head ? top + room / 2 : above ? top + text + 4 + bar / 2 : top + room / 2;
    const row = {
      item,
      lines,
      top,
      at,
      y1: at - bar / 2,
      y2: at + bar / 2,
      labelAt: head ? top + (bold ? 7 : 1) : above ? top : top + room / 2,
      heading: head,
      bold,
    };
    top += room;
    return row;
  });
  const plain = rows.filter((r) => !r.heading),
    heads = rows.filter((r) => r.heading);
  const text = (r: Row<T>) => r.lines.join("\n");
  const common = {
    y: "labelAt",
    text,
    fill: "currentColor",
    lineHeight: LINE,
    fontSize: px,
    ...(above ? { stroke: "var(--paper)", strokeWidth: 3 } : {}),
  } as const;
  return {
    rows,
    left,
    height: top,
    above,
    y: {
      type: "linear",
      domain: [0, Math.max(top, 1)],
      reverse: false,
      range: undefined,
      axis: null,
    } as Plot.ScaleOptions,
    labels: [
      ...(above ? [plates(rows, px)] : []),
      above
        ? Plot.text(plain, {
            ...common,
            frameAnchor: "left",
            textAnchor: "start",
            lineAnchor: "top",
            dx: -left + 2,
          })
        : Plot.text(plain, {
            ...common,
            frameAnchor: "left",
            textAnchor: "end",
            lineAnchor: "middle",
            dx: -GAP,
          }),
      ...[true, false].map((bold) =>
        Plot.text(
          heads.filter((r) => r.bold === bold),
          {
            ...common,
            frameAnchor: "left",
            textAnchor: "start",
            lineAnchor: "top",
            dx: -left + (above ? 2 : 0),
            fontWeight: bold ? "bold" : "normal",
            stroke: "var(--paper)",
            strokeWidth: 3,
          },
        ),
      ),
    ],
  };
}

/** What Plot needs to place the rows. */
export function frame<T>(rows: Rows<T>, top: number, bottom: number) {
  return {
    marginLeft: rows.left,
    marginTop: top,
    marginBottom: bottom,
    height: Math.ceil(top + rows.height + bottom),
    y: { ...rows.y, range: [top, top + rows.height] } as Plot.ScaleOptions,
  };
}

/** About as many ticks as have room for numbers of this many pixels. */
export const ticks = (inner: number, each = 110) => Math.max(2, Math.floor(inner / each));

/** The ends of a scale of `values`, and whether they leave any out: no further beyond the ranges of 90 in 100 than these are wide, lest one history set the scale for all. */
export function span(values: number[], ranges: { low: number; high: number }[]) {
  const known = ranges.filter((r) => Number.isFinite(r.low) && Number.isFinite(r.high)),
    low = Math.min(...known.map((r) => r.low)),
    high = Math.max(...known.map((r) => r.high));
  const lowest = Math.min(...values),
    highest = Math.max(...values);
  if (!(high > low)) return { from: lowest, to: highest, cut: false };
  const inside = values.filter((x) => x >= 2 * low - high && x <= 2 * high - low),
    from = Math.min(low, ...inside),
    to = Math.max(high, ...inside);
  return { from, to, cut: from > lowest || to < highest };
}
export const CUT = "Histories further out than the ranges of 90 in 100 are wide are not drawn.";

/** Ticks of a scale of differences that has zero on it: on both sides, where both are seen. */
export function sides(values: number[], inner: number): { ticks: number | number[] } {
  const low = Math.min(0, ...values.filter(Number.isFinite)),
    high = Math.max(0, ...values.filter(Number.isFinite));
  const n = ticks(inner),
    width = high - low;
  if (!width) return { ticks: n };
  const power = 10 ** Math.floor(Math.log10(width / n)),
    step = power * [1, 2, 5, 10].find((m) => width / (m * power) <= n)!;
  const list: number[] = [];
  for (let i = Math.ceil(low / step); i <= Math.floor(high / step); i++) list.push(i * step);
  for (const [end, side] of [
    [low, -1],
    [high, 1],
  ] as const) {
    if (list.some((t) => t * side > 0) || end === 0) continue;
    const size = 10 ** Math.floor(Math.log10(Math.abs(end))),
      tick = side * size * Math.floor(Math.abs(end) / size);
    if ((Math.abs(tick) / width) * inner > 34) list.push(tick); // apart from the nought
  }
  return { ticks: list.map((t) => Number(t.toPrecision(12))).sort((a, b) => a - b) };
}
