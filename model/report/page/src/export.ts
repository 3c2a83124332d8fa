// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures as files: title, unit and source go with them, in the light colours of a printed page.
import { wrap } from "./labels";
import { save } from "./dom";
import { draw, sheet, writeLines } from "./svg";

export interface Caption {
  title: string;
  under: string; // reform, unit, years
  source: string;
}
export interface Part {
  svg: SVGElement;
  label?: string;
}

const MARGIN = 24,
  SERIF = '"Liberation Serif", "Times New Roman", Times, serif',
  SANS = '"Liberation Sans", Arial, sans-serif';
/** Narrower pictures than this get a sheet as wide, for their titles. */
const LEAST = 520;

function sizeOf(svg: SVGElement): [number, number] {
  const box = svg
    .getAttribute("viewBox")
    ?.split(/[\s,]+/)
    .map(Number);
  return box && box.length === 4
    ? [box[2], box[3]]
    : [Number(svg.getAttribute("width")) || 640, Number(svg.getAttribute("height")) || 400];
}

/** Colours of the page are names; in a file they are what they are in the light. */
function resolved(text: string): string {
  const light = document.createElement("div");
  light.className = "light";
  document.body.append(light);
  const values = getComputedStyle(light);
  for (const name of new Set(text.match(/var\(--[a-z0-9-]+\)/g) ?? []))
    text = text.replaceAll(
      name,
      values.getPropertyValue(name.slice(4, -1)).trim() || "currentColor",
    );
  light.remove();
  return text;
}

/** One drawing with all that a reader needs who sees nothing else of the page. */
export function framed(parts: Part[], caption: Caption): SVGSVGElement {
  const inner = Math.max(LEAST, ...parts.map((p) => sizeOf(p.svg)[0])),
    width = inner + 2 * MARGIN;
  const pieces: SVGElement[] = [];
  let y = MARGIN + 18;
  const put = (text: string, px: number, more: Record<string, string>, step = 1.25) => {
    const lines = wrap(text, inner, px * (more["font-family"] === SERIF ? 1.04 : 1), true);
    pieces.push(writeLines(MARGIN, y, lines, { "font-size": px, ...more }, step));
    y += lines.length * px * step;
  };
  put(caption.title, 21, { "font-family": SERIF, "font-weight": "bold" });
  y += 2;
  if (caption.under) put(caption.under, 13, { "font-family": SANS, fill: "var(--faint)" });
  y += 2;
  for (const { svg, label } of parts) {
    if (label) {
      y += 12;
      put(label, 13, { "font-family": SANS, "font-weight": "bold" });
      y -= 8;
    }
    const copy = svg.cloneNode(true) as SVGElement,
      [w, h] = sizeOf(svg);
    for (const [name, value] of Object.entries({ x: MARGIN, y, width: w, height: h }))
      copy.setAttribute(name, `${value}`);
    copy.setAttribute("font-family", SANS);
    copy.setAttribute("overflow", "visible");
    copy.style.overflow = "visible";
    pieces.push(copy);
    y += h + 6;
  }
  y += 18;
  const foot = wrap(caption.source, inner, 11);
  pieces.push(
    writeLines(MARGIN, y, foot, { "font-size": 11, "font-family": SANS, fill: "var(--faint)" }),
  );
  y += foot.length * 11 * 1.2 + MARGIN - 10;
  const svg = sheet(
    width,
    y,
    draw("title", {}, `${caption.title}. ${caption.under}`),
    draw("rect", { width, height: y, fill: "var(--paper)" }),
    draw("g", { color: "var(--ink)", "font-family": SANS }, ...pieces),
  );
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("color", "var(--ink)");
  return svg;
}

export const textOf = (parts: Part[], caption: Caption) =>
  resolved(new XMLSerializer().serializeToString(framed(parts, caption)));

export function saveSvg(name: string, parts: Part[], caption: Caption): void {
  save(`${name}.svg`, "image/svg+xml", textOf(parts, caption));
}

/** Twice as fine as the screen, at least: for print. */
export async function savePng(name: string, parts: Part[], caption: Caption): Promise<void> {
  const text = textOf(parts, caption),
    [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(text)!.map(Number);
  const image = new Image();
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await new Promise((done, fail) => {
    image.onload = done;
    image.onerror = () => fail(new Error("the picture could not be drawn"));
    image.src = url;
  });
  const scale = Math.max(2, 1600 / width),
    canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob) save(`${name}.png`, "image/png", blob);
}

/** Into the clipboard; where the browser refuses, by way of a selected text. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
