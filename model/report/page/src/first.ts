// SPDX-License-Identifier: GPL-3.0-or-later
// The first screen: what was asked, and one card for each reform.
import { cardsOf, type Card } from "./cards";
import type { Context } from "./context";
import type { Results } from "./data";
import { el } from "./dom";
import { copyText, savePng, saveSvg, type Caption } from "./export";
import { day } from "./reforms";
import { amount, range, unitOfRange } from "./range";
import { pieces, surely, what } from "./sentences";
import { histories, number, rounded, visible } from "./words";
import { waffle, waffleText } from "./waffle";

const COUNT =
  "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty".split(
    " ",
  );
export const spelled = (n: number) => COUNT[n] ?? number(n);

export function heading(results: Results): string {
  const n = results.raw.scenarios.length - 1;
  return n === 0
    ? "The law as it was: what becomes of people"
    : `${spelled(n)} ${n === 1 ? "change" : "changes"} to asylum law, tried on the same people with the same luck`;
}

/** What was done, under the question. */
export function lede(results: Results): string {
  const { raw } = results,
    out = setOut(results);
  return `${out ? `${rounded(out.median)} people set out to seek protection in ${results.periodLabel(0)}. Each life is simulated under the law as it was and ${raw.scenarios.length > 2 ? "again under each reform" : "again under the reform"}. ` : ""}Each figure is the median of ${histories(raw.runs, raw.runsOf)} simulated ${raw.runs === 1 ? "history" : "histories"}; its range holds 90 in 100 of them.${raw.scenarios.length > 2 ? " The reform that touches most people comes first." : ""}`;
}

/** How many set out in the baseline: median over the histories. */
export function setOut(results: Results) {
  const i = results.outcomeAt.get("departures") ?? -1;
  return results.cell(i, { scenario: 0, population: 0, place: 0, period: 0 })?.level ?? null;
}

function button(text: string, label: string, act: () => void): HTMLElement {
  const b = el("button", { type: "button", "aria-label": label }, text);
  b.addEventListener("click", act);
  return b;
}

/** The range of the first figure, as the bar has it. */
function inWords(c: Card): string {
  const d = c.told?.difference,
    o = c.outcome;
  if (!d || !o || d[0] === null || d[2] === null || d[3] === null) return "";
  const most = Math.max(Math.abs(d[2]), Math.abs(d[3])),
    [median, low, high] = [d[0], d[2], d[3]].map((x) => amount(x, o, most));
  return `The first figure (${o.label}), difference in ${unitOfRange(d, o)}: median ${median}; nine in ten simulated histories: ${low} to ${high}.`;
}

/** What is copied: the three sentences, the range, what is assumed of departures, and where they come
 *  from (docs/responsible_use.md). */
const quotation = (context: Context, card: Card) =>
  [...(card.told?.said ?? []), inWords(card), context.results.assumption(), context.credit()]
    .filter(Boolean)
    .join(" ");

function verdict(context: Context, c: Card): HTMLElement | null {
  const { raw } = context,
    claim = raw.scenarios[c.scenario][2];
  if (!c.claims) return null;
  return el(
    "dl",
    { class: "sure" },
    el("dt", {}, `Claim: ${claim}`),
    el(
      "dd",
      {},
      raw.tooFew
        ? raw.tooFew
        : `${c.supported} of ${c.claims} ${c.claims === 1 ? "outcome moves" : "outcomes move"} as claimed`,
    ),
  );
}

/** The range of the outcome told, with what it is of. */
function ranged(c: Card, width: number): HTMLElement | null {
  const d = c.told?.difference,
    picture = d && c.outcome ? range(d, c.outcome, width) : null;
  if (!d || !picture) return null;
  return el(
    "div",
    { class: "interval" },
    el(
      "p",
      {},
      `Difference in ${unitOfRange(d, c.outcome!)}. Bar: nine in ten histories; dot: median; dashes: no change`,
    ),
    picture as unknown as HTMLElement,
  );
}

export const HUNDRED =
  "Of every 100 people whose case ends differently, all histories together:";

function card(
  context: Context,
  c: Card,
  width: number,
  more: (s: number) => void,
): HTMLElement {
  const { results } = context,
    { raw } = results;
  const [name, title, , , from] = raw.scenarios[c.scenario];
  const picture = waffle(c.ends, width);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", waffleText(c.ends));
  const text = what(results, c.scenario),
    [, whom, sure] = c.told?.said ?? ["", "", ""];
  const caption = (): Caption => ({
    title: text,
    under: `${title}${from ? `, from ${day(from)}` : ""}. ${sure} ${HUNDRED}`,
    source: context.source(),
  });
  const parts = () => [{ svg: picture }];
  const copy = button("Copy these sentences", `Copy these sentences: ${visible(title)}`, () => {
    void copyText(quotation(context, c)).then(() => {
      copy.textContent = "Copied";
      setTimeout(() => (copy.textContent = "Copy these sentences"), 2000);
    });
  });
  const id = `card-${name}`;
  return el(
    "article",
    { class: "card", "aria-labelledby": id, "data-reform": name },
    el(
      "p",
      { class: "over" },
      el("b", {}, title),
      from ? el("span", {}, `from ${day(from)}`) : null,
    ),
    el(
      "h2",
      { class: "say", id },
      ...pieces(text).map((part, i) => (i % 2 ? el("em", {}, part) : part)),
    ),
    c.told && surely(c.told)
      ? el(
          "p",
          { class: `surety ${c.told.sureness.replaceAll(" ", "-")}` },
          ...surely(c.told)
            .split(" \u00b7 ")
            .flatMap((part, i) => [i ? " \u00b7 " : "", el("span", {}, part)]),
        )
      : null,
    el(
      "dl",
      { class: "given" },
      ...[
        ["For whom", whom],
        ["How sure", sure],
      ].flatMap(([term, said]) => [el("dt", {}, term), el("dd", {}, said)]),
    ),
    ranged(c, width),
    c.ends.persons > 0
      ? el(
          "div",
          { class: "hundreds" },
          el("p", {}, HUNDRED),
          picture as unknown as HTMLElement,
        )
      : null,
    verdict(context, c),
    el(
      "p",
      { class: "buttons" },
      copy,
      button(
        "PNG",
        `Save as PNG: ${visible(title)}`,
        () => void savePng(id, parts(), caption()),
      ),
      button("SVG", `Save as SVG: ${visible(title)}`, () => saveSvg(id, parts(), caption())),
      button("Look closer", `Look closer: ${visible(title)}`, () => more(c.scenario)),
    ),
  );
}

export function first(
  context: Context,
  width: number,
  more: (scenario: number) => void,
): HTMLElement {
  const { results } = context;
  const cards = cardsOf(results);
  return el(
    "section",
    {
      id: "cards",
      "aria-label": "One card per reform; first the one that touches most people",
    },
    ...cards.map((c) => card(context, c, width, more)),
  );
}
