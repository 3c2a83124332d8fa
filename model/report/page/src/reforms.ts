// SPDX-License-Identifier: GPL-3.0-or-later
// What each reform is, before its effects: its title, from when, which rules it sets and what they
// were, on what authority. All of it from the results file.
import type { Results } from "./data";
import { el } from "./dom";
import { NARROW } from "./labels";
import { count } from "./words";

/** So many reforms are listed open where there is room, each with so many values. */
const FEW = 5,
  SHORT = 6;

const [SCENARIO, PATH, FROM, VALUE, UNIT, , , SOURCE] = Array.from({ length: 8 }, (_, i) => i);

/** 2017-01-01 as 1 January 2017. */
export function day(text: string): string {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date && !Number.isNaN(+date)
    ? date.toLocaleDateString("en-GB", {
        day: "numeric",
        month: "long",
        year: "numeric",
        timeZone: "UTC",
      })
    : text;
}

/** What a short name stands for: a place, a group, or its own words. */
export function named(results: Results, name: string, byGroup = true): string {
  const group = byGroup && results.raw.groups.find((g) => g[0] === name),
    place = results.placeLabelOf(name);
  return (group && group[1]) || (place !== name ? place : name.replaceAll("_", " "));
}

/** What the key of a path means, in the words of `check`; "" where this program does not know it. */
function meaning(results: Results, parts: string[], law: boolean): string {
  const key = parts.slice(law ? 1 : 2, law ? 3 : 4).join(".");
  return (results.raw.keys?.find(([k]) => k === key)?.[1] ?? "").replace(/[.]$/, "");
}

/** rules.third_country.p_apply: whom it is about, what it means; of a share, of what. */
function rule(results: Results, path: string, unit: string): string {
  const parts = path.split("."),
    law = parts[0] === "rules", // rules.third_country is no group
    means = meaning(results, parts, law);
  if (means) {
    const whom = [...(law ? [] : [parts[1]]), ...parts.slice(law ? 3 : 4)]
      .map((p) => named(results, p, parts[0] === "groups"))
      .join(", ");
    return `${whom ? `${whom}: ` : ""}${whom && !/^[A-Z]{2}/.test(means) ? means[0].toLowerCase() + means.slice(1) : means}${unit.startsWith("share") && unit !== "share" ? ` (${unit})` : ""}`;
  }
  const last = named(results, (parts.pop() ?? "").replace(/^p_(?=.)/, ""), !law);
  const about = parts
    .filter((p, i) => i > 0 || !["rules", "crossings"].includes(p))
    .map((p) => named(results, p, !law))
    .join(", ");
  return `${about ? `${about}: ` : ""}${last}${unit.startsWith("share") ? ` (${unit})` : ""}`;
}

/** "Russia, Belarus and Ukraine" */
const listed = (names: string[]) =>
  [names.slice(0, -1).join(", "), names[names.length - 1]].filter(Boolean).join(" and ");

export function shown(results: Results, value: string, unit: string): string {
  const list = /^(add |remove )?\[(.*)\]$/.exec(value);
  if (list) {
    const names = list[2]
      .split(",")
      .map((x) => named(results, x.trim()))
      .filter(Boolean);
    return list[1]
      ? `${list[1] === "add " ? "adds" : "removes"} ${listed(names) || "nobody"}`
      : names.join(", ") || "none";
  }
  const plain = /^-?\d{5,}$/.test(value) ? Number(value).toLocaleString("en-GB") : value;
  return ["", "yes or no", "list", "ratio"].includes(unit) || unit.startsWith("share")
    ? plain
    : `${plain} ${unit}`;
}

type Values = Map<string, string[][]>;

/** The baseline's value on the day before; undefined where it has none. */
function before(base: Values, path: string, from: string): string | undefined {
  return [...(base.get(path) ?? [])]
    .filter((p) => p[FROM] < from)
    .sort((a, b) => (a[FROM] < b[FROM] ? -1 : 1))
    .pop()?.[VALUE];
}

