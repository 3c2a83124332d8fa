// SPDX-License-Identifier: GPL-3.0-or-later
// Ways in, claims and chains on a map, in both worlds.
import type { Context } from "../context";
import { chainOf, fiveOf, rowsOf } from "../data";
import type { Picture } from "../figure";
import { EAST, plane, type Plane, type World } from "../geography";
import { measure, NARROW, wrap } from "../labels";
import { draw, sheet, title, write, writeLines } from "../svg";
import { count, number } from "../words";

/** Not a chain (model/report/chains.c); so many chains are drawn. */
const CHAINED = 4094,
  MOST_CHAINS = 6;

interface Spot {
  name: string;
  label: string;
  before: number;
  after: number;
}
interface Chain {
  states: string[];
  label: string;
  before: number;
  after: number;
}

function gather(context: Context) {
  const { results, raw, choice } = context,
    s = choice.scenario,
    period = raw.inForce[s];
  const spots = (metric: string, kinds: string[]): Spot[] => {
    const i = results.outcomeAt.get(metric);
    return i === undefined
      ? []
      : [...results.placeAt]
          .filter(([, p]) => kinds.includes(p.kind))
          .flatMap(([place, p]) => {
            const at = (scenario: number) =>
              results.cell(i, { scenario, population: 0, place, period })?.level.median ?? 0;
            const before = at(0),
              after = s ? at(s) : before;
            return before || after ? [{ name: p.name, label: p.label, before, after }] : [];
          })
          .sort((a, b) => b.after - a.after || b.before - a.before);
  };
  const chains = (scenario: number) =>
    new Map(
      (raw.chains[scenario] ?? [])
        .flatMap((list, i) => rowsOf(list, i ? 11 : 6))
        .map(([key, ...x]) => ({ ...chainOf(raw.layout, key), median: fiveOf(x).median }))
        .filter((r) => !r.population && r.period === period && r.chain < CHAINED)
        .map((r): [number, number] => [r.chain, r.median]),
    );
  const before = chains(0),
    after = s ? chains(s) : before;
  // by whichever acts: chains through the same states are told by the largest of them
  const list = [...new Set([...before.keys(), ...after.keys()])]
    .filter((c) => raw.chainNames[c][1].includes(">"))
    .map((c): Chain => {
      const states = raw.chainNames[c][0].split(">");
      return {
        states,
        label: `${states.map((x) => results.placeLabelOf(x)).join(" \u2192 ")} (${raw.chainNames[c][1].replaceAll(">", ", then ")})`,
        before: before.get(c) ?? 0,
        after: after.get(c) ?? 0,
      };
    })
    .filter((c) => c.before || c.after)
    .sort((a, b) => b.after - a.after || b.before - a.before || (a.label < b.label ? -1 : 1));
  return {
    claims: spots("claims_first", ["state"]),
    crossings: spots("border_admissions", ["crossing"]),
    chains: list.slice(0, MOST_CHAINS),
  };
}

/** Whole people: the table has the halves. */
const both = ({ before, after }: { before: number; after: number }) => {
  const [a, b] = [before, after].map((x) => number(Math.round(x)));
  return a === b ? a : `${a} \u2192 ${b}`;
};

