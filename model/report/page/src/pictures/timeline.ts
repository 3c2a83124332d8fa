// SPDX-License-Identifier: GPL-3.0-or-later
// Laws and practice as the baseline has them, by date, and from when each reform holds.
import type { Context } from "../context";
import { el } from "../dom";
import type { Picture } from "../figure";
import { spelled } from "../first";
import { measure, NARROW, wrap } from "../labels";
import { day, named, shown } from "../reforms";
import { draw, sheet, title, write, writeLines } from "../svg";
import { count } from "../words";

const [SCENARIO, PATH, FROM, VALUE, UNIT, , , SOURCE] = Array.from({ length: 8 }, (_, i) => i);
/** What is measured or derived year by year is no change of law or practice. */
const MEASURED =
  /\.(walk|caseload|crisis|rate|capacity|p_request|p_accept|p_transfer|transfer_days|cooperation|opinion|onward|departure)\b|^rules\.walk|min_days$|\.success$/;
const KINDS = ["rules", "states", "crossings", "refuges", "transit"];

interface Change {
  date: string;
  row: string; // the rule
  name: string; // as people call it (scenarios/page.json); "" where nobody does
  where: string; // a state, a crossing; "" in general
  value: string;
  before: string;
  source: string;
}

/** Dated within the horizon and another value than before. */
export function changesOf(context: Context): Change[] {
  const { raw, results } = context,
    first = `${raw.firstYear}-01-02`,
    last = `${raw.firstYear + raw.years}-01-01`;
  const before = new Map<string, string>();
  const out: Change[] = [];
  for (const row of [...raw.parameters]
    .filter((p) => p[SCENARIO] === "0")
    .sort((a, b) =>
      a[PATH] === b[PATH] ? (a[FROM] < b[FROM] ? -1 : 1) : a[PATH] < b[PATH] ? -1 : 1,
    )) {
    const parts = row[PATH].split("."),
      was = before.get(row[PATH]);
    before.set(row[PATH], row[VALUE]);
    if (
      row[FROM] < first ||
      row[FROM] >= last ||
      !KINDS.includes(parts[0]) ||
      MEASURED.test(row[PATH]) ||
      was === row[VALUE]
    )
      continue;
    const general = parts[0] === "rules",
      rule = parts.slice(general ? 1 : 2);
    const words = rule.map((p) => named(results, p.replace(/^p_(?=.)/, ""), false)).join(": ");
    out.push({
      date: row[FROM],
      row: words,
      name: raw.world.laws.find(([like]) => new RegExp(like).test(words))?.[1] ?? "",
      where: general ? "" : results.placeLabelOf(parts[1]),
      value: shown(results, row[VALUE], row[UNIT]),
      before: was === undefined ? "" : shown(results, was, row[UNIT]),
      source: row[SOURCE],
    });
  }
  return out.sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.row < b.row ? -1 : 1,
  );
}

/** So many reforms of one day have a bar each. */
const FEW = 4;

