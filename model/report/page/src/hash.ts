// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader sees, in the address: a link opens the same view. By name, so that it outlives a
// new run.
import { IN_FORCE, type Choice } from "./context";
import type { Results } from "./data";

export interface View {
  tab: string;
  at: string; // a picture
}

export function written(
  results: Results,
  choice: Choice,
  standard: Choice,
  view: View,
): string {
  const { raw } = results,
    out = new URLSearchParams();
  if (view.tab) out.set("tab", view.tab);
  if (choice.scenario !== standard.scenario) out.set("reform", results.name(choice.scenario));
  if (choice.outcome !== standard.outcome)
    out.set("outcome", raw.outcomes[choice.outcome].name);
  if (choice.population) out.set("group", results.populationName(choice.population));
  if (choice.place) out.set("place", results.placeName(choice.place));
  if (choice.period !== IN_FORCE) out.set("period", raw.periods[choice.period][0]);
  if (view.at) out.set("at", view.at);
  return out.size ? `#${out}` : "";
}

/** Names that these results do not have are passed over. */
export function read(results: Results, hash: string, choice: Choice): View {
  const { raw } = results;
  if (/^#[a-z_]+$/.test(hash)) return { tab: "", at: hash.slice(1) };
  const given = new URLSearchParams(hash.slice(1));
  const find = (key: string, at: (name: string) => number, set: (i: number) => void) => {
    const name = given.get(key),
      i = name === null ? -1 : at(name);
    if (i >= 0) set(i);
  };
  find(
    "reform",
    (n) => raw.scenarios.findIndex((s) => s[0] === n),
    (i) => (choice.scenario = i),
  );
  find(
    "outcome",
    (n) => results.outcomeAt.get(n) ?? -1,
    (i) => (choice.outcome = i),
  );
  find(
    "group",
    (n) => raw.groups.findIndex((g) => g[0] === n),
    (i) => (choice.population = i + 1),
  );
  find(
    "place",
    (n) => [...results.placeAt].find(([, p]) => p.name === n)?.[0] ?? -1,
    (i) => (choice.place = i),
  );
  find(
    "period",
    (n) => raw.periods.slice(0, raw.years + 1).findIndex((p) => p[0] === n),
    (i) => (choice.period = i),
  );
  return { tab: given.get("tab") ?? "", at: given.get("at") ?? "" };
}
