// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is in print: two sheets of A4.
import assert from "node:assert/strict";

/** Pages of the page as it prints now. */
export async function pagesOf(page) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
}

/** Two pages; on the first the question, the strongest reform in the words of its card, version, date, digest and
 *  licence; each reform and each claim is on them or counted among those left out. */
export async function sheets(page) {
  assert.equal(await pagesOf(page), 2, "pages in print");
  const told = await page.$$eval(".sheet", (all) => all.map((s) => s.textContent));
  assert.equal(told.length, 2);
  const card = await page.$eval(".card", (c) => [c.querySelector("h2"), ...c.querySelectorAll(".given dd")].map((x) => x.textContent));
  for (const wanted of [await page.textContent("h1"), ...card]) assert.ok(told[0].includes(wanted), `not on the press sheet: ${wanted}`);
  for (const text of told) assert.match(text, /Simulated, not a forecast . asylsim \d.* \d{4} . digest [0-9a-f]{16} . CC BY 4\.0/);
  const left = (i, what) => Number(new RegExp(`(\\d+) more ${what}s?: in the report`).exec(told[i])?.[1] ?? 0);
  const count = (what) => page.$$eval(what, (all) => all.length);
  assert.equal(await count(".sheet .full, .sheet .brief") + left(0, "reform"), await count(".card"), "reforms on the press sheet");
  const rows = Number(await page.$eval("#claims details[data-rows]", (d) => d.dataset.rows));
  assert.equal(await count(".sheet tbody tr") + left(1, "claim"), rows, "claims on the methods sheet");
}
