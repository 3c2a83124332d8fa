// SPDX-License-Identifier: GPL-3.0-or-later
// One simulated life in both worlds, as `asylsim explain` tells it: up to where they part, and after.
import type { Context } from "../context";
import type { LifeStep, LifeWorld } from "../data";
import type { Picture } from "../figure";
import { NARROW, wrap } from "../labels";
import { day } from "../reforms";
import { draw, sheet, write, writeLines } from "../svg";
import { count } from "../words";

/** So many steps are drawn before the parting and of each world after it: the first and the last. */
const SHARED = 9,
  OWN = 14;

const same = (a?: LifeStep, b?: LifeStep) =>
  !!a && !!b && a.date === b.date && a.place === b.place && a.what === b.what;

function common(worlds: LifeWorld[]): number {
  if (worlds.length < 2) return 0;
  let n = 0;
  while (same(worlds[0].life[n], worlds[1].life[n])) n++;
  return n;
}

/** The first and the last of a long list; null for what is left out between them. */
function ends<T>(list: T[], most: number): (T | number)[] {
  if (list.length <= most) return list;
  const head = Math.ceil(most / 2),
    tail = most - head;
  return [...list.slice(0, head), list.length - most, ...list.slice(-tail)];
}

export function life(context: Context): Picture {
  const { raw, results } = context,
    told = raw.life!,
    { worlds } = told;
  const n = common(worlds),
    group = raw.groups.find((g) => g[0] === told.group)?.[1] ?? told.group;
  const fate = (w: LifeWorld) => {
    const at = raw.fates.find((f) => `fate_${f[1]}` === w.fate || f[1] === w.fate);
    return at ? at[2] : w.fate.replace(/^fate_/, "").replaceAll("_", " ");
  };
  const who = `${told.persons > 1 ? `${count(told.persons, "person", "people")} travelling together${told.children ? `, ${count(told.children, "child", "children")} among them` : ""}` : "One person"} from the group \u201c${group}\u201d`;
  const reform = worlds[1]?.title ?? "";
  const parted = worlds
    .flatMap((w) => w.life[n] ?? [])
    .sort((a, b) => (a.date < b.date ? -1 : 1))[worlds.length > 1 ? 0 : 9];
  return {
    id: "life",
    question: "What does the law mean in one life?",
    title: reform
      ? `One simulated life, without and with the reform \u201c${reform}\u201d`
      : "One simulated life, under the law as it was",
    under: `${reform ? `The reform of this life is \u201c${reform}\u201d, whatever is chosen above. ` : ""}A simulated person; nobody real is meant.`,
    finding:
      worlds.length < 2
        ? `${who}. In the end: ${fate(worlds[0])}.`
        : !parted
          ? `${who}. The reform makes no difference to this life. In the end: ${fate(worlds[0])}.`
          : `${who}. The two lives part on ${day(parted.date)}. In the end, without the reform: ${fate(worlds[0])}; with it: ${fate(worlds[1])}.`,
    notes: [
      "Told by asylsim explain: the same person with the same luck in both worlds, at the stated values. Each step follows a rule; the table gives its source. It is one life among hundreds of thousands, and not evidence for any of the figures.",
      context.source(),
    ],
    draw: (width) => {
      const narrow = width < NARROW || worlds.length < 2,
        parts: (SVGElement | null)[] = [];
      const list = (
        steps: LifeStep[],
        most: number,
        x: number,
        y: number,
        room: number,
        colour: string,
      ) => {
        const top = y;
        let last = y;
        for (const step of ends(steps, most)) {
          if (typeof step === "number") {
            parts.push(
              write(x + 18, y + 11, `${count(step, "more step")}`, {
                fill: "var(--faint)",
              }),
            );
            y += 22;
            continue;
          }
          const lines = wrap(step.what, room - 20, 13);
          last = y + 6;
          parts.push(
            draw("circle", { cx: x + 5, cy: y + 6, r: 4, fill: colour }),
            write(x + 18, y + 10, `${day(step.date)}, ${results.placeLabelOf(step.place)}`, {
              "font-size": 11.5,
              fill: "var(--faint)",
            }),
            writeLines(x + 18, y + 26, lines, { "font-size": 13 }),
          );
          y += 26 + lines.length * 15.6;
        }
        parts.unshift(
          draw("line", {
            x1: x + 5,
            x2: x + 5,
            y1: top + 6,
            y2: last,
            stroke: colour,
            "stroke-width": 2,
          }),
        );
        return y;
      };
      const head = (text: string, x: number, y: number, room: number) => {
        const lines = wrap(text, room - 8, 14, true);
        parts.push(writeLines(x, y + 13, lines, { "font-size": 14, "font-weight": "bold" }));
        return y + lines.length * 16.8 + 8;
      };
      let y = 0;
      if (n) {
        y = head("In both worlds", 0, y, width);
        y = list(worlds[0].life.slice(0, n), SHARED, 0, y, width, "var(--faint)") + 10;
      }
      const column = narrow ? width : width / 2,
        colours = ["var(--faint)", "var(--mark)"];
      let low = y;
      worlds.forEach((w, i) => {
        const x = narrow ? 0 : i * column,
          from = narrow ? low : y;
        let at = head(
          i ? `With the reform: ${w.title}` : `Without the reform: ${w.title}`,
          x,
          from,
          column,
        );
        at = list(w.life.slice(n), OWN, x, at, column - 10, colours[i]);
        const lines = wrap(`In the end: ${fate(w)}`, column - 14, 13, true);
        parts.push(
          writeLines(x, at + 12, lines, {
            "font-size": 13,
            "font-weight": "bold",
            fill: colours[i],
          }),
        );
        at += lines.length * 15.6 + 14;
        low = narrow ? at : Math.max(low, at);
      });
      return [sheet(width, low, ...parts)];
    },
    table: {
      columns: [
        { name: "world" },
        { name: "day" },
        { name: "place" },
        { name: "step" },
        { name: "source", wide: true },
      ],
      grouped: true,
      rows: worlds.flatMap((w, i) =>
        w.life
          .slice(i ? n : 0)
          .map((s, k) => [
            !i && k < n ? "in both worlds" : w.title,
            s.date,
            results.placeLabelOf(s.place),
            s.what,
            s.source,
          ]),
      ),
    },
  };
}
