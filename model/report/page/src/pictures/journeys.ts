// SPDX-License-Identifier: GPL-3.0-or-later
// Journeys: persons from stage to stage, baseline and reform side by side. A step back (another
// attempt, another state, another flight) would close a circle; it ends in "again" instead.
import type { Context } from "../context";
import { fiveOf, rowsOf, stepOf } from "../data";
import { el } from "../dom";
import type { Picture } from "../figure";
import { measure, wrap } from "../labels";
import { layoutOf, type Band, type Bar, type Stream, type World } from "./layout";
import { number, visible } from "../words";

const SVG = "http://www.w3.org/2000/svg",
  PX = 10.5,
  NODE = 8,
  HEIGHT = 420;
interface Range {
  low: number;
  median: number;
  high: number;
}
interface Flow extends Range {
  from: number;
  to: number;
  mean: number;
  error: number;
  change: Range | null;
}
/** What one reads of each stage (catalogue/stages.def). */
const namesOf = (context: Context) =>
  new Map(
    context.raw.stages.map(([id, name, label]) => [+id, label || name.replaceAll("_", " ")]),
  );

/** Of a reform only what differs from the baseline is in the file (model/report/lives.c). */
function flowsOf(context: Context, scenario: number): Flow[] {
  const { layout } = context.raw;
  const read = (s: number, width: number) =>
    rowsOf(context.raw.flows[s], width).filter(
      ([key]) => stepOf(layout, key).population === context.choice.population,
    );
  const base = read(0, 6).map(
    ([key, ...five]): Flow => ({
      ...stepOf(layout, key),
      ...fiveOf(five),
      change: null,
    }),
  );
  if (scenario === 0) return base;
  const key = (f: { from: number; to: number }) => f.from * layout.steps + f.to;
  const none = { low: 0, median: 0, high: 0 },
    nobody = { mean: 0, error: 0, ...none };
  const before = new Map(base.map((f) => [key(f), f]));
  const here = new Map(base.map((f) => [key(f), { ...f, change: none }]));
  for (const [full, median, mean, below, above, m, low, high] of read(scenario, 8)) {
    const { from, to } = stepOf(layout, full),
      was = before.get(key({ from, to })) ?? nobody;
    here.set(key({ from, to }), {
      from,
      to,
      mean: was.mean + mean + median,
      error: NaN,
      low: was.low + low + median,
      median: was.median + m + median,
      high: was.high + high + median,
      change: { low: median - below, median, high: median + above },
    });
  }
  return [...here.values()];
}

function svgEl(
  tag: string,
  attributes: Record<string, string | number>,
  text = "",
): SVGElement {
  const node = document.createElementNS(SVG, tag);
  for (const [k, v] of Object.entries(attributes)) node.setAttribute(k, `${v}`);
  if (text) node.textContent = visible(text);
  return node;
}

/** The ways that are drawn, with the persons on them in each world. */
function folded(
  context: Context,
  worlds: Flow[][],
): { streams: Stream[]; names: Map<string, string> } {
  const stages = namesOf(context),
    codes = new Map(context.raw.stages.map(([id, name]) => [+id, name]));
  const least =
    Math.max(
      ...worlds
        .flat()
        .filter((f) => f.from !== f.to)
        .map((f) => f.mean),
      1,
    ) / 400;
  const names = new Map<string, string>(),
    sums = new Map<string, Stream>();
  const node = (key: string, name: string) => {
    names.set(key, name);
    return key;
  };
  const keyOf = (f: Flow) => f.from * context.raw.layout.steps + f.to;
  // too thin to be seen in any world: in the table
  const wide = new Set(
    worlds
      .flat()
      .filter((f) => f.mean >= least)
      .map(keyOf),
  );
  const all = worlds.flatMap((flows, world) =>
    flows.filter((f) => wide.has(keyOf(f))).map((f) => ({ f, world })),
  );
  for (const { f, world } of all.sort((a, b) => keyOf(a.f) - keyOf(b.f))) {
    // in one order for all worlds
    const name = (id: number) => stages.get(id) ?? `stage ${id}`;
    const back = f.to <= f.from;
    if (
      f.to === f.from ||
      (back && codes.get(f.from) === "pushed_back" && codes.get(f.to) === "crossing")
    )
      continue; // attempts folded
    const from = node(`${f.from}`, name(f.from));
    const to = back
      ? node(`again ${f.to}`, `again: ${name(f.to)}`)
      : node(`${f.to}`, name(f.to));
    const stream = sums.get(`${from}>${to}`) ?? { from, to, persons: worlds.map(() => 0) };
    stream.persons[world] += f.mean;
    sums.set(`${from}>${to}`, stream);
  }
  return { streams: [...sums.values()], names };
}

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}
const meet = (a: Box, b: Box) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

