// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader may choose below the cards, and what is chosen.
import { Context, IN_FORCE, type Choice } from "./context";
import type { Outcome, Results } from "./data";
import { el } from "./dom";
import { measure } from "./labels";
import { visible } from "./words";

function selector(
  label: string,
  id: string,
  options: [string, string, string?][],
  chosen: string,
  change: (value: string) => void,
): HTMLElement {
  const select = el("select", { id });
  let group: HTMLOptGroupElement | undefined;
  for (const [value, text, of] of options) {
    const option = el("option", { value, ...(value === chosen ? { selected: "" } : {}) }, text);
    if (of && (!group || group.label !== visible(of))) {
      group = el("optgroup", { label: visible(of) });
      select.append(group);
    }
    (group ?? select).append(option);
  }
  select.addEventListener("change", () => change(select.value));
  // the chosen text in full below, where the select is too narrow for it
  return el(
    "label",
    { for: id },
    el("span", { class: "name" }, label),
    select,
    el("span", { class: "chosen", "aria-hidden": "true" }),
  );
}

/** What the choice of place means depends on the outcome; a text too wide for its select stands below it. */
export function tellFilters(context: Context): void {
  const o = context.outcome,
    { results, choice } = context;
  const place = document.querySelector<HTMLSelectElement>("#place")!;
  place.parentElement!.querySelector(".name")!.textContent =
    o.where === "pair"
      ? "Sending state"
      : o.where === "nowhere"
        ? "State or crossing (this outcome has none)"
        : !results.fits(o, choice.place)
          ? `State or crossing (this outcome: ${o.where === "crossing" ? "crossings" : "countries"})`
          : "State or crossing";
  for (const option of place.options) {
    const label = visible(+option.value ? results.placeLabel(+option.value) : "all places");
    option.textContent =
      o.where === "pair" &&
      results.placeAt.get(+option.value)?.kind !== "crossing" &&
      +option.value
        ? `from ${label}`
        : label;
  }
  for (const select of document.querySelectorAll<HTMLSelectElement>("#filters select")) {
    const text = select.selectedOptions[0]?.textContent ?? "",
      told = select.parentElement!.querySelector(".chosen")!;
    told.textContent = measure(text, 12.8) > select.clientWidth - 34 ? text : "";
  }
}

/** The outcomes by theme, each under the first that holds it. */
const THEMES: [string, (o: Outcome) => boolean][] = [
  ["what becomes of people in the end", (o) => o.cohort],
  ["at the crossings", (o) => o.where === "crossing"],
  ["shares, means and rates", (o) => o.ratio],
  [
    "in states and transit countries: more is worse for people",
    (o) => o.where === "country" && o.worse > 0,
  ],
  [
    "in states and transit countries: more is better for people",
    (o) => o.where === "country" && o.worse < 0,
  ],
  ["in states and transit countries: neither good nor bad", (o) => o.where === "country"],
  ["between two states", (o) => o.where === "pair"],
  ["overall", () => true],
];

export function filters(results: Results, choice: Choice, redraw: () => void): HTMLElement {
  const raw = results.raw;
  const set = (name: keyof Choice) => (text: string) => {
    choice[name] = +text;
    redraw();
  };
  const places = [...results.placeAt]
    .map(([id, p]): [string, string, string] => [
      `${id}`,
      p.label || p.name,
      p.kind === "state" ? "states" : p.kind === "crossing" ? "crossings" : "transit countries",
    ])
    .sort((a, b) => a[2].localeCompare(b[2]) || a[1].localeCompare(b[1]));
  return el(
    "form",
    { id: "filters", "aria-label": "What the charts show" },
    selector(
      "Reform",
      "scenario",
      raw.scenarios
        .map((s, i): [string, string] => [`${i}`, s[1] || s[0]])
        .slice(raw.scenarios.length > 1 ? 1 : 0),
      `${choice.scenario}`,
      set("scenario"),
    ),
    selector(
      "Outcome",
      "outcome",
      THEMES.flatMap(([theme, holds], t) =>
        raw.outcomes.flatMap((o, i): [string, string, string][] =>
          holds(o) && !THEMES.slice(0, t).some(([, before]) => before(o))
            ? [[`${i}`, o.label, theme]]
            : [],
        ),
      ),
      `${choice.outcome}`,
      set("outcome"),
    ),
    selector(
      "Group",
      "population",
      [
        ["0", "all groups"],
        ...raw.groups.map((g, i): [string, string] => [`${i + 1}`, g[1] || g[0]]),
      ],
      `${choice.population}`,
      set("population"),
    ),
    selector(
      "State or crossing",
      "place",
      [["0", "all places"], ...places],
      `${choice.place}`,
      set("place"),
    ),
    selector(
      "Period",
      "period",
      [
        [`${IN_FORCE}`, "years in force"],
        ...raw.periods
          .slice(0, raw.years + 1)
          .map((_, i): [string, string] => [`${i}`, results.periodLabel(i)]),
      ],
      `${choice.period}`,
      set("period"),
    ),
  );
}

/** On a small screen, what is chosen, in one line. */
export function tellChosen(context: Context): void {
  const { choice, results } = context;
  document.getElementById("chosen")!.textContent = visible(
    [
      context.outcome.label,
      ...(choice.scenario ? [results.title(choice.scenario)] : []),
      choice.population ? results.populationLabel(choice.population) : "all groups",
      results.placeLabel(choice.place),
      choice.period === IN_FORCE ? "years in force" : results.periodLabel(choice.period),
    ].join(" \u00b7 "),
  );
}
