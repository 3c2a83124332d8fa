// SPDX-License-Identifier: GPL-3.0-or-later
// node tests/report/closures.mjs PROGRAM SOURCE: claims in sixteen readings of the world stand on the
// page where the file has them, as the file has them, and else nothing is said of them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withPage } from "./browser.mjs";
import { labelFaults } from "./labels.mjs";
import { saidFaults } from "./said.mjs";
import { everyNumber, tablesOf } from "./tables.mjs";

const [program, source] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "asylsim-closures-"));
const results = join(folder, "small.sqlite"), report = join(folder, "small.html");
const run = (...args) => execFileSync(program, args, { encoding: "utf8" });

try {
  const asked = ["run", join(source, "tests/golden/small.cfg"), "--reform", join(source, "tests/report/claims.cfg"),
    "--draws", "20", "--seed", "1", "-q", "-o", results];
  run(...asked);
  run("report", results, "-o", report, "-q");
  await withPage(report, {}, async (page) => {
    assert.equal(await page.$$eval("#closures", (all) => all.length), 0, "a picture of what the file does not have");
  });
  run(...asked, "--closures", "--resume");
  run("report", results, "-o", report, "-q");
  const told = JSON.parse(run("compare", results, "--closures", "--json")).claims;
  for (const width of [1280, 390])
    await withPage(report, { width }, async (page, seen) => {
      const view = await tablesOf(page), rows = view.tables.closures.rows;
      assert.equal(rows.length, told.length);
      assert.ok(told.length > 12 && told.some((c) => c.holds === 16) && told.some((c) => c.holds < 16), "signs of both kinds");
      const everywhere = told.filter((c) => c.holds === 16).length;
      assert.match(await page.textContent("#closures .finding"), new RegExp(`^${everywhere} of ${told.length} claims, .* in all 16 `));
      assert.match(await page.getAttribute("#closures svg", "aria-label"), /The table below holds the numbers/);
      const squares = await page.$$eval("#closures svg rect", (all) => all.filter((r) => /^(holds|turns|unclear) where /.test(r.textContent)).length);
      assert.equal(squares, 16 * told.length);
      assert.deepEqual(await labelFaults(page), []);
      assert.deepEqual(await saidFaults(page), []);
      const head = await page.$$eval(".card dd", (all) => all.map((d) => d.textContent).filter((t) => /under (all|\d+ of the) 16 sets of assumptions tested/.test(t)));
      assert.equal(head.length, 1, "the card says under how many sets of assumptions its direction is the same");
      assert.deepEqual(seen.errors, []);
      if (width === 1280) everyNumber(program, results, source, [view]);
    });
  console.log("ok  claims in sixteen worlds are told as the file has them, and only where it has them");
} finally {
  rmSync(folder, { recursive: true });
}