function put(svg: SVGElement, box: Box, text: string, px = PX, bold = false): void {
  svg.append(
    svgEl(
      "text",
      {
        x: box.x,
        y: box.y + box.h / 2,
        dy: "0.35em",
        "font-size": px,
        "font-weight": bold ? "bold" : "normal",
        fill: "currentColor",
        stroke: "var(--paper)",
        "stroke-width": 3,
        "paint-order": "stroke",
      },
      text,
    ),
  );
}

/** The numbers of the stages that have no room for their name: the same in both drawings. */
type Numbers = Map<string, number>;

/** Each node is named beside it where there is room; else it bears a number, told in a key. */
function name(
  svg: SVGElement,
  nodes: Bar[],
  width: number,
  height: number,
  numbers: Numbers,
): number {
  const bars = nodes.map(
    (n): Box => ({ x: n.x - 1, y: n.y, w: NODE + 2, h: Math.max(1, n.height) }),
  );
  const taken: Box[] = [];
  const fits = (b: Box, own: Box, onBars: boolean) =>
    b.x >= 0 &&
    b.x + b.w <= width &&
    b.y >= 0 &&
    b.y + b.h <= height &&
    !taken.some((t) => meet(t, b)) &&
    (onBars || !bars.some((t) => t !== own && meet(t, b)));
  const place = (own: Box, w: number, h: number, onBars = false): Box | undefined => {
    const middle = own.y + own.h / 2 - h / 2,
      steps: number[] = [0];
    for (let d = 6; d <= Math.max(own.h / 2, onBars ? 40 : 14); d += 6) steps.push(d, -d);
    for (const d of steps)
      for (const x of [own.x + own.w + 3, own.x - 3 - w]) {
        const box = { x, y: middle + d, w, h };
        if (fits(box, own, onBars)) return box;
      }
    return undefined;
  };
  const texts = nodes.map((n) => `${n.name} ${number(Math.round(n.persons))}`);
  const order = nodes.map((_, i) => i).sort((a, b) => nodes[b].persons - nodes[a].persons);
  const left: number[] = [];
  for (const i of order) {
    const box = width < 460 ? undefined : place(bars[i], measure(texts[i], PX) + 2, PX + 2);
    if (box) {
      taken.push(box);
      put(svg, box, texts[i]);
    } else left.push(i);
  }
  // numbered from left to right, as they are read
  left.sort((a, b) => nodes[a].x - nodes[b].x || nodes[a].y - nodes[b].y);
  for (const i of left)
    if (!numbers.has(nodes[i].name)) numbers.set(nodes[i].name, numbers.size + 1);
  const told = (i: number) => `${numbers.get(nodes[i].name)}`;
  left.sort((a, b) => +told(a) - +told(b));
  const px = width < 460 ? 9 : PX;
  left.forEach((i) => {
    const w = measure(told(i), px, true) + 1;
    const box = place(bars[i], w, px) ?? place(bars[i], w, px, true);
    if (!box) return;
    taken.push(box);
    put(svg, box, told(i), px, true);
  });
  const columns = Math.max(1, Math.floor(width / 170)),
    each = width / columns,
    heights = Array.from({ length: columns }, () => height + 14);
  left.forEach((i, k) => {
    const column = Math.floor((k * columns) / left.length);
    for (const [l, line] of wrap(`${told(i)}  ${texts[i]}`, each - 8, PX).entries()) {
      put(svg, { x: column * each + (l ? 14 : 2), y: heights[column], w: 0, h: PX + 2 }, line);
      heights[column] += PX + 4;
    }
  });
  return left.length ? Math.max(...heights) : height;
}

/** As high at every point between the two bars as at its ends; a stroke would bulge beyond them. */
function ribbon({ x0, y0, x1, y1, height }: Band): string {
  const half = Math.max(1, height) / 2,
    x = (x0 + x1) / 2;
  return `M${x0},${y0 - half}C${x},${y0 - half},${x},${y1 - half},${x1},${y1 - half}V${y1 + half}C${x},${y1 + half},${x},${y0 + half},${x0},${y0 + half}Z`;
}

function draw(world: World | undefined, width: number, numbers: Numbers): SVGElement {
  const svg = svgEl("svg", {
    width,
    role: "img",
    "aria-label": "Journeys from stage to stage; the table below holds the numbers.",
  });
  if (!world) return svg;
  for (const b of world.bands) {
    const path = svgEl("path", { d: ribbon(b), fill: "var(--soft)", "fill-opacity": 0.6 });
    path.append(svgEl("title", {}, `${b.from} \u2192 ${b.to}: ${number(b.persons)} persons`));
    svg.append(path);
  }
  for (const { name, x, y, height, persons } of world.bars) {
    const rect = svgEl("rect", {
      x,
      y,
      width: NODE,
      height: Math.max(1, height),
      fill: name.startsWith("again") ? "var(--worse)" : "var(--mark)",
    });
    rect.append(svgEl("title", {}, `${name}: ${number(persons)} persons`));
    svg.append(rect);
  }
  const full = Math.ceil(name(svg, world.bars, width, HEIGHT, numbers)) + 4;
  svg.setAttribute("height", `${full}`);
  svg.setAttribute("viewBox", `0 0 ${width} ${full}`);
  return svg;
}

