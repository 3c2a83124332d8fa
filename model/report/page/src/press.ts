// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is in print: a press sheet and a methods sheet, two pages of A4. All pictures are
// printed by the button "Print everything" alone.
import { cardsOf, type Card } from "./cards";
import type { Context } from "./context";
import { el } from "./dom";
import { HUNDRED, heading, lede } from "./first";
import { claims } from "./pictures/claims";
import { fit } from "./pictures/fit";
import { limits, SAID } from "./pictures/provenance";
import { spread } from "./pictures/spread";
import { day } from "./reforms";
import { pieces, what } from "./sentences";
import { waffle, waffleText } from "./waffle";
import { capital, count, value } from "./words";

/** Inside of an A4 page with margins of 12 mm, in CSS pixels; a little less high, lest the printer
 *  see it otherwise. */
const WIDTH = (186 / 25.4) * 96,
  HEIGHT = (268 / 25.4) * 96,
  GAP = 20;
/** So many reforms are told in full at most; the others by their first sentence. */
const FULL = 2;

const full_stop = (text: string) => text.replace(/([^.?!])$/, "$1.");

function stamp(context: Context, name: string): HTMLElement {
  const { raw } = context;
  return el(
    "p",
    { class: "line" },
    el("b", {}, name),
    ` \u00b7 Simulated, not a forecast \u00b7 asylsim ${raw.version}${raw.made ? ` \u00b7 ${day(raw.made)}` : ""} \u00b7 digest ${raw.digest || "none (interrupted run)"} \u00b7 CC BY 4.0`,
  );
}

const title = (context: Context, c: Card) => {
  const from = context.raw.scenarios[c.scenario][4];
  return el(
    "p",
    { class: "over" },
    el("b", {}, context.results.title(c.scenario)),
    from ? `, from ${day(from)}` : "",
  );
};
const strong = (context: Context, c: Card) =>
  pieces(what(context.results, c.scenario)).map((part, i) =>
    i % 2 ? el("em", {}, part) : part,
  );
const verdict = (context: Context, c: Card) =>
  c.claims
    ? ` ${context.raw.tooFew ? capital(context.raw.tooFew) : `${c.supported} of ${count(c.claims, "outcome")} ${c.claims === 1 ? "moves" : "move"} as claimed`}.`
    : "";

function full(context: Context, c: Card): HTMLElement {
  const picture = waffle(c.ends, (WIDTH - GAP) / 2);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", waffleText(c.ends));
  return el(
    "div",
    { class: "full", "data-reform": context.results.name(c.scenario) },
    title(context, c),
    el("p", { class: "first" }, ...strong(context, c)),
    el("p", {}, c.told?.said[1] ?? ""),
    el("p", {}, (c.told?.said[2] ?? "") + verdict(context, c)),
    ...(c.ends.persons > 0
      ? [el("p", { class: "note" }, HUNDRED), picture as unknown as HTMLElement]
      : []),
  );
}

const DIRECTION: Record<string, string> = {
  firm: "The direction is firm",
  likely: "The direction is likely, not certain",
  open: "Even the direction is open",
};
/** In a few words how sure the first sentence is. */
function surely(c: Card): string {
  const told = c.told,
    said = DIRECTION[told?.sureness ?? ""];
  return said ? ` ${said} (${told!.draws[0]} of ${told!.draws[1]} draws).` : "";
}

const brief = (context: Context, c: Card) =>
  el(
    "div",
    { class: "brief", "data-reform": context.results.name(c.scenario) },
    title(context, c),
    el("p", {}, ...strong(context, c), surely(c)),
  );

/** What does not fit is left out from the end, and how many that are is said. */
function fitted(sheet: HTMLElement, items: HTMLElement[], rest: (n: number) => string): void {
  const note = el("p", { class: "rest" });
  let left = 0;
  sheet.append(note);
  const parents = new Set(items.map((item) => item.parentElement));
  while (sheet.scrollHeight > HEIGHT && items.length) {
    items.pop()!.remove();
    note.textContent = rest(++left);
  }
  for (const parent of parents) if (parent && !parent.children.length) parent.remove();
}

