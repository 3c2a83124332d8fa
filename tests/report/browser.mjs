// SPDX-License-Identifier: GPL-3.0-or-later
// A fresh Chromium with the network cut, and the page opened from the file system.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// The page's packages are in the build folder (cmake/Report.cmake).
const packages = process.env.ASYLSIM_PAGE ?? fileURLToPath(new URL("../../build/page", import.meta.url));
const require = createRequire(join(packages, "package.json"));
const { chromium } = require("playwright-core");
export const axeSource = require("axe-core").source;

export async function withPage(file, options, use) {
  const folder = mkdtempSync(join(tmpdir(), "asylsim-browser-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    acceptDownloads: true,
    javaScriptEnabled: options.script !== false,
    offline: true,
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    colorScheme: options.dark ? "dark" : "light",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const seen = { requests: [], errors: [] };
  try {
    const page = await context.newPage();
    page.on("request", (r) => { if (!r.url().startsWith("data:") && !r.url().startsWith("blob:")) seen.requests.push(r.url()); });
    page.on("console", (m) => { if (m.type() === "error") seen.errors.push(m.text()); });
    page.on("pageerror", (e) => seen.errors.push(String(e)));
    await page.goto(pathToFileURL(file).href + (options.hash ?? ""));
    if (options.script !== false) await page.waitForSelector("body[data-ready][data-drawn]", { timeout: 30_000 })
      .catch((why) => { throw new Error(`the page does not come up: ${seen.errors.join("; ")}`, { cause: why }); });
    await use(page, seen);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
