// SPDX-License-Identifier: GPL-3.0-or-later
// one_world.mjs PROGRAM SOURCE: persons who set out in one world only stand in a row and a column
// of their own in the picture of paired lives; every number of the page is still the file's.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";
import { withPage } from "./browser.mjs";
import { everyNumber, tablesOf } from "./tables.mjs";

const [program, source] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "asylsim_lives_"));
const results = join(folder, "a.sqlite"), html = join(folder, "a.html");
const golden = (name) => join(source, "tests/golden", name);
const run = (...args) => execFileSync(program, args, { encoding: "utf8" });

try {
  run("run", golden("small.cfg"), "--reform", golden("reform_families.cfg"), "--draws", "20", "-o", results, "-q");
  run("report", results, "-o", html, "-q");
  const [lives] = JSON.parse(run("compare", results, "--lives", "--json"));
  await withPage(html, {}, async (page, seen) => {
    const view = await tablesOf(page), rows = view.tables.lives.rows;
    const sum = (from, to) => rows.find((r) => r[0][0] === from && r[1][0] === to)?.[2][0];
    const away = "did not set out in this world";
    assert.ok(sum(away, "(any)") && sum("(any)", away), "totals of those who set out in one world only");
    assert.ok(rows.some((r) => r[0][0] === away && r[1][0] === "protected as refugees"));
    const text = await page.evaluate(() => document.querySelector("#lives").innerText);
    assert.ok(text.includes(`${sum(away, "(any)")} set out only under the reform`), "the finding names them");
    assert.ok(lives.set_out_reform_only_unprotected.median > 100);
    assert.deepEqual(seen.errors, []);
    everyNumber(program, results, source, [view]);
  });
  // a reform of the first draws only: the draws that it does not have are not nobody
  run("run", golden("small.cfg"), "--few", golden("reform_families.cfg"), "--few-draws", "20", "--draws", "45", "--force", "-o", results, "-q");
  run("report", results, "-o", html, "-q");
  assert.match(readFileSync(html, "utf8"), /\. 20 or 45 simulated histories of each of 2 scenarios \(45 draws of what is uncertain, 1 stream of luck each; 1 of 1 reform on the first 20 draws\)/);
  // the tables are all of that reform
  assert.match(run("compare", results).replace(/\s+/g, " "), /in how many of the 20 draws .* none of 20 still allows up to 14 in 100/);
  await withPage(html, {}, async (page) => {
    const lede = await page.textContent(".lede"), how = await page.evaluate(() => document.body.textContent);
    assert.ok(lede.includes("the median of 20 or 45 simulated histories"), lede);
    assert.ok(how.includes("20 or 45 simulated histories (45 draws of the uncertain values, 1 stream of luck each; 1 of 1 reform on the first 20 draws)."));
    const rows = (await tablesOf(page)).tables.months.rows.map((r) => r.map(([, x]) => (x === null ? null : Number(x))));
    const both = rows.filter((r) => r[7] !== null && r[3] >= 5); // the low end of the baseline
    assert.ok(both.length > 5, "months of a reform of fewer draws");
    for (const r of both) assert.ok(r[7] > 0, `baseline from ${r[3]}, reform median ${r[7]}`);
  });
} finally {
  rmSync(folder, { recursive: true });
}