/** Labels where there is room for them, the largest first; none upon another. */
class Labels {
  private taken: [number, number, number, number][] = [];
  readonly parts: SVGElement[] = [];
  constructor(
    private width: number,
    private height: number,
  ) {}
  block(x: number, y: number, r: number) {
    this.taken.push([x - r, y - r, x + r, y + r]);
  }
  /** `always`: of what the text names; upon a disc rather than not at all. */
  put(x: number, y: number, r: number, lines: string[], px: number, always = false): boolean {
    const w = Math.max(...lines.map((l, i) => measure(l, px, i === 0))) + 2,
      h = lines.length * px * 1.15;
    const around = [
      [x, y + r + 2],
      [x + r + 4 + w / 2, y - h / 2],
      [x - r - 4 - w / 2, y - h / 2],
      [x, y - r - h - 2],
    ];
    const free = always ? [...around, ...around.map(([a, b]) => [a, b, 1])] : around;
    for (const [at, high, upon] of free) {
      const cx = upon ? Math.min(this.width - w / 2, Math.max(w / 2, at)) : at,
        top = upon ? Math.min(this.height - h, Math.max(0, high)) : high;
      const box: [number, number, number, number] = [cx - w / 2, top, cx + w / 2, top + h];
      if (box[0] < 0 || box[2] > this.width || box[1] < 0 || box[3] > this.height) continue;
      if (
        !upon &&
        this.taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])
      )
        continue;
      this.taken.push(box);
      lines.forEach((text, i) =>
        this.parts.push(
          write(cx, top + px * (0.95 + i * 1.15), text, {
            "font-size": px,
            "text-anchor": "middle",
            "font-weight": i ? undefined : "bold",
            stroke: "var(--page)",
            "stroke-width": 3,
            "paint-order": "stroke",
          }),
        ),
      );
      return true;
    }
    return false;
  }
}

/** Both worlds of one number: the baseline's disc, and the reform's ring around the same point. */
function rings(x: number, y: number, s: Spot, size: (n: number) => number, fill: string) {
  return draw(
    "g",
    {},
    title(`${s.label}: ${both(s)}`),
    draw("circle", {
      cx: x,
      cy: y,
      r: Math.max(1.2, size(s.before)),
      fill,
      "fill-opacity": 0.55,
    }),
    draw("circle", {
      cx: x,
      cy: y,
      r: Math.max(1.2, size(s.after)),
      fill: "none",
      stroke: "var(--ink)",
      "stroke-width": 1.6,
    }),
  );
}

function arc(
  p: Plane,
  countries: World["countries"],
  states: string[],
  width: number,
  shift: number,
  dashed: boolean,
) {
  const at = states.map((c) => countries[c]).filter(Boolean);
  if (at.length < 2) return null;
  let d = `M${p.x(at[0])},${p.y(at[0]) + shift}`;
  for (let i = 1; i < at.length; i++) {
    const [x0, y0, x1, y1] = [p.x(at[i - 1]), p.y(at[i - 1]), p.x(at[i]), p.y(at[i])];
    d += `Q${(x0 + x1) / 2},${(y0 + y1) / 2 - Math.hypot(x1 - x0, y1 - y0) * 0.16 + shift} ${x1},${y1 + shift}`;
  }
  return draw("path", {
    d,
    fill: "none",
    stroke: "var(--harmed)",
    "stroke-width": Math.max(0.8, width),
    "stroke-opacity": dashed ? 0.55 : 0.9,
    "stroke-dasharray": dashed ? "5 4" : undefined,
    "stroke-linejoin": "round",
  });
}

/** The crossing that the text names: where the reform changes most. */
const gateOf = (found: ReturnType<typeof gather>): Spot | undefined =>
  [...found.crossings].sort(
    (a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before),
  )[0];

