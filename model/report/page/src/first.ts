// SPDX-License-Identifier: GPL-3.0-or-later
// The first screen: what was asked, and one card for each reform.
import { cardsOf, sentence, sentenceText, WORLDS, type Card, type Told } from "./cards";
import type { Context } from "./context";
import type { Results } from "./data";
import { el } from "./dom";
import { copyText, savePng, saveSvg, type Caption } from "./export";
import { day } from "./reforms";
import { rangeOf, rounded } from "./sentences";
import { draw, sheet } from "./svg";
import { capital, number, visible } from "./words";
import { waffle, waffleText } from "./waffle";

const COUNT = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split(" ");
export const spelled = (n: number) => COUNT[n] ?? number(n);

export function heading(results: Results): string {
  const n = results.raw.scenarios.length - 1;
  return n === 0
    ? "The law as it was: what becomes of people"
    : `${spelled(n)} ${n === 1 ? "change" : "changes"} to asylum law, tried on the same people with the same luck`;
}

/** How many set out in the baseline: median over the histories. */
export function setOut(results: Results) {
  const i = results.outcomeAt.get("departures") ?? -1;
  return results.cell(i, { scenario: 0, population: 0, place: 0, period: 0 })?.level ?? null;
}

/** Where the claim's range lies, and where zero. */
function interval(t: Told, width: number): SVGSVGElement {
  const low = Math.min(t.low, 0),
    high = Math.max(t.high, 0),
    room = high - low || 1;
  const x = (v: number) => 8 + ((v - low) / room) * (width - 16);
  const svg = sheet(
    width,
    26,
    draw("line", {
      x1: x(0),
      x2: x(0),
      y1: 1,
      y2: 25,
      stroke: "var(--faint)",
      "stroke-dasharray": "2 3",
    }),
    draw("line", {
      x1: x(t.low),
      x2: x(t.high),
      y1: 13,
      y2: 13,
      stroke: "var(--mark)",
      "stroke-width": 5,
      "stroke-linecap": "round",
    }),
    draw("circle", {
      cx: x(t.difference),
      cy: 13,
      r: 6,
      fill: "var(--paper)",
      stroke: "var(--mark)",
      "stroke-width": 3,
    }),
  );
  svg.setAttribute("role", "img");
  svg.setAttribute(
    "aria-label",
    `${number(t.low, true)} to ${number(t.high, true)}; median ${number(t.difference, true)}`,
  );
  return svg;
}

function button(text: string, label: string, act: () => void): HTMLElement {
  const b = el("button", { type: "button", "aria-label": label }, text);
  b.addEventListener("click", act);
  return b;
}

/** What is copied: the sentence, its range, and whence it comes. */
function quotation(context: Context, card: Card): string {
  const { results } = context,
    [, title, , , from] = results.raw.scenarios[card.scenario];
  const o = card.head && results.raw.outcomes[results.outcomeAt.get(card.head.metric)!];
  const range =
    card.head && o
      ? ` (90 in 100 simulated histories: ${rangeOf(card.head.low, card.head.high, o)})`
      : "";
  const given = results.raw.sentences?.[card.scenario];
  if (given) return `${given.join(" ")} ${context.credit()}`;
  return `\u201c${title}\u201d${from ? `, from ${day(from)}` : ""}: ${sentenceText(results, card).replace(/\.$/, "")}${range}. ${context.credit()}`;
}

/** A sentence of the program (asylsim/sentences.h) without its title, the numbers stressed. */
function stressed(what: string): (string | HTMLElement)[] {
  const text = capital(what.replace(/^.*?\(from [^)]*\): /, ""));
  return text
    .split(/(\d[\d,.]*\d(?: (?:more|fewer))?|\d+ (?:more|fewer)|\d+%)/)
    .map((part, i) => (i % 2 ? el("em", {}, part) : part));
}

function card(
  context: Context,
  c: Card,
  width: number,
  more: (s: number) => void,
): HTMLElement {
  const { results } = context,
    { raw } = results;
  const [name, title, claim, , from] = raw.scenarios[c.scenario];
  const o = c.head && raw.outcomes[results.outcomeAt.get(c.head.metric)!];
  const given = raw.sentences?.[c.scenario],
    pieces = given
      ? stressed(given[0])
      : sentence(results, c).map((text, i) => (i % 2 ? el("em", {}, text) : text));
  const picture = waffle(c.ends, width);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", waffleText(c.ends));
  const caption = (): Caption => ({
    title: sentenceText(results, c),
    under: `${title}${from ? `, from ${day(from)}` : ""}.${c.head && o ? ` The first figure in 90 of 100 simulated histories: ${rangeOf(c.head.low, c.head.high, o)}.` : ""} The squares: 100 of the ${rounded(c.ends.persons)} people whose life takes another end.`,
    source: context.source(),
  });
  const parts = () => [{ svg: picture }];
  const copy = button("Copy this sentence", `Copy this sentence: ${visible(title)}`, () => {
    void copyText(quotation(context, c)).then(() => {
      copy.textContent = "Copied";
      setTimeout(() => (copy.textContent = "Copy this sentence"), 2000);
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
    el("h2", { class: "say", id }, ...pieces),
    ...(given?.slice(1) ?? []).map((text) => el("p", { class: "given" }, text)),
    el(
      "dl",
      { class: "sure" },
      ...(c.head && o
        ? [
            el(
              "dt",
              {},
              results.raw.draws
                ? "First figure, 90 in 100 histories"
                : "First figure, by chance alone",
            ),
            el("dd", {}, `${rangeOf(c.head.low, c.head.high, o)}`),
          ]
        : []),
    ),
    c.head
      ? el("div", { class: "interval" }, interval(c.head, width) as unknown as HTMLElement)
      : null,
    c.ends.persons > 0
      ? el(
          "div",
          { class: "hundreds" },
          el(
            "p",
            {},
            `100 of the ${rounded(c.ends.persons)} people whose life takes another end:`,
          ),
          picture as unknown as HTMLElement,
        )
      : null,
    el(
      "dl",
      { class: "sure" },
      ...(c.claims
        ? [
            el("dt", {}, `Claim: ${claim}`),
            el(
              "dd",
              {},
              raw.tooFew
                ? raw.tooFew
                : `${c.supported} of ${c.claims} ${c.claims === 1 ? "outcome moves" : "outcomes move"} as claimed`,
            ),
          ]
        : []),
      ...(c.head?.claim
        ? [
            el("dt", {}, "First figure, same direction in other readings of the world"),
            el("dd", {}, c.holds === null ? "not tried" : `${c.holds} of ${WORLDS}`),
          ]
        : []),
    ),
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
    { id: "cards", "aria-label": "One card for each reform, the strongest first" },
    ...cards.map((c) => card(context, c, width, more)),
  );
}
