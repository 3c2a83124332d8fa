// SPDX-License-Identifier: GPL-3.0-or-later
// Every number that stands in a heading, a sentence, a card or a drawing stands in the table of its
// picture too, as it is or rounded; and the tables are held against the file (every_number.py).
import { bothTabs } from "./labels.mjs";

/** What is said of ranges and counts of histories, and no result: levels, thousands, worlds. */
const CONSTANTS = [0, 5, 10, 16, 20, 50, 60, 90, 95, 100, 1000];

/** The faults: a number that no table of its picture has. `spoil`: adds one that is wrong to every text,
 *  so that a test of the test sees it found. */
export async function saidFaults(page, spoil = false) {
  await bothTabs(page);
  await page.$$eval("details[data-rows]", (all) => all.forEach((d) => { d.open = true; d.dispatchEvent(new Event("asylsim-fill")); }));
  return page.evaluate(([constants, spoil]) => {
    const faults = [];
    const plain = (t) => Number(t.replaceAll(",", "").replace(/^[\u2212+-]/, ""));
    const NUMBER = /(?<![\w.])[\u2212+-]?\d[\d,]*(?:\.\d+)?/g;
    // names of reforms, places, groups and outcomes hold numbers of their own
    const names = [...new Set([...document.querySelectorAll("#filters option, .card .over b")].map((o) => o.textContent.trim()).filter((t) => /\d/.test(t) && !/^\d{4}( to \d{4})?$/.test(t)))].sort((a, b) => b.length - a.length);
    const numbersIn = (text) => {
      for (const name of names) text = text.replaceAll(name, " ").replaceAll(name[0].toUpperCase() + name.slice(1), " ");
      text = text.replace(/\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?/g, " ")
        .replace(/\b(19|20)\d\d\b(?!,\d{3})/g, " ").replace(/\u2019\d\d/g, " ").replace(/--draws \d+/g, " ");
      return [...text.matchAll(NUMBER)].map((m) => m[0]);
    };
    const digits = (x) => { const a = Math.abs(x); if (a < 1) return Number(a.toPrecision(1)); if (a < 100) return Math.round(a); const unit = 10 ** (Math.floor(Math.log10(a)) - 1); return Math.round(a / unit) * unit; };
    /** All that a table says, each as it stands and as it may be rounded. */
    const saidBy = (rows) => {
      const all = new Set(constants);
      for (const cell of rows.flatMap((r) => [...r.cells])) {
        for (const n of numbersIn(cell.textContent)) all.add(plain(n));
        const x = Number(cell.dataset.value);
        if (cell.dataset.value === undefined || !Number.isFinite(x)) continue;
        for (const y of [x, 100 * x]) for (const z of [Math.abs(y), Math.round(Math.abs(y)), Math.round(10 * Math.abs(y)) / 10, digits(y)]) all.add(z);
      }
      return all;
    };
    const rowsOf = (id, reform) => {
      let head = "";
      return [...document.querySelectorAll(`#${id} tbody tr`)].filter((r) => {
        if (r.classList.contains("group")) head = r.textContent;
        return !reform || head === reform;
      });
    };
    const lead = document.querySelector("main").dataset;
    const known = [lead.runs, lead.draws, lead.counted, lead.fewest, lead.scenarios].map(Number);
    const hold = (where, texts, allowed, most) => {
      for (const text of texts) for (const n of numbersIn(spoil ? `${text} 7,654,321` : text)) {
        const x = plain(n);
        if (!allowed.has(x) && !known.includes(x) && !(Number.isInteger(x) && x <= most)) faults.push(`${where}: ${n} in \u201c${text.slice(0, 120)}\u201d`);
      }
    };
    for (const figure of document.querySelectorAll("figure")) {
      const rows = [...figure.querySelectorAll("tbody tr")];
      const texts = [...figure.querySelectorAll("h3, h4, .finding, .under, .told li")].map((t) => t.textContent);
      // the stages of the journeys bear sums of the ways in their table: scales.mjs holds bars against bands
      for (const t of figure.id === "journeys" ? [] : figure.querySelectorAll(".drawing svg text")) if (!t.closest("[data-ticks]") && t.textContent.trim()) texts.push([...t.querySelectorAll("tspan")].map((line) => line.textContent).join(" ") || t.textContent);
      const allowed = saidBy(rows);
      if (figure.id === "limits") { // its sentence has the sum of the table, and a share of it
        const n = rows.map((r) => [r.cells[0].textContent, Number(r.cells[2].dataset.value)]), sum = n.reduce((a, [, x]) => a + x, 0);
        allowed.add(sum).add(Math.round(100 * n.filter(([g]) => "CD".includes(g)).reduce((a, [, x]) => a + x, 0) / sum));
      }
      hold(figure.id, texts, allowed, rows.length);
    }
    // a sentence says a figure of the table of cards rounded: to two digits, in years, in words
    const WORDS = { "one or two": [1, 2], two: [2], three: [3], four: [4], five: [5], six: [6], seven: [7], eight: [8], nine: [9], twice: [2] };
    const variants = (x) => [x, x / 365.25, 1000 * x, 1e-6 * x].flatMap((y) => { const a = Math.abs(y); return [Math.round(a), Math.round(10 * a) / 10, digits(a)]; });
    for (const card of document.querySelectorAll(".card")) {
      const reform = card.querySelector(".over b").textContent, allowed = new Set(constants);
      for (const row of rowsOf("ends", reform)) for (const cell of row.cells) {
        if (cell.dataset.value === undefined) continue;
        const x = Number(cell.dataset.value);
        variants(x).forEach((y) => allowed.add(y));
        if (/in per cent of the baseline/.test(row.cells[0].textContent)) variants(1 + x / 100).forEach((y) => allowed.add(y));
        if (/in per cent/.test(row.cells[0].textContent) && Math.abs(x) > 99 && Math.abs(x) < 100) allowed.add(99);
      }
      const printed = [...document.querySelectorAll(`.sheet [data-reform="${card.dataset.reform}"] :is(.first, p:not(.over), text)`)].map((t) => t.textContent);
      const texts = [...printed, card.querySelector("h2").textContent, ...[...card.querySelectorAll("dd, .hundreds p, .hundreds text, .interval p, .interval text")].map((t) => t.textContent)];
      hold(`card of ${reform}`, texts, allowed, 0);
      for (const text of texts.map((t) => t.replaceAll("nine in ten", " ").replaceAll("nine out of ten", " ")))
        for (const [word] of text.matchAll(/\b(one or two|two|three|four|five|six|seven|eight|nine|twice)\b/g))
          if (!WORDS[word].some((x) => allowed.has(x))) faults.push(`card of ${reform}: ${word} in \u201c${text}\u201d`);
    }
    const tested = rowsOf("claims"), shown = new Set(tested.flatMap((r) => [...r.cells].map((c) => c.textContent)));
    for (const row of document.querySelectorAll(".sheet tbody tr"))
      for (const cell of [...row.cells].slice(2, 4)) for (const part of cell.textContent.split(" to "))
        if (!shown.has(spoil ? `${part}1` : part)) faults.push(`methods sheet: ${part}`);
    // ranges are told of the strongest reform, whose card is the first
    const strongest = !document.querySelector(".card") || document.querySelector("#scenario").selectedOptions[0].textContent === document.querySelector(".card .over b").textContent;
    for (const id of ["fit", "limits", ...(strongest ? ["spread"] : [])]) {
      const finding = document.querySelector(`#${id} .finding`).textContent;
      if (![...document.querySelectorAll(".columns p")].some((p) => p.textContent === finding.replace(/([^.?!])$/, "$1."))) faults.push(`methods sheet: not the finding of ${id}`);
    }
    hold("header", [...document.querySelectorAll("h1, .lede")].map((t) => t.textContent), saidBy(rowsOf("ends")), 0);
    // tables that stay open are made anew at each choice
    for (const d of document.querySelectorAll("details[data-rows]")) d.open = false;
    return faults;
  }, [CONSTANTS, spoil]);
}
