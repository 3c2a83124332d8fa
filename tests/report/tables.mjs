// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the tables under the pictures, and every number of it held against the results
// file (every_number.py).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Chooses by the options' values; what is not named stays as it is. */
export async function choose(page, choices) {
  for (const [name, label] of Object.entries(choices)) {
    const option = typeof label === "string" ? { label } : label;
    const before = await page.evaluate(() => document.body.dataset.drawn);
    await page.selectOption(`#${name}`, option);
    await page.waitForFunction((b) => document.body.dataset.drawn !== b, before, { timeout: 10_000 });
  }
}

/** The choice in force and what the reform chosen touches, every cell of every table (text, and the number behind it as text), and how many
 *  cells hold a number, counted by the browser. */
export function tablesOf(page) {
  return page.evaluate(() => {
    const choice = Object.fromEntries([...document.querySelectorAll("#filters select")].map((s) => [s.id, s.value]));
    choice.touched = JSON.parse(document.body.dataset.touched);
    const tables = {}, numbers = {};
    for (const figure of document.querySelectorAll("figure")) {
      const details = figure.querySelector("details[data-rows]");
      details.open = true;
      details.dispatchEvent(new Event("asylsim-fill"));
      // rows below one heading: the heading is the first cell of each
      let head = null;
      const cells = [...details.querySelectorAll("tbody tr")].flatMap((r) => {
        if (!r.classList.contains("group")) return [[...(head ? [head] : []), ...r.cells]];
        head = r.cells[0];
        return [];
      });
      tables[figure.id] = { columns: [...details.querySelectorAll("thead th")].map((h) => h.textContent),
        rows: cells.map((r) => r.map((c) => [c.textContent, c.dataset.value ?? null])) };
      numbers[figure.id] = cells.flat().filter((c) => c.dataset.value !== undefined || /\d/.test(c.textContent)).length;
    }
    return { choice, tables, numbers };
  });
}

/** Every cell of every view against the file. Ends with an error on the first difference, and if a
 *  cell that holds a number was not checked. */
export function everyNumber(program, results, source, views) {
  const options = { encoding: "utf8", maxBuffer: 1 << 28, input: JSON.stringify(views) };
  let told;
  try {
    told = execFileSync("/usr/bin/python3", [join(source, "tests/report/every_number.py"), results, source, program], options);
  } catch (why) {
    if (!why.stdout?.startsWith("{")) throw why;
    told = why.stdout;
  }
  const { pictures, faults, n_faults } = JSON.parse(told);
  assert.equal(n_faults, 0, `${n_faults} cells differ from the file:\n${faults.join("\n")}`);
  let all = 0;
  for (const [id, [found, checked]] of Object.entries(pictures)) {
    const here = views.reduce((n, v) => n + v.numbers[id], 0);
    console.log(`    ${id.padEnd(12)} ${String(here).padStart(6)} numbers, ${String(checked).padStart(6)} checked`);
    assert.equal(found, here, `${id}: ${here} cells with a number in the browser, ${found} handed over`);
    assert.equal(checked, here, `${id}: ${here - checked} numbers unchecked`);
    all += checked;
  }
  for (const view of views) assert.deepEqual(Object.keys(view.numbers).sort(), Object.keys(pictures).sort(), "pictures without a check");
  console.log(`    ${all} numbers in ${views.length} choices, every one recomputed from the file`);
  return pictures;
}
