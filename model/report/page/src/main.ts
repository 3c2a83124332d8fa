// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the data, draws every picture, and draws them anew when the reader chooses otherwise.
import { Context, IN_FORCE, type Choice } from "./context";
import { load, type Outcome, type Results } from "./data";
import { el } from "./dom";
import { show, type Picture } from "./figure";
import { limits, provenance } from "./pictures/provenance";
import { claims } from "./pictures/claims";
import { closures } from "./pictures/closures";
import { curves, differences } from "./pictures/differences";
import { glossary } from "./glossary";
import { groups } from "./pictures/groups";
import { keys } from "./pictures/keys";
import { reforms } from "./reforms";
import { ridges } from "./pictures/ridges";
import { sections } from "./sections";
import { measure } from "./labels";
import { visible } from "./words";

/** Tables longer than this are not printed unless the reader opened them. */
const LONG = 80;

function firstOutcome(results: Results): number {
  for (const name of ["protected", "refouled_chain", "claims_first"]) {
    const i = results.outcomeAt.get(name);
    if (i !== undefined) return i;
  }
  return Math.max(
    0,
    results.raw.outcomes.findIndex((o) => o.worse !== 0),
  );
}

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
function tellFilters(context: Context): void {
  const o = context.outcome,
    { results, choice } = context;
  const place = document.querySelector<HTMLSelectElement>("#place")!;
  place.parentElement!.querySelector(".name")!.textContent =
    o.where === "pair"
      ? "From which state (that sends)"
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
    "in the states and transit countries: more is worse for people",
    (o) => o.where === "country" && o.worse > 0,
  ],
  [
    "in the states and transit countries: more is better for people",
    (o) => o.where === "country" && o.worse < 0,
  ],
  ["in the states and transit countries: neither", (o) => o.where === "country"],
  ["between two states", (o) => o.where === "pair"],
  ["on the whole", () => true],
];

function filters(results: Results, choice: Choice, redraw: () => void): HTMLElement {
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
    { id: "filters", "aria-label": "What the pictures show" },
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
    el("p", { id: "follows" }),
  );
}

/** What the period moves: a picture may follow it, or show the years in force, or all years. */
const HELD: Record<string, "force" | "all"> = {
  claims: "force",
  closures: "force",
  lives: "all",
  journeys: "all",
  spread: "force",
  grades: "force",
  limits: "all",
  provenance: "all",
};

/** 2, 3, 4 and 7 as "2 to 4, 7". */
function spans(list: number[]): string {
  const runs: number[][] = [];
  for (const n of list)
    if (runs.length && runs[runs.length - 1][1] === n - 1) runs[runs.length - 1][1] = n;
    else runs.push([n, n]);
  return runs
    .map(([a, b]) => (a === b ? `${a}` : b === a + 1 ? `${a}, ${b}` : `${a} to ${b}`))
    .join(", ");
}

/** Below the selectors: which pictures follow the period; on a small screen, what is chosen. */
function tellChosen(context: Context): void {
  const { choice, results } = context,
    nr = (held?: string) =>
      pictures.flatMap(([id], i) =>
        HELD[id] === held && id !== "limits" && id !== "provenance" ? [i + 1] : [],
      );
  const told = document.getElementById("follows")!;
  told.textContent =
    choice.period === IN_FORCE
      ? ""
      : `${results.periodLabel(choice.period)} is shown by pictures ${spans(nr())} (where it is not kept, the picture says so; fates: all who set out). ` +
        `Pictures ${spans(nr("force"))} show the years in force, ${spans(nr("all"))} all years, ${results.periodLabel(0)}.`;
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

type Maker = (context: Context) => Picture;
const all: [string, Maker][] = [
  ["claims", claims],
  ["closures", closures],
  ["keys", keys],
  ["differences", differences],
  ["groups", groups],
  ["curves", curves],
  ["ridges", ridges],
  ...sections,
  ["limits", limits],
  ["provenance", provenance],
];
let pictures = all; // of these results

function start(results: Results): void {
  const raw = results.raw;
  pictures = all.filter(([id]) => id !== "closures" || raw.closures.told.length > 0);
  const main = document.getElementById("report")!;
  const choice: Choice = {
    scenario: raw.scenarios.length > 1 ? 1 : 0,
    outcome: firstOutcome(results),
    population: 0,
    place: 0,
    period: IN_FORCE,
  };
  const places = new Map(
    pictures.map(([id]) => [id, el("section", { class: "picture", "data-picture": id })]),
  );
  const redraw = () => {
    const context = new Context(results, choice);
    for (const [id, make] of pictures) {
      try {
        show(places.get(id)!, make(context));
      } catch (why) {
        // our mistake; the other pictures stay readable
        console.error(id, why);
        places
          .get(id)!
          .replaceChildren(
            el(
              "p",
              { class: "warning", role: "alert" },
              `The picture \u201c${id}\u201d could not be drawn: ${String(why)}`,
            ),
          );
      }
    }
    tellFilters(context);
    tellChosen(context);
    document.body.dataset.touched = JSON.stringify(results.raw.touched[choice.scenario]);
    document.body.dataset.drawn = `${Number(document.body.dataset.drawn ?? 0) + 1}`;
  };
  const contents = el(
    "nav",
    { id: "contents", "aria-label": "Contents" },
    el("h2", {}, "Contents"),
  );
  main.replaceChildren(
    el(
      "header",
      {},
      el("h1", {}, "What becomes of people"),
      el(
        "p",
        { class: "lead" },
        `${results.title(0)}. ${raw.scenarios.length - 1} ${raw.scenarios.length === 2 ? "reform" : "reforms"}, each simulated on the same people with the same luck as the baseline. ${new Context(results, choice).runs()}`,
      ),
      raw.complete
        ? null
        : el(
            "p",
            { class: "warning" },
            "The run was interrupted: these are the histories finished so far.",
          ),
      el(
        "p",
        { class: "warning" },
        `A simulation of rules, not a forecast. ${results.assumption()}`,
      ),
    ),
    ...[reforms(results)].filter((x) => x !== null),
    contents,
    glossary(results),
    filters(results, choice, redraw),
    el("a", { id: "chosen", href: "#filters", title: "Choose otherwise" }),
    ...places.values(),
    el(
      "footer",
      {},
      el(
        "p",
        {},
        `asylsim ${raw.program}. GPL-3.0-or-later. This page asks nothing of any network.`,
      ),
    ),
  );
  redraw();
  contents.append(
    el(
      "ol",
      {},
      ...pictures.map(([id]) =>
        el(
          "li",
          {},
          el(
            "a",
            { href: `#${id}` },
            document.querySelector(`#${id} .question`)?.textContent ?? id,
          ),
        ),
      ),
    ),
  );
  let width = main.clientWidth;
  addEventListener("resize", () => {
    if (Math.abs(main.clientWidth - width) < 8) return;
    width = main.clientWidth;
    redraw();
  });
  addEventListener("beforeprint", () =>
    document.querySelectorAll("details").forEach((d) => {
      if (Number(d.dataset.rows) > LONG) return;
      d.open = true;
      d.dispatchEvent(new Event("asylsim-fill"));
    }),
  );
  document.body.dataset.ready = `${Math.round(performance.now())}`;
}

load().then(start, (why: unknown) => {
  document
    .getElementById("report")!
    .append(
      el(
        "p",
        { class: "warning", role: "alert" },
        `The results in this page could not be read: ${String(why)}. A browser of 2023 or later is needed.`,
      ),
    );
});
