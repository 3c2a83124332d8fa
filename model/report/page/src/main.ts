// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the data, draws every picture, and draws them anew when the reader chooses otherwise.
import { Context, IN_FORCE, type Choice } from "./context";
import { load, type Outcome, type Results } from "./data";
import { el } from "./dom";
import { show, type Picture } from "./figure";
import { cardsOf } from "./cards";
import { first, heading, setOut } from "./first";
import { glossary } from "./glossary";
import { read, written } from "./hash";
import { claims } from "./pictures/claims";
import { closures } from "./pictures/closures";
import { differences } from "./pictures/differences";
import { ends } from "./pictures/ends";
import { fit } from "./pictures/fit";
import { grades } from "./pictures/grades";
import { groups } from "./pictures/groups";
import { journeys } from "./pictures/journeys";
import { keys } from "./pictures/keys";
import { ledger } from "./pictures/ledger";
import { life } from "./pictures/life";
import { lives } from "./pictures/lives";
import { lottery } from "./pictures/lottery";
import { map } from "./pictures/map";
import { matrix } from "./pictures/matrix";
import { months } from "./pictures/months";
import { limits, provenance } from "./pictures/provenance";
import { spread } from "./pictures/spread";
import { timeline } from "./pictures/timeline";
import { day, reforms } from "./reforms";
import { measure } from "./labels";
import { number, rounded, visible } from "./words";

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
  );
}

type Maker = (context: Context) => Picture;
/** Pictures of the first tab in the order of the page; those from `groups` on follow the choices. */
const WHAT: [string, Maker][] = [
  ["matrix", matrix],
  ["differences", differences],
  ["groups", groups],
  ["map", map],
  ["timeline", timeline],
  ["months", months],
  ["life", life],
  ["lottery", lottery],
];
/** For those who check: the claims, then what they rest on. */
const HOW: [string, Maker][] = [
  ["ends", ends],
  ["claims", claims],
  ["closures", closures],
  ["keys", keys],
  ["lives", lives],
  ["journeys", journeys],
  ["ledger", ledger],
  ["fit", fit],
  ["spread", spread],
  ["grades", grades],
  ["limits", limits],
  ["provenance", provenance],
];
const TABS: [string, string, [string, Maker][]][] = [
  ["what", "What changes", WHAT],
  ["how", "How sure, and why", HOW],
];
/** Pictures that the choices below the cards do not move. */
const FIXED = ["matrix", "timeline", "life", "ends", "claims", "closures", "limits"];