function drawing(context: Context, found: ReturnType<typeof gather>, whole: number) {
  const { countries: COUNTRIES, crossings: CROSSINGS, frontier } = context.raw.world;
  const narrow = whole < NARROW,
    width = narrow ? whole : whole - ASIDE,
    p = plane(width, narrow),
    px = narrow ? 10.5 : 12;
  const most = Math.max(
      1,
      ...[...found.claims, ...found.crossings].flatMap((s) => [s.before, s.after]),
    ),
    largest = narrow ? 26 : 44,
    size = (n: number) => largest * Math.sqrt(n / most);
  const thick = Math.max(1, ...found.chains.flatMap((c) => [c.before, c.after]));
  const labels = new Labels(width, p.height);
  const line = (points: [number, number][]) =>
    draw("polyline", {
      points: points.map((at) => `${p.x(at)},${p.y(at)}`).join(" "),
      fill: "none",
      stroke: "var(--rule)",
      "stroke-width": narrow ? 3 : 5,
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
    });
  const known = Object.entries(COUNTRIES)
    .filter(([c]) => [...context.results.placeAt.values()].some((place) => place.name === c))
    .filter(([, at]) => at[0] <= EAST);
  const claims = found.claims.filter((s) => COUNTRIES[s.name]),
    crossings = found.crossings.filter((s) => CROSSINGS[s.name]);
  for (const s of claims)
    labels.block(
      p.x(COUNTRIES[s.name]),
      p.y(COUNTRIES[s.name]),
      Math.max(5, size(Math.max(s.before, s.after)) * 0.8),
    );
  const marks: (SVGElement | null)[] = [];
  for (const s of crossings) {
    const { at, from, to } = CROSSINGS[s.name],
      [a, b] = [COUNTRIES[from], COUNTRIES[to]];
    marks.push(
      draw("path", {
        d: `M${p.x(a)},${p.y(a)}L${p.x(at)},${p.y(at)}L${p.x(b)},${p.y(b)}`,
        fill: "none",
        stroke: "var(--protected)",
        "stroke-width": 1.2,
        "stroke-opacity": 0.6,
      }),
      rings(p.x(at), p.y(at), s, size, "var(--protected)"),
    );
  }
  for (const s of claims) {
    const at = COUNTRIES[s.name];
    marks.push(rings(p.x(at), p.y(at), s, size, "var(--mark)"));
  }
  const named = gateOf(found);
  for (const [s, at] of [
    ...claims.map((s) => [s, COUNTRIES[s.name]] as const),
    ...crossings.map((s) => [s, CROSSINGS[s.name].at] as const),
  ].sort(
    (a, b) =>
      +(b[0] === named) - +(a[0] === named) ||
      Math.max(b[0].after, b[0].before) - Math.max(a[0].after, a[0].before),
  ))
    labels.put(
      p.x(at),
      p.y(at),
      size(Math.max(s.before, s.after)),
      [s.label, both(s)],
      px,
      s === named,
    );
  for (const [c, at] of known)
    if (!claims.some((s) => s.name === c))
      labels.put(p.x(at), p.y(at), 3, [context.results.placeLabelOf(c)], px);
  const x = narrow ? 0 : width + 24,
    room = narrow ? whole : ASIDE - 24,
    legend = key(frontier.label, x, narrow ? p.height + 10 : 4, room),
    words = told(context, found, x, legend.low + 12, room);
  return sheet(
    whole,
    Math.max(p.height, words.low),
    ...frontier.lines.map(line),
    ...known.map(([, at]) =>
      draw("circle", { cx: p.x(at), cy: p.y(at), r: 2, fill: "var(--faint)" }),
    ),
    ...found.chains.flatMap((c) => [
      c.before ? arc(p, COUNTRIES, c.states, (7 * c.before) / thick, 3, true) : null,
      c.after ? arc(p, COUNTRIES, c.states, (7 * c.after) / thick, 0, false) : null,
    ]),
    ...marks,
    ...labels.parts,
    ...legend.parts,
    ...words.parts,
  );
}

const ASIDE = 236;

/** What the marks mean, in the drawing itself, so that it goes with it into a file. */
function key(
  frontier: string,
  x: number,
  y: number,
  room: number,
): { parts: SVGElement[]; low: number } {
  const parts: SVGElement[] = [];
  const disc = (fill: string, stroke?: string) =>
    draw("circle", {
      cx: x + 14,
      cy: y + 8,
      r: 7,
      fill,
      "fill-opacity": 0.55,
      stroke,
      "stroke-width": stroke ? 1.6 : undefined,
    });
  const stroke = (dashed: boolean) =>
    draw("path", {
      d: `M${x},${y + 13}Q${x + 14},${y + 1} ${x + 28},${y + 13}`,
      fill: "none",
      stroke: "var(--harmed)",
      "stroke-width": 3,
      "stroke-dasharray": dashed ? "5 4" : undefined,
    });
  const item = (mark: () => SVGElement, text: string) => {
    const lines = wrap(text, room - 40, 12);
    parts.push(mark(), writeLines(x + 38, y + 12, lines, { fill: "var(--faint)" }));
    y += lines.length * 14.4 + 7;
  };
  item(() => disc("var(--mark)"), "first applications, baseline");
  item(() => disc("var(--protected)"), "let in at a crossing, baseline");
  item(() => disc("none", "var(--ink)"), "either, under the reform");
  item(() => stroke(true), "at risk and sent home through other states, baseline");
  item(() => stroke(false), "the same, under the reform");
  item(
    () =>
      draw("path", {
        d: `M${x},${y + 8}H${x + 28}`,
        stroke: "var(--rule)",
        "stroke-width": 5,
      }),
    frontier,
  );
  return { parts, low: y };
}

