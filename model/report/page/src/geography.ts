// SPDX-License-Identifier: GPL-3.0-or-later
// Where places lie, in degrees east and north, and a plane to draw them on. Points stand for whole
// countries, near where their people are; no outline, for nothing here is finer than a country.

export const COUNTRIES: Record<string, [number, number]> = {
  POL: [19.3, 52.0],
  DEU: [10.3, 51.2],
  FRA: [2.4, 46.8],
  AUT: [14.0, 47.5],
  BEL: [4.5, 50.7],
  SWE: [15.5, 60.2],
  NOR: [9.2, 61.2],
  FIN: [25.6, 62.3],
  EST: [25.6, 58.8],
  LTU: [23.9, 55.3],
  LVA: [24.9, 56.9],
  NLD: [5.4, 52.4],
  GBR: [-1.6, 52.6],
  ESP: [-3.7, 40.4],
  ITA: [12.5, 42.8],
  CZE: [15.3, 49.8],
  SVK: [19.5, 48.7],
  HUN: [19.3, 47.1],
  BGR: [25.2, 42.7],
  GRC: [22.6, 39.2],
  CHE: [8.0, 46.9],
  DNK: [9.5, 56.0],
  ROU: [25.0, 45.8],
  RUS: [38.5, 55.8],
  BLR: [28.0, 53.5],
  UKR: [31.2, 49.2],
  GEO: [43.6, 42.1],
  TUR: [33.0, 39.4],
  AZE: [48.3, 40.4],
  ARM: [44.9, 40.1],
  MDA: [28.6, 47.0],
  KAZ: [62.0, 49.5],
  UZB: [64.5, 41.6],
  TJK: [69.5, 38.7],
  KGZ: [73.0, 41.8],
  TKM: [58.8, 38.9],
};

/** Crossings: where, from which country into which. */
export const CROSSINGS: Record<string, { at: [number, number]; from: string; to: string }> = {
  terespol: { at: [23.6, 52.1], from: "BLR", to: "POL" },
  medyka: { at: [22.9, 49.8], from: "UKR", to: "POL" },
  medininkai: { at: [25.7, 54.5], from: "BLR", to: "LTU" },
  narva: { at: [28.2, 59.4], from: "RUS", to: "EST" },
  terehova: { at: [28.2, 56.4], from: "RUS", to: "LVA" },
  vaalimaa: { at: [28.0, 60.9], from: "RUS", to: "FIN" },
  storskog: { at: [30.2, 69.5], from: "RUS", to: "NOR" },
  edirne: { at: [26.4, 41.7], from: "TUR", to: "BGR" },
  zahony: { at: [22.2, 48.4], from: "UKR", to: "HUN" },
  ubla: { at: [22.4, 48.9], from: "UKR", to: "SVK" },
};

/** The frontier of the Union and Norway in the east, roughly: what all these ways lead to. */
export const FRONTIER: [number, number][][] = [
  [
    [30.8, 69.8],
    [28.9, 69.1],
    [28.6, 68.2],
    [29.9, 67.7],
    [29.1, 66.9],
    [30.1, 65.7],
    [29.7, 64.8],
    [31.5, 62.9],
    [29.3, 61.3],
    [27.7, 60.5],
    [28.2, 59.4],
    [27.5, 58.6],
    [27.4, 57.6],
    [28.2, 56.2],
    [26.7, 55.7],
    [25.7, 54.5],
    [23.5, 53.9],
    [23.6, 52.6],
    [23.6, 51.5],
    [24.1, 50.5],
    [22.7, 49.5],
    [22.2, 48.4],
    [24.6, 47.9],
    [26.6, 48.2],
    [28.1, 46.9],
    [28.2, 45.5],
    [29.7, 45.2],
  ],
  [
    [28.0, 42.0],
    [26.4, 41.7],
    [26.1, 40.7],
  ],
];

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