export function journeys(context: Context): Picture {
  const { results, choice } = context;
  const stages = namesOf(context);
  const base = flowsOf(context, 0),
    here = choice.scenario ? flowsOf(context, choice.scenario) : [];
  const key = (f: Flow) => f.from * 1000 + f.to;
  const baseAt = new Map(base.map((f) => [key(f), f])),
    hereAt = new Map(here.map((f) => [key(f), f]));
  const rows = [...new Set([...baseAt.keys(), ...hereAt.keys()])]
    .map((k) => ({ k, a: baseAt.get(k), b: hereAt.get(k) }))
    .map((r) => ({ ...r, change: r.b?.change ?? null }));
  const top = rows
    .filter((r) => r.change && Math.floor(r.k / 1000) !== r.k % 1000)
    .sort((x, y) => Math.abs(y.change!.median) - Math.abs(x.change!.median))[0];
  const way = (k: number) =>
    `${stages.get(Math.floor(k / 1000)) ?? "?"} \u2192 ${stages.get(k % 1000) ?? "?"}`;
  const signed = (name: string) => ({
    name,
    show: (x: unknown) => (x === null ? "" : number(x as number, true)),
  });
  const plain = (name: string) => ({
    name,
    show: (x: unknown) => (x === null ? "" : number(x as number)),
  });
  return {
    id: "journeys",
    question: "Which paths do people take?",
    finding: !rows.length
      ? "This file has no journeys"
      : top?.change && top.change.median !== 0
        ? `The largest change along the way: \u201c${way(top.k)}\u201d, ${number(top.change.median, true)} persons (90 in 100 histories: ${number(top.change.low, true)} to ${number(top.change.high, true)}), from ${number(top.a?.median ?? 0)} under the baseline`
        : "The paths people take, from departure to outcome",
    notes: [
      `${choice.scenario ? "Both drawings use the same scale and the same place for each stage. " : ""}Width: persons who passed from one stage to the next, mean over the histories; two passages count twice. Means are used because what enters a stage must add up to what leaves it; the table gives the median of each path and its range. Repeated attempts at a border count as one stage; any other step back (another state, another flight) ends in \u201cagain\u201d. Flows narrower than a 400th of the widest are only in the table. Where a name does not fit, a number stands for it, the same in both drawings. Unit: persons; ${context.whom()}, ${results.periodLabel(0)}; the choice of place and period does not apply.`,
      context.runs(),
      context.source(),
    ],
    draw: (width) => {
      const two = choice.scenario > 0,
        wide = width >= 940 && two ? Math.floor((width - 16) / 2) : width;
      const side = el("div", { class: "side" }),
        numbers: Numbers = new Map();
      const { streams, names } = folded(context, two ? [base, here] : [base]);
      const worlds = layoutOf(streams, names, {
        width: wide,
        height: HEIGHT,
        top: 14,
        bottom: 6,
        bar: NODE,
        gap: 11,
      });
      side.append(el("div", {}, el("h4", {}, "Baseline"), draw(worlds[0], wide, numbers)));
      if (two)
        side.append(
          el(
            "div",
            {},
            el("h4", {}, results.title(choice.scenario)),
            draw(worlds[1], wide, numbers),
          ),
        );
      return rows.length ? [side] : [];
    },
    table: {
      columns: [
        { name: "from" },
        { name: "to" },
        ...["baseline, median", "from (5%)", "to (95%)"].map(plain),
        ...["reform, median", "reform from (5%)", "reform to (95%)"].map(plain),
        ...["change, median", "change from (5%)", "change to (95%)"].map(signed),
        ...["baseline, mean", "reform, mean", "Monte Carlo error of the mean (baseline)"].map(
          plain,
        ),
      ],
      rows: [...rows]
        .sort((x, y) => (y.a?.median ?? 0) - (x.a?.median ?? 0))
        .map(({ k, a, b, change }) => [
          stages.get(Math.floor(k / 1000)) ?? "?",
          stages.get(k % 1000) ?? "?",
          a?.median ?? 0,
          a?.low ?? 0,
          a?.high ?? 0,
          b?.median ?? null,
          b?.low ?? null,
          b?.high ?? null,
          change?.median ?? null,
          change?.low ?? null,
          change?.high ?? null,
          a?.mean ?? 0,
          b?.mean ?? null,
          a?.error ?? 0,
        ]),
    },
  };
}