/** Of a general rule: who had another value by a rule of their own on the day before. A later layer
 *  wins, however general (docs/scenarios.md): the reform's value takes the place of all of them. */
function otherwise(
  results: Results,
  base: Values,
  path: string,
  from: string,
  was: string | undefined,
): string[] {
  if (!path.startsWith("rules.")) return [];
  const rest = path.slice("rules".length),
    found = new Set<string>();
  for (const own of base.keys()) {
    const [kind, who] = own.split(".", 2),
      tail = own.slice(kind.length + 1 + (who ?? "").length);
    if (
      kind === "rules"
        ? !own.startsWith(`${path}.`)
        : tail !== rest && !tail.startsWith(`${rest}.`)
    )
      continue;
    const value = before(base, own, from);
    if (value !== undefined && value !== was)
      found.add(
        named(
          results,
          kind === "rules" ? own.slice(path.length + 1) : who,
          kind === "groups" || kind === "rules",
        ),
      );
  }
  return [...found].sort();
}

/** What held before: in general, and by whose own rule otherwise. */
function told(results: Results, base: Values, row: string[]): string {
  const was = before(base, row[PATH], row[FROM]),
    others = otherwise(results, base, row[PATH], row[FROM], was);
  const old = was === undefined ? "" : shown(results, was, row[UNIT]);
  if (others.length)
    return ` (before: ${old ? `${old} in general; ` : ""}otherwise in ${others.join(", ")}, whose own values it overrides)`;
  return was === undefined || was === row[VALUE] ? "" : ` (before: ${old})`;
}

function one(results: Results, scenario: number, base: Values, open: boolean): HTMLElement {
  const { raw } = results,
    [, , claim, source, inForce] = raw.scenarios[scenario];
  const rows = raw.parameters.filter((p) => +p[SCENARIO] === scenario);
  const lines = rows.map((row) => {
    return el(
      "li",
      {},
      `${rule(results, row[PATH], row[UNIT])}: `,
      el("b", {}, shown(results, row[VALUE], row[UNIT])),
      told(results, base, row),
      row[FROM] && row[FROM] !== inForce ? `, from ${day(row[FROM])}` : "",
      row[SOURCE] && row[SOURCE] !== source ? `; source: ${row[SOURCE]}` : "",
    );
  });
  return el(
    "details",
    open && rows.length <= SHORT ? { open: "" } : {},
    el(
      "summary",
      {},
      el("b", {}, results.title(scenario)),
      `${inForce ? `, from ${day(inForce)}` : ""}: sets ${count(rows.length, "value")}`,
    ),
    el("ul", {}, ...lines),
    claim ? el("p", {}, `Claim: ${claim}.`) : null,
    source ? el("p", {}, `Source: ${source}.`) : null,
  );
}

/** A line for each reform; what it sets below, folded where that is long. On a small screen a long
 *  list is folded as a whole. */
export function reforms(results: Results): HTMLElement | null {
  const { raw } = results,
    n = raw.scenarios.length - 1;
  if (n < 1) return null;
  const base: Values = new Map();
  for (const p of raw.parameters)
    if (p[SCENARIO] === "0") base.set(p[PATH], [...(base.get(p[PATH]) ?? []), p]);
  const narrow = innerWidth < NARROW;
  const list = raw.scenarios
    .slice(1)
    .map((_, i) => one(results, i + 1, base, n <= FEW && !narrow));
  const note = el(
    "p",
    { class: "note" },
    "Only what is listed here changes; everything else is as in the baseline. Before: the baseline\u2019s value on the day before. The last table on the other tab gives every value with its grade and source.",
  );
  const name = "What each reform changes in law";
  return narrow && n > FEW
    ? el(
        "details",
        { id: "reforms" },
        el("summary", {}, `${name} (${count(n, "reform")})`),
        ...list,
        note,
      )
    : el(
        "section",
        { id: "reforms", "aria-labelledby": "reforms-name" },
        el("h2", { id: "reforms-name" }, name),
        ...list,
        note,
      );
}
