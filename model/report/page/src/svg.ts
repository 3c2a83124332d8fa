// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings by hand, where a library of plots has no mark for what is to be seen.
import { visible } from "./words";

const SPACE = "http://www.w3.org/2000/svg";
type Value = string | number;

export function draw(
  tag: string,
  attributes: Record<string, Value | undefined> = {},
  ...children: (SVGElement | string | null)[]
): SVGElement {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined)
      node.setAttribute(
        name,
        typeof value === "number" ? `${Math.round(value * 100) / 100}` : value,
      );
  for (const child of children)
    if (child !== null) node.append(typeof child === "string" ? visible(child) : child);
  return node;
}

export function sheet(width: number, height: number, ...children: (SVGElement | null)[]) {
  return draw(
    "svg",
    { width, height, viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}` },
    ...children,
  ) as SVGSVGElement;
}

export function write(
  x: number,
  y: number,
  text: string,
  more: Record<string, Value | undefined> = {},
): SVGElement {
  return draw("text", { x, y, fill: "currentColor", "font-size": 12, ...more }, text);
}

/** Lines below one another, the first at `y`. */
export function writeLines(
  x: number,
  y: number,
  lines: string[],
  more: Record<string, Value | undefined> = {},
  step = 1.2,
): SVGElement {
  const px = Number(more["font-size"] ?? 12);
  return draw("g", {}, ...lines.map((line, i) => write(x, y + i * px * step, line, more)));
}

export const title = (text: string) => draw("title", {}, text);
