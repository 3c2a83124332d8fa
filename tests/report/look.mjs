// SPDX-License-Identifier: GPL-3.0-or-later
// node tests/report/look.mjs REPORT.html FOLDER [FIGURE]: each picture at 1280 and 390 pixels,
// light and dark, and as colour-blind readers and a grey printer see it; and the print PDF. To
// be looked at.
import { withPage } from "./browser.mjs";
import { labelFaults } from "./labels.mjs";

const [file, folder, only] = process.argv.slice(2);
const SIGHTS = ["deuteranopia", "protanopia", "tritanopia", "achromatopsia"];

/** Every figure but its table. */
async function shoot(page, name) {
  await page.$$eval("figure details", (all) => all.forEach((d) => { d.open = false; }));
  for (const id of await page.$$eval("figure", (all) => all.map((f) => f.id)))
    if (!only || only === id) await page.locator(`#${id}`).screenshot({ path: `${folder}/${id}-${name}.png`, style: "#filters, #chosen { visibility: hidden !important; }" });
}

for (const [width, dark] of [[1280, false], [1280, true], [390, false], [390, true]])
  await withPage(file, { width, dark }, async (page, seen) => {
    const name = `${width}-${dark ? "dark" : "light"}`;
    console.log(name, "ready after", await page.evaluate(() => document.body.dataset.ready), "ms", seen.errors.join("; "));
    for (const fault of await labelFaults(page)) console.log(`  ${fault}`);
    if (!only) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    await shoot(page, name);
    if (width !== 1280 || dark) return;
    if (!only) await page.pdf({ path: `${folder}/print.pdf`, format: "A4", printBackground: true });
    const chromium = await page.context().newCDPSession(page);
    for (const type of SIGHTS) {
      await chromium.send("Emulation.setEmulatedVisionDeficiency", { type });
      await shoot(page, type);
    }
  });