/** The chains and what lies off the map, in words. */
function told(
  context: Context,
  found: ReturnType<typeof gather>,
  x: number,
  y: number,
  room: number,
) {
  const parts: SVGElement[] = [],
    { countries: COUNTRIES, crossings: CROSSINGS } = context.raw.world;
  const put = (text: string, bold = false, faint = false) => {
    const lines = wrap(text, room, 12, bold);
    parts.push(
      writeLines(x, y + 12, lines, {
        "font-weight": bold ? "bold" : undefined,
        fill: faint ? "var(--faint)" : "currentColor",
      }),
    );
    y += lines.length * 14.4 + 3;
  };
  if (found.chains.length) put("Sent home through other states", true);
  for (const c of found.chains) put(`${c.label}: ${both(c)}`);
  const off = found.crossings.filter((s) => !CROSSINGS[s.name]);
  if (off.length) {
    y += 8;
    put("Not on the map", true);
    for (const s of off) put(`${s.label}: ${both(s)}`);
  }
  const east = [...context.results.placeAt.values()].filter(
    (p) => (COUNTRIES[p.name]?.[0] ?? 0) > EAST,
  );
  if (east.length) {
    y += 8;
    put(`Further east: ${east.map((p) => p.label).join(", ")}`, false, true);
  }
  return { parts, low: y };
}

export function map(context: Context): Picture {
  const found = gather(context),
    { results, choice } = context,
    s = choice.scenario;
  const gate = gateOf(found);
  const when = results.periodLabel(results.raw.inForce[s]);
  return {
    id: "map",
    question: "Where do people arrive, apply and get sent on?",
    title: "Where people arrive, where they apply, and how they are sent back",
    under: `Persons, ${when}: baseline \u2192 ${s ? `\u201c${results.title(s)}\u201d` : "the same"}. All circles on one scale.`,
    finding: !gate
      ? "Nobody is let in at a crossing here."
      : gate.before === gate.after
        ? "Nothing changes at the crossings."
        : `The largest change: ${gate.label}. ${number(Math.round(gate.before))} people are let in under the baseline, ${number(Math.round(gate.after))} under the reform.`,
    notes: [
      `Discs: medians under the baseline; rings: under the reform. A ring on the edge of its disc means no change. Blue: first applications in a state; green: people let in at a crossing to apply for asylum. Red: people at risk sent home through more than one state, the ${count(found.chains.length, "largest chain")}; width: persons; dashed: baseline. Countries are points at their true positions, the frontier is approximate; the model has nothing finer than a country or a crossing. All years in which the reform is in force; the choice of group, place and period does not apply.`,
      context.runs(),
      context.source(),
    ],
    draw: (width) => {
      if (!found.claims.some((x) => results.raw.world.countries[x.name])) return [];
      return [drawing(context, found, width)];
    },
    table: {
      columns: [
        { name: "what" },
        { name: "where" },
        ...["baseline, median", "with the reform, median"].map((name) => ({
          name,
          show: (x: unknown) => number(x as number),
        })),
      ],
      grouped: true,
      rows: [
        ...found.crossings.map((x) => ["let in to claim", x.label, x.before, x.after]),
        ...found.claims.map((x) => ["first applications", x.label, x.before, x.after]),
        ...found.chains.map((x) => [
          "at risk, sent home through other states",
          x.label,
          x.before,
          x.after,
        ]),
      ],
    },
  };
}