export function timeline(context: Context): Picture {
  const { raw } = context;
  const changes = changesOf(context);
  const rows = [...new Set(changes.map((c) => c.name))].filter(Boolean),
    unnamed = changes.filter((c) => !c.name).length;
  const all = raw.scenarios.slice(1).map((s) => ({ title: s[1] || s[0], from: s[4] }));
  // many that begin on one day share a bar
  const reforms = all.flatMap((one, i) => {
    const same = all.filter((r) => r.from === one.from);
    if (same.length <= FEW) return [one];
    return same[0] === all[i]
      ? [{ title: `${spelled(same.length)} reforms`, from: one.from }]
      : [];
  });
  const time = (date: string) =>
    Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10) || 1);
  const start = Date.UTC(raw.firstYear, 0, 1),
    end = Date.UTC(raw.firstYear + raw.years, 0, 1);
  return {
    id: "timeline",
    question: "When did law and practice change?",
    title: "When law and practice changed, and when the reforms take effect",
    under: `Changes of law and practice in the baseline, ${raw.firstYear} to ${raw.firstYear + raw.years - 1}.`,
    finding: changes.length
      ? `The baseline follows ${count(changes.length, "change")} of law and practice in these years.`
      : "No rule changes within these years.",
    notes: [
      "Dot: the day on which a rule, or the practice of a state or at a crossing, changes in the baseline, with the place where there is room. The table gives the value and its source; what already applied on the first day is among all values on the other tab. Bar: the years in which a reform is in force. Series measured year by year are left out: recognition rates, capacity, Dublin requests and transfers, the caseloads of 2015 and 2016, departures.",
      unnamed
        ? `${count(unnamed, "more change")} ${unnamed === 1 ? "is" : "are"} only in the table.`
        : "",
      context.source(),
    ],
    draw: (width) => {
      if (!changes.length && !reforms.length) return [];
      const narrow = width < NARROW,
        left = narrow ? 0 : Math.min(300, width * 0.32),
        right = 10;
      const x = (t: number) =>
        left + 6 + ((t - start) / (end - start)) * (width - left - right - 6);
      const parts: (SVGElement | null)[] = [];
      let y = 24;
      const axis = y - 6;
      const years: SVGElement[] = Array.from({ length: raw.years }, (_, i) => {
        const at = x(Date.UTC(raw.firstYear + i, 0, 1));
        return write(
          at,
          11,
          `${raw.firstYear + i}`.slice(narrow ? 2 : 0).replace(/^(\d\d)$/, "\u2019$1"),
          {
            fill: "var(--faint)",
            "text-anchor": "start",
          },
        );
      });
      const row = (text: string, bold: boolean, put: (y: number) => (SVGElement | null)[]) => {
        const lines = wrap(text, narrow ? width - 6 : left - 8, 12, bold);
        const own = Math.max(narrow ? lines.length * 14.4 + 16 : lines.length * 14.4 + 5, 21);
        parts.push(
          writeLines(narrow ? 0 : 0, y + 12, lines, {
            "font-weight": bold ? "bold" : undefined,
          }),
          ...put(narrow ? y + lines.length * 14.4 + 7 : y + 8),
        );
        y += own;
      };
      for (const { title: name, from } of reforms)
        row(name, true, (at) => [
          draw("rect", {
            x: x(from ? Math.max(start, time(from)) : start),
            y: at - 5,
            width: Math.max(2, x(end) - x(from ? Math.max(start, time(from)) : start)),
            height: 10,
            rx: 2,
            fill: "var(--soft)",
          }),
        ]);
      y += 6;
      for (const name of rows) {
        const own = changes.filter((c) => c.name === name);
        row(name, false, (at) => {
          let free = -Infinity;
          return own.flatMap((c, i) => {
            const cx = x(time(c.date)),
              next = own[i + 1] ? x(time(own[i + 1].date)) : width;
            const same = own.filter((o) => o.date === c.date);
            if (same[0] !== c) return []; // one dot for all on that day
            const said = [...new Set(same.map((o) => o.where))].filter(Boolean).join(", "),
              room = Math.min(next, width) - cx - 10;
            const text = said && measure(said, 11) < room && cx + 8 > free ? said : "";
            if (text) free = cx + 8 + measure(text, 11);
            return [
              draw(
                "g",
                {},
                title(
                  same
                    .map(
                      (o) => `${day(o.date)}, ${o.where || "in general"}: ${o.row}, ${o.value}`,
                    )
                    .join("\n"),
                ),
                draw("circle", { cx, cy: at, r: 4, fill: "var(--mark)" }),
              ),
              text ? write(cx + 8, at + 4, text, { "font-size": 11 }) : null,
            ];
          });
        });
      }
      const grid = Array.from({ length: raw.years }, (_, i) => {
        const at = x(Date.UTC(raw.firstYear + i, 0, 1));
        return draw("line", { x1: at, x2: at, y1: axis, y2: y, stroke: "var(--rule)" });
      });
      const svg = sheet(width, y + 6, ...grid, ...years, ...parts);
      return narrow
        ? [
            svg,
            el(
              "p",
              { class: "under" },
              "Each row: a rule, with the days of its changes below.",
            ),
          ]
        : [svg];
    },
    table: {
      columns: [
        { name: "from" },
        { name: "where" },
        { name: "law or practice" },
        { name: "rule" },
        { name: "value" },
        { name: "before" },
        { name: "source", wide: true },
      ],
      rows: changes.map((c) => [
        c.date,
        c.where || "in general",
        c.name,
        c.row,
        c.value,
        c.before,
        c.source,
      ]),
    },
  };
}
