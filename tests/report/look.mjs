// SPDX-License-Identifier: GPL-3.0-or-later
// node tests/report/look.mjs REPORT.html FOLDER: screenshots at 1280 and 390 pixels, light and
// dark, and the print PDF, to be looked at.
import { withPage } from "./browser.mjs";

const [file, folder] = process.argv.slice(2);
for (const [width, dark] of [[1280, false], [1280, true], [390, false], [390, true]])
  await withPage(file, { width, dark }, async (page, seen) => {
    const name = `${folder}/${width}-${dark ? "dark" : "light"}`;
    await page.screenshot({ path: `${name}.png`, fullPage: true });
    for (const id of await page.$$eval("figure", (all) => all.map((f) => f.id)))
      if (process.argv[4] === "each" || process.argv[4] === id) await page.locator(`#${id}`).screenshot({ path: `${name}-${id}.png` });
    if (width === 1280 && !dark) await page.pdf({ path: `${folder}/print.pdf`, format: "A4", printBackground: true });
    console.log(name, "ready after", await page.evaluate(() => document.body.dataset.ready), "ms", seen.errors.join("; "));
  });
