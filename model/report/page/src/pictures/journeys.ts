// SPDX-License-Identifier: GPL-3.0-or-later
// Journeys: persons from stage to stage, baseline and reform side by side. A step back (another
// attempt, another state, another flight) would close a circle; it ends in "again" instead.
import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import type { Context } from "../context";
import { el } from "../dom";
import type { Picture } from "../figure";
import { number, short, visible } from "../words";

const SVG = "http://www.w3.org/2000/svg";
interface Flow { from: number; to: number; mean: number; error: number; low: number; high: number }
interface N { name: string }
interface L { source: number; target: number; value: number }

const words = (name: string) => name.replaceAll("_", " ");

function flowsOf(context: Context, scenario: number): Flow[] {
  return (context.raw.flows[scenario] ?? []).filter((r) => r[0] === context.choice.population)
    .map(([, from, to, mean, error, low, , high]) => ({ from, to, mean, error, low, high }));
}

function svgEl(tag: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const node = document.createElementNS(SVG, tag);
  for (const [k, v] of Object.entries(attributes)) node.setAttribute(k, `${v}`);
  if (text) node.textContent = visible(text);
  return node;
}

function draw(context: Context, flows: Flow[], width: number): SVGElement {
  const stages = new Map(context.raw.stages.map(([id, name]) => [+id, words(name)]));
  const total = Math.max(...flows.filter((f) => f.from !== f.to).map((f) => f.mean), 1);
  const nodes: N[] = [], at = new Map<string, number>();
  const node = (key: string, name: string) => {
    if (!at.has(key)) { at.set(key, nodes.length); nodes.push({ name }); }
    return at.get(key)!;
  };
  const sums = new Map<string, L>();
  let left = 0;
  for (const f of flows) {
    if (f.mean < total / 400) { left += f.mean; continue; } // too thin to be seen; in the table
    const name = (id: number) => stages.get(id) ?? `stage ${id}`;
    const back = f.to <= f.from;
    if (f.to === f.from || (back && name(f.from) === "pushed back" && name(f.to) === "crossing")) continue; // attempts folded
    const source = node(`${f.from}`, name(f.from));
    const target = back ? node(`again ${f.to}`, `again: ${name(f.to)}`) : node(`${f.to}`, name(f.to));
    const key = `${source}>${target}`;
    const link = sums.get(key) ?? { source, target, value: 0 };
    link.value += f.mean;
    sums.set(key, link);
  }
  const height = 420;
  const svg = svgEl("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Journeys from stage to stage; the table below holds the numbers." });
  if (!sums.size) return svg;
  const made = sankey<N, L>().nodeWidth(8).nodePadding(9).nodeSort(null as never).extent([[1, 6], [width - 1, height - 6]])({ nodes: nodes.map((n) => ({ ...n })), links: [...sums.values()] });
  for (const l of made.links) {
    const path = svgEl("path", { d: sankeyLinkHorizontal()(l as never) ?? "", fill: "none", stroke: "var(--soft)", "stroke-opacity": 0.6, "stroke-width": Math.max(1, l.width ?? 1) });
    path.append(svgEl("title", {}, `${(l.source as unknown as N).name} \u2192 ${(l.target as unknown as N).name}: ${number(l.value)} persons`));
    svg.append(path);
  }
  const taken: { x: number; y: number; w: number }[] = [];
  for (const n of [...made.nodes].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))) {
    const x0 = n.x0 ?? 0, y0 = n.y0 ?? 0, y1 = n.y1 ?? 0;
    const rect = svgEl("rect", { x: x0, y: y0, width: 8, height: Math.max(1, y1 - y0), fill: n.name.startsWith("again") ? "var(--worse)" : "var(--mark)" });
    rect.append(svgEl("title", {}, `${n.name}: ${number(n.value ?? 0)} persons`));
    svg.append(rect);
  }
  for (const n of [...made.nodes].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))) {
    const x0 = n.x0 ?? 0, y0 = n.y0 ?? 0, y1 = n.y1 ?? 0, right = x0 > width * 0.62;
    const text = `${short(n.name, width < 420 ? 18 : 26)} ${number(Math.round(n.value ?? 0))}`;
    const w = text.length * 5.6, x = right ? x0 - 4 - w : x0 + 12, y = (y0 + y1) / 2;
    if (taken.some((t) => Math.abs(t.y - y) < 11 && x < t.x + t.w && t.x < x + w)) continue; // no room: in the table
    taken.push({ x, y, w });
    svg.append(svgEl("text", { x: right ? x0 - 4 : x0 + 12, y, dy: "0.35em", "text-anchor": right ? "end" : "start", "font-size": 10.5, fill: "currentColor", stroke: "var(--paper)", "stroke-width": 3, "paint-order": "stroke" }, text));
  }
  if (left > 0) svg.setAttribute("data-left-out", `${left}`);
  return svg;
}