/** On a small screen, what is chosen, in one line. */
function tellChosen(context: Context): void {
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

function header(results: Results): HTMLElement {
  const { raw } = results,
    out = setOut(results);
  return el(
    "header",
    {},
    el("h1", {}, heading(results)),
    el(
      "p",
      { class: "stamp" },
      el("strong", {}, "Simulated. Not a forecast."),
      el("span", {}, `asylsim ${raw.version}${raw.made ? ` \u00b7 ${day(raw.made)}` : ""}`),
      el("span", {}, `digest ${raw.digest || "none (interrupted run)"}`),
      el("span", {}, "results and page CC BY 4.0"),
    ),
    el(
      "p",
      { class: "lede" },
      out
        ? `${rounded(out.median)} people set out to ask for protection in ${results.periodLabel(0)}. They live twice, under the law as it was and under each reform: `
        : "",
      el("b", {}, `${number(raw.runs)} simulated ${raw.runs === 1 ? "history" : "histories"}`),
      `. Each figure is the middle of them; its range holds 90 in 100. ${raw.scenarios.length > 2 ? "The strongest reform stands first." : ""}`,
    ),
    raw.complete
      ? null
      : el(
          "p",
          { class: "warning" },
          "The run was interrupted: these are the histories finished so far.",
        ),
  );
}

function footer(results: Results, context: Context): HTMLElement {
  return el(
    "footer",
    {},
    el(
      "p",
      {},
      `A simulation of rules, not a forecast. ${results.title(0)}. ${results.assumption()} ${context.runs()}`,
    ),
    el(
      "p",
      {},
      `Results and page: Creative Commons Attribution 4.0 (CC BY 4.0); name asylsim ${results.raw.version} and the digest. Program: GPL-3.0-or-later. Made by asylsim ${results.raw.program}. This page asks nothing of any network.`,
    ),
  );
}

/** Tabs as the ARIA authoring practices have them: arrows go from one to the other. */
function tabs(choose: (tab: string) => void): HTMLElement {
  const list = el("div", {
    role: "tablist",
    "aria-label": "Parts of this page",
    class: "tabs",
  });
  for (const [name, text] of TABS) {
    const tab = el(
      "button",
      { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}` },
      text,
    );
    tab.addEventListener("click", () => choose(name));
    tab.addEventListener("keydown", (e) => {
      if (e.key !== "ArrowRight" && e.key !== "ArrowLeft") return;
      const other = TABS.find(([n]) => n !== name)![0];
      choose(other);
      document.getElementById(`tab-${other}`)!.focus();
    });
    list.append(tab);
  }
  return list;
}

function start(results: Results): void {
  const raw = results.raw;
  const of = TABS.map(([name, text, list]): [string, string, [string, Maker][]] => [
    name,
    text,
    list.filter(
      ([id]) =>
        (id !== "closures" || raw.closures.told.length > 0) && (id !== "life" || raw.life),
    ),
  ]);
  const all = of.flatMap(([, , list]) => list);
  const main = document.getElementById("report")!;
  const strongest = cardsOf(results)[0];
  const standard: Choice = {
    scenario: strongest?.scenario ?? 0,
    outcome: results.outcomeAt.get(strongest?.told?.metric ?? "") ?? firstOutcome(results),
    population: 0,
    place: 0,
    period: IN_FORCE,
  };
  const choice = { ...standard },
    view = read(results, location.hash, choice);
  const places = new Map(
    all.map(([id]) => [id, el("section", { class: "picture", "data-picture": id })]),
  );
  const remember = () =>
    history.replaceState(
      null,
      "",
      written(results, choice, standard, view) || location.pathname + location.search,
    );
  let drawn = false;
  const drawAll = (context: Context, list: [string, Maker][]) => {
    for (const [id, make] of list) {
      if (drawn && FIXED.includes(id) && !resized) continue;
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
  };
  /** What is seen first; the other tab when the browser has nothing else to do. */
  const redraw = () => {
    const context = new Context(results, choice),
      seen = of.find(([name]) => name === (view.tab || TABS[0][0]))![2];
    drawAll(context, seen);
    tellFilters(context);
    tellChosen(context);
    remember();
    document.body.dataset.touched = JSON.stringify(results.raw.touched[choice.scenario]);
    const turn = ++turns;
    setTimeout(() => {
      if (turn !== turns) return; // chosen anew meanwhile
      drawAll(
        context,
        all.filter((entry) => !seen.includes(entry)),
      );
      drawn = true;
      resized = false;
      document.body.dataset.drawn = `${Number(document.body.dataset.drawn ?? 0) + 1}`;
    });
  };
  let turns = 0;
  let resized = false;
  const context = new Context(results, choice);
  const go = (id: string) => {
    const tab = of.find(([, , list]) => list.some(([name]) => name === id))?.[0];
    if (tab) open(tab);
    (document.getElementById(id) ?? places.get(id))?.scrollIntoView();
    view.at = id;
    remember();
  };
  const closer = (scenario: number) => {
    choice.scenario = scenario;
    const select = document.querySelector<HTMLSelectElement>("#scenario")!;
    select.value = `${scenario}`;
    redraw();
    go("groups");
  };
  const form = filters(results, choice, redraw),
    chosen = el("a", { id: "chosen", href: "#filters", title: "Choose otherwise" });
  const cardsPlace = el("div", {});
  const panels = of.map(([name, , list]) => {
    const panel = el("div", {
      role: "tabpanel",
      id: `panel-${name}`,
      "aria-labelledby": `tab-${name}`,
      tabindex: "0",
    });
    const links = el(
      "nav",
      { class: "contents", "aria-label": `Contents: ${name}` },
      ...list.map(([id]) => el("a", { href: `#${id}` }, SHORT[id] ?? id)),
    );
    links.addEventListener("click", (e) => {
      const id = (e.target as HTMLElement).getAttribute("href")?.slice(1);
      if (!id) return;
      e.preventDefault();
      go(id);
    });
    const fixed = list.filter(([id]) => name === "what" && id === "matrix"),
      rest = list.filter((entry) => !fixed.includes(entry));
    panel.append(
      ...(name === "what"
        ? [
            ...(innerWidth < 720 ? [cardsPlace, links] : [links, cardsPlace]),
            ...[reforms(results)].filter((x) => x !== null),
          ]
        : [links, glossary(results)]),
      ...fixed.map(([id]) => places.get(id)!),
      el("div", { class: "slot" }),
      ...rest.map(([id]) => places.get(id)!),
    );
    return panel;
  });
  function open(tab: string): void {
    view.tab = tab === TABS[0][0] ? "" : tab;
    for (const panel of panels) {
      const is = panel.id === `panel-${tab}`;
      panel.hidden = !is;
      if (is) panel.querySelector(".slot")!.append(form, chosen);
      const button = document.getElementById(`tab-${panel.id.slice(6)}`)!;
      button.setAttribute("aria-selected", `${is}`);
      button.tabIndex = is ? 0 : -1;
    }
  }
  Object.assign(main.dataset, {
    runs: `${raw.runs}`,
    draws: `${raw.draws}`,
    counted: `${raw.counted}`,
    scenarios: `${raw.scenarios.length - 1}`,
  });
  main.replaceChildren(
    header(results),
    tabs((tab) => {
      view.at = "";
      open(tab);
      remember();
    }),
    ...panels,
    footer(results, context),
  );
  const deal = () => cardsPlace.replaceChildren(first(context, cardWidth(), closer));
  open(view.tab === "how" ? "how" : "what");
  deal();
  redraw();
  if (view.at) go(view.at);
  let width = main.clientWidth;
  addEventListener("resize", () => {
    if (Math.abs(main.clientWidth - width) < 8) return;
    width = main.clientWidth;
    resized = true;
    deal();
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

/** Inside of a card: two beside each other where there is room. */
function cardWidth(): number {
  const room =
    document.getElementById("report")!.clientWidth - 2 * (innerWidth < 720 ? 14 : 24);
  return (innerWidth < 860 ? room : (room - 20) / 2) - 42;
}

/** As links above a tab. */
const SHORT: Record<string, string> = {
  matrix: "Side by side",
  differences: "One outcome, every reform",
  groups: "For whom",
  map: "On the map",
  timeline: "When the law changed",
  months: "Month by month",
  life: "One life",
  lottery: "The lottery",
  ends: "Figures of the cards",
  claims: "The claims",
  closures: "Sixteen readings of the world",
  keys: "All outcomes",
  lives: "The same people twice",
  journeys: "Ways",
  ledger: "Chains",
  fit: "Against published figures",
  spread: "Chance and ignorance",
  grades: "Grades of evidence",
  limits: "Limits",
  provenance: "Every value",
};

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
