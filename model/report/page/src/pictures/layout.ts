// SPDX-License-Identifier: GPL-3.0-or-later
// One layout for the worlds of the journeys: each stage in the same place, in one order and on
// one scale of pixels per person, so that what is drawn twice as high is twice as many.
import { sankey, type SankeyLink, type SankeyNode } from "d3-sankey";

/** Persons on one way, in each world. */
export interface Stream {
  from: string;
  to: string;
  persons: number[];
}
export interface Bar {
  name: string;
  x: number;
  y: number;
  height: number;
  persons: number;
}
export interface Band {
  from: string;
  to: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  height: number;
  persons: number;
}
export interface World {
  bars: Bar[];
  bands: Band[];
}
export interface Room {
  width: number;
  height: number;
  top: number;
  bottom: number;
  bar: number;
  gap: number;
}

interface Named {
  name: string;
}
interface Shared {
  persons: number[];
}
type N = SankeyNode<Named, Shared>;
type L = SankeyLink<Named, Shared>;

/** The place of each stage, with room for the world in which most people pass. */
function placed(
  streams: Stream[],
  names: Map<string, string>,
  room: Room,
): { nodes: N[]; links: L[] } {
  const at = new Map<string, number>();
  for (const { from, to } of streams)
    for (const key of [from, to]) if (!at.has(key)) at.set(key, at.size);
  const nodes = [...at.keys()].map((key) => ({ name: names.get(key) ?? key }));
  const links = streams.map(({ from, to, persons }) => ({
    source: at.get(from)!,
    target: at.get(to)!,
    value: Math.max(...persons),
    persons,
  }));
  return sankey<Named, Shared>()
    .nodeWidth(room.bar)
    .nodePadding(room.gap)
    .nodeSort(null as never) // in the order given
    .extent([
      [1, room.top],
      [room.width - 1, room.height - room.bottom],
    ])({ nodes, links });
}

/** One world in those places: what leaves a stage and what enters it, from its top downwards. */
function filled(nodes: N[], world: number, scale: number): World {
  const bars: Bar[] = [],
    bands = new Map<L, Band>();
  const name = (end: unknown) => (end as N).name;
  const pile = (node: N, links: L[], put: (band: Band, y: number) => void) => {
    let persons = 0;
    for (const link of links.filter((l) => l.persons[world] > 0)) {
      const height = link.persons[world] * scale;
      if (!bands.has(link))
        bands.set(link, {
          from: name(link.source),
          to: name(link.target),
          x0: 0,
          y0: 0,
          x1: 0,
          y1: 0,
          height,
          persons: link.persons[world],
        });
      put(bands.get(link)!, node.y0! + persons * scale + height / 2);
      persons += link.persons[world];
    }
    return persons;
  };
  for (const node of nodes) {
    const out = pile(node, node.sourceLinks!, (band, y) =>
      Object.assign(band, { x0: node.x1!, y0: y }),
    );
    const into = pile(node, node.targetLinks!, (band, y) =>
      Object.assign(band, { x1: node.x0!, y1: y }),
    );
    const persons = Math.max(out, into);
    if (persons > 0)
      bars.push({
        name: node.name,
        x: node.x0!,
        y: node.y0!,
        height: persons * scale,
        persons,
      });
  }
  return { bars, bands: [...bands.values()] };
}

export function layoutOf(streams: Stream[], names: Map<string, string>, room: Room): World[] {
  if (!streams.length) return [];
  const { nodes, links } = placed(streams, names, room);
  const scale = links[0].width! / links[0].value;
  return streams[0].persons.map((_, world) => filled(nodes, world, scale));
}
