// SPDX-License-Identifier: GPL-3.0-or-later
// A plane to draw places on, by degrees east and north. Where they lie is data (scenarios/page.json):
// points stand for whole countries; no outline, for nothing here is finer than a country.

/** What the page is told of the world beside the results (scenarios/page.json). */
export interface World {
  countries: Record<string, [number, number]>;
  crossings: Record<string, { at: [number, number]; from: string; to: string }>;
  frontier: { label: string; lines: [number, number][][] };
  laws: [string, string][];
}

export interface Plane {
  x: (at: [number, number]) => number;
  y: (at: [number, number]) => number;
  height: number;
}

/** The furthest east that is drawn; what lies beyond is named at the edge. */
export const EAST = 51;

/** Equidistant, true to scale at 52 degrees north; north to south a little closer, to fit a screen. */
export function plane(width: number, narrow: boolean): Plane {
  const west = -5.5,
    south = 37.3,
    north = 70.6,
    squeeze = narrow ? 1.15 : 0.84;
  const step = width / (EAST - west),
    scale = step / Math.cos((52 * Math.PI) / 180);
  return {
    x: ([lon]) => (lon - west) * step,
    y: ([, lat]) => (north - lat) * scale * squeeze,
    height: (north - south) * scale * squeeze,
  };
}