export function journeys(context: Context): Picture {
  const { results, choice, raw } = context;
  const stages = new Map(raw.stages.map(([id, name]) => [+id, words(name)]));
  const base = flowsOf(context, 0), here = choice.scenario ? flowsOf(context, choice.scenario) : [];
  const key = (f: Flow) => f.from * 1000 + f.to;
  const baseAt = new Map(base.map((f) => [key(f), f])), hereAt = new Map(here.map((f) => [key(f), f]));
  const folded = (f: number, t: number) => f === t;
  const rows = [...new Set([...baseAt.keys(), ...hereAt.keys()])].map((k) => ({ k, a: baseAt.get(k), b: hereAt.get(k) }))
    .map((r) => ({ ...r, change: (r.b?.mean ?? 0) - (r.a?.mean ?? 0) }));
  const top = choice.scenario ? rows.filter((r) => !folded(Math.floor(r.k / 1000), r.k % 1000)).sort((x, y) => Math.abs(y.change) - Math.abs(x.change))[0] : undefined;
  const name = (k: number) => `${stages.get(Math.floor(k / 1000)) ?? "?"} \u2192 ${stages.get(k % 1000) ?? "?"}`;
  return {
    id: "journeys",
    question: "Which ways do people go?",
    finding: !rows.length ? "No journeys are kept in this file"
      : top && Math.abs(top.change) > 0 ? `The largest change on the way: ${name(top.k)}, ${number(top.a?.mean ?? 0)} persons under the baseline, ${number(top.b?.mean ?? 0)} under the reform`
      : "The ways people go, from setting out to the end",
    notes: [
      `Width: mean persons over the histories who passed from one stage to the next; whoever passes twice counts twice. Further attempts at a border are folded into one; any other step back (another state, another flight) ends in \u201cagain\u201d. Flows thinner than a 400th of the widest, and labels without room, are in the table only. Unit: persons; ${context.whom()}, ${results.periodLabel(0)}; a choice of place or year does not apply.`,
      context.runs(), context.source(),
    ],
    draw: (width) => {
      const two = choice.scenario > 0, wide = width >= 940 && two ? Math.floor((width - 16) / 2) : width;
      const side = el("div", { class: "side" });
      side.append(el("div", {}, el("h4", {}, "Baseline"), draw(context, base, wide)));
      if (two) side.append(el("div", {}, el("h4", {}, results.title(choice.scenario)), draw(context, here, wide)));
      return rows.length ? [side] : [];
    },
    table: {
      columns: [{ name: "from" }, { name: "to" },
        ...["baseline, persons (mean)", "reform, persons (mean)", "change of the mean", "baseline from (5 %)", "baseline to (95 %)", "Monte Carlo error (baseline)"].map((n) => ({ name: n, show: (x: unknown) => x === null ? "" : number(x as number, n.startsWith("change")) }))],
      rows: [...rows].sort((x, y) => (y.a?.mean ?? 0) - (x.a?.mean ?? 0)).map((r) => [stages.get(Math.floor(r.k / 1000)) ?? "?", stages.get(r.k % 1000) ?? "?",
        r.a?.mean ?? 0, choice.scenario ? r.b?.mean ?? 0 : null, choice.scenario ? r.change : null, r.a?.low ?? 0, r.a?.high ?? 0, r.a?.error ?? 0]),
    },
  };
}