function press(context: Context, place: HTMLElement): void {
  const cards = cardsOf(context.results);
  const some = cards.slice(0, FULL).map((c) => full(context, c)),
    others = cards.slice(FULL).map((c) => brief(context, c));
  const sheet = el(
    "section",
    { class: "sheet", "aria-label": "Press sheet" },
    stamp(context, "Press sheet"),
    el("p", { class: "asked" }, heading(context.results)),
    el("p", {}, lede(context.results)),
    el("div", { class: "two" }, ...some),
    el("div", { class: "others" }, ...others),
  );
  place.append(sheet);
  fitted(sheet, [...some, ...others], (n) =>
    n ? `${count(n, "more reform")}: in the report, which opens in any browser.` : "",
  );
}

/** The claims as a table: outcome, difference, range, verdict. */
function tested(context: Context): HTMLTableRowElement[] {
  const { rows } = claims(context).table;
  return rows.map((row) => {
    const o = context.raw.outcomes[row[17] as number],
      show = (x: unknown) => value(x as number | null, o, true);
    return el(
      "tr",
      {},
      el("td", {}, String(row[0])),
      el("td", {}, String(row[1])),
      el("td", { class: "number" }, show(row[2])),
      el("td", { class: "number" }, `${show(row[3])} to ${show(row[4])}`),
      el("td", {}, String(row[15] || row[14])),
    ) as HTMLTableRowElement;
  });
}

function methods(context: Context, place: HTMLElement): void {
  const { raw, results } = context;
  const part = (name: string, ...texts: string[]) => [
    el("p", { class: "over" }, el("b", {}, name)),
    ...texts.filter(Boolean).map((text) => el("p", {}, full_stop(text))),
  ];
  const rows = tested(context);
  const sheet = el(
    "section",
    { class: "sheet", "aria-label": "Methods sheet" },
    stamp(context, "Methods sheet"),
    el("p", { class: "asked" }, "How these figures were made, and how far they go"),
    el(
      "div",
      { class: "columns" },
      ...part(
        "How it works",
        "asylsim simulates people who flee and ask for asylum, one by one, under the law as it stood. It then simulates the same people, with the same luck, under each reform. What differs is the effect of the reform.",
        context.runs(),
        results.assumption(),
      ),
      ...part(
        "How to read the figures",
        "Each figure is the median of the simulated histories; its range holds 90 in 100 of them. A direction is firm where that whole range lies on one side of zero, and likely where it is the same in nine draws of ten. Fewer than 20 draws give no verdict. A set of assumptions settles four questions that no statistic decides, each in one of two ways.",
      ),
      ...part("How well it fits", fit(context).finding),
      ...part("Where the uncertainty comes from", spread(context).finding),
      ...part("What it rests on", limits(context).finding),
      ...part("What the model cannot say", ...SAID),
      ...part(
        "How to check it",
        `Seed ${raw.seed}; the same seed gives the same digest on any machine. Every value with its source, and all pictures, are in the report. Results: CC BY 4.0, please credit asylsim ${raw.version} and give the digest. Program: GPL-3.0-or-later.`,
      ),
    ),
    rows.length
      ? el(
          "table",
          {},
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              ...[
                "reform",
                "outcome claimed",
                "difference",
                "90 in 100 histories",
                "verdict",
              ].map((name) => el("th", { scope: "col" }, name)),
            ),
          ),
          el("tbody", {}, ...rows),
        )
      : null,
  );
  place.append(sheet);
  fitted(sheet, rows, (n) => (n ? `${count(n, "more claim")}: in the report.` : ""));
}

/** Two sheets, laid out unseen as wide as they are printed. */
export function sheets(context: Context): HTMLElement {
  const place = el("div", { id: "sheets", "aria-hidden": "true" });
  place.style.setProperty("--sheet", `${Math.floor(WIDTH)}px`);
  document.getElementById("report")!.append(place);
  press(context, place);
  methods(context, place);
  return place;
}

/** The page as it is on the screen, with all pictures. */
export function printEverything(): void {
  document.documentElement.classList.add("whole");
  addEventListener("afterprint", () => document.documentElement.classList.remove("whole"), {
    once: true,
  });
  print();
}
