// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the data, draws every picture, and draws them anew when the reader chooses otherwise.
import { Context, IN_FORCE, type Choice } from "./context";
import { load, type Results } from "./data";
import { el } from "./dom";
import { filters, tellChosen, tellFilters } from "./filters";
import { footer, header, tabs } from "./frame";
import { show, type Picture } from "./figure";
import { cardsOf } from "./cards";
import { first } from "./first";
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
import { sheets } from "./press";
import { reforms } from "./reforms";

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
      if (!drawn) sheets(context);
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
  /** A reform in all pictures, with the outcome that its card tells. */
  const closer = (scenario: number) => {
    choice.scenario = scenario;
    const told = cardsOf(results).find((c) => c.scenario === scenario)?.told?.metric ?? "";
    choice.outcome = results.outcomeAt.get(told) ?? choice.outcome;
    for (const name of ["scenario", "outcome"] as const)
      document.querySelector<HTMLSelectElement>(`#${name}`)!.value = `${choice[name]}`;
    redraw();
    go("groups");
  };
  const form = filters(results, choice, redraw),
    chosen = el("a", { id: "chosen", href: "#filters", title: "Change the selection" });
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
    fewest: `${Math.min(...raw.runsOf)}`,
    scenarios: `${raw.scenarios.length - 1}`,
  });
  main.replaceChildren(
    header(results),
    tabs(
      TABS.map(([name, text]) => [name, text]),
      (tab) => {
        view.at = "";
        open(tab);
        remember();
      },
    ),
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

/** A page in a frame not yet laid out has no width: no drawing is narrower. */
const LEAST = 200;

/** Inside of a card: two beside each other where there is room. */
function cardWidth(): number {
  const room =
    document.getElementById("report")!.clientWidth - 2 * (innerWidth < 720 ? 14 : 24);
  return Math.max(LEAST, (innerWidth < 860 ? room : (room - 20) / 2) - 42);
}

/** As links above a tab. */
const SHORT: Record<string, string> = {
  matrix: "Side by side",
  differences: "One outcome, all reforms",
  groups: "For whom",
  map: "On the map",
  timeline: "When the law changed",
  months: "Month by month",
  life: "One life",
  lottery: "Recognition lottery",
  ends: "Figures on the cards",
  claims: "The claims",
  closures: "Other assumptions",
  keys: "All outcomes",
  lives: "Same people, both worlds",
  journeys: "Paths",
  ledger: "Chain refoulement",
  fit: "Fit",
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
        `The results on this page could not be read: ${String(why)}. You need a browser from 2023 or later.`,
      ),
    );
});
