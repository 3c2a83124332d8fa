// SPDX-License-Identifier: GPL-3.0-or-later
// node report.mjs PROGRAM SOURCE: the report of a real ensemble in a real browser, the network
// cut. Each promise is a line; the first that does not hold ends the test with 1.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axeSource, withPage } from "./browser.mjs";
import { labelFaults } from "./labels.mjs";

const [program, source] = process.argv.slice(2);
const here = (name) => join(source, "tests/report", name);
const folder = mkdtempSync(join(tmpdir(), "asylsim-report-"));
const at = (name) => join(folder, name);
const run = (...args) => execFileSync(program, args, { encoding: "utf8" });
const python = (args, input) => execFileSync("/usr/bin/python3", args, { encoding: "utf8", input, maxBuffer: 1 << 28 });
const golden = (name) => join(source, "tests/golden", name);
const PICTURES = ["claims", "keys", "differences", "groups", "curves", "ridges", "lives", "journeys", "ledger", "lottery", "months", "fit", "spread", "grades", "limits", "provenance"];
const TABLES = ["claims", "grades", "provenance"]; // a picture is not always drawn

const choose = async (page, name, label) => {
  const before = await page.evaluate(() => document.body.dataset.drawn);
  await page.selectOption(`#${name}`, typeof label === "string" ? { label } : label);
  await page.waitForFunction((b) => document.body.dataset.drawn !== b, before, { timeout: 10_000 });
};
const open = (page, id) => page.$eval(`#${id} details`, (d) => { d.open = true; d.dispatchEvent(new Event("asylsim-fill")); });
/** A picture's table: texts, and the numbers behind them. */
const table = async (page, id) => {
  await open(page, id);
  return page.$$eval(`#${id} tbody tr`, (rows) => rows.map((r) => [...r.cells].map((c) => c.dataset.value === undefined ? c.textContent : Number(c.dataset.value))));
};
/** A fate as the file names it: the page gives the horizon's date. */
const undated = (fate) => fate.replace(/ on \d+ \w+ \d{4}$/, " at the horizon");
const near = (a, b, what) => {
  const least = Math.abs(b) >= 100 ? 0.51 : Math.abs(b) >= 10 ? 0.051 : 0.0051;
  assert.ok(Math.abs(a - b) <= least, `${what}: page ${a}, file ${b}`);
};

async function promise(what, keep) {
  await keep();
  console.log(`ok  ${what}`);
}

async function numbers(page, results) {
  const names = await page.$$eval("#scenario option", (all) => all.map((o) => [o.value, o.textContent]));
  const scenario = JSON.parse(run("compare", results, "--json")).scenarios;
  const nameOf = (title) => scenario.find((s) => s.title === title).name;
  const questions = [], shown = [];
  const ask = (q, x, what) => { questions.push(q); shown.push([x, what]); };
  const metrics = await page.$$eval("#outcome option", (all) => all.map((o) => o.textContent));
  const wanted = ["first claims in the state", "recognised among those decided on the merits", "at risk, returned by force by the state", "waiting for a first decision"].filter((m) => metrics.includes(m));
  const idOf = { "first claims in the state": "claims_first", "recognised among those decided on the merits": "recognition_rate", "at risk, returned by force by the state": "refouled_direct", "waiting for a first decision": "backlog" };
  const years = await page.$$eval("#period option", (all) => all.map((o) => o.textContent).filter((t) => /^\d{4}$/.test(t)));
  const year = years[years.length - 1];
  await choose(page, "period", year);
  for (const metric of wanted) {
    await choose(page, "outcome", metric);
    for (const row of await table(page, "differences"))
      if (Number.isFinite(row[2])) ask(["difference", nameOf(row[0]), idOf[metric], "all", "all", year], [row[2], row[3], row[6]], `${metric}, ${row[0]}`);
    for (const row of await table(page, "ridges"))
      ask(["level", row[0].startsWith("Baseline") ? "baseline" : nameOf(row[0]), idOf[metric], "all", "all", year], [row[1], row[2], row[5]], `${metric}, ${row[0]}`);
  }
  // one group, then one place: what is kept of them is coded otherwise
  const named = (of) => JSON.parse(python([here("recompute.py"), results, of], ""));
  await choose(page, "outcome", "first claims in the state");
  for (const [select, of] of [["population", "population"], ["place", "place"]]) {
    const { name, label } = named(of);
    await choose(page, select, label);
    const who = of === "population" ? [name, "all"] : ["all", name];
    for (const row of await table(page, "differences")) ask(["difference", nameOf(row[0]), "claims_first", ...who, year], [row[2], row[3], row[6]], `claims, ${row[0]}, ${label}`);
    for (const row of await table(page, "ridges"))
      ask(["level", row[0].startsWith("Baseline") ? "baseline" : nameOf(row[0]), "claims_first", ...who, year], [row[1], row[2], row[5]], `claims, ${row[0]}, ${label}`);
    await choose(page, select, { value: "0" });
  }
  const [, first] = names[0];
  await choose(page, "scenario", first);
  const group = named("population"), row = (await table(page, "groups")).find((r) => r[0] === group.label);
  ask(["difference", nameOf(first), "claims_first", group.name, "all", year], [row[3], row[4], row[5]], `groups, ${group.label}`);
  for (const row of (await table(page, "lives")).slice(0, 20)) {
    if (row[0] === "(any)") ask(["otherwise", nameOf(first), "", "all", "", ""], [row[2], row[3], row[4]], "lives, all who end otherwise");
    else ask(["lives", nameOf(first), undated(row[0]), "all", undated(row[1]), ""], [row[2], row[3], row[4], row[5]], `lives ${row[0]}`);
  }
  for (const row of (await table(page, "journeys")).slice(0, 12)) ask(["flow", nameOf(first), row[0].replaceAll(" ", "_"), "all", row[1].replaceAll(" ", "_"), ""], row.slice(2, 11), `flow ${row[0]}`);
  const chains = await table(page, "ledger"), exposed = chains.reduce((n, r) => n + r[4], 0);
  for (const row of chains.slice(0, 8)) {
    const states = row[0].match(/[A-Z]{3}/g).join(">"), acts = [...row[0].matchAll(/\u2013(.*?)\u2192/g)].map((m) => m[1]).join(">");
    ask(["chain", nameOf(first), states, "all", acts, year], [row[1], row[2], row[3]], `chain ${row[0]}`);
  }
  ask(["exposed", nameOf(first), "", "all", "", year], [exposed], "ledger, all chains");
  const answers = JSON.parse(python([here("recompute.py"), results], JSON.stringify(questions)));
  let compared = 0;
  answers.forEach((a, i) => a.forEach((x, k) => {
    const share = questions[i][2] === "recognition_rate";
    compared++;
    if (share) assert.ok(Math.abs(x - shown[i][0][k]) < 2e-5, `${shown[i][1]}: page ${shown[i][0][k]}, file ${x}`);
    else near(shown[i][0][k], x, shown[i][1]);
  }));
  assert.ok(compared > 30, `only ${compared} numbers compared`);
  console.log(`    ${compared} numbers recomputed from the file`);
}

/** What stands in the tables that `compare` prints too: to the last digit. */
async function claims(page, results) {
  const said = JSON.parse(run("compare", results, "--json")).claims;
  const rows = await table(page, "claims");
  assert.equal(rows.length, said.length);
  rows.forEach((r, i) => {
    near(r[6], said[i].difference.median, "claim");
    assert.equal(r[12], said[i].verdict.replaceAll("_", " "), "verdict");
  });
}

async function filters(page) {
  for (const [name, of] of [["scenario", "keys"], ["population", "keys"], ["place", "keys"], ["period", "keys"], ["outcome", "differences"]]) {
    await page.evaluate(() => { const s = document.querySelector("#place"); s.value = "0"; s.dispatchEvent(new Event("change")); }); // one choice at a time
    const last = await page.$eval(`#${name}`, (s) => [...s.options].reverse().find((o) => o.value !== s.value).value);
    const before = await page.$eval(`#${of}`, (f) => f.textContent);
    await choose(page, name, { value: last });
    assert.notEqual(await page.$eval(`#${of}`, (f) => f.textContent), before, `${name} changes nothing`);
  }
}

/** A place is named only where it is applied; of outcomes between two states it is the sender. */
async function places(page) {
  const state = await page.$eval("#place", (s) => [...s.querySelectorAll("optgroup")].find((g) => g.label === "states").children[0].value);
  const caption = (id) => page.textContent(`#${id} figcaption`);
  await choose(page, "place", { value: state });
  await choose(page, "outcome", "protected in the end");
  for (const id of ["differences", "groups", "curves", "ridges"]) {
    assert.match(await caption(id), /all places, /, id);
    assert.match(await caption(id), /The choice of .* is not applied here: this outcome belongs to no place/, id);
  }
  await choose(page, "outcome", "Dublin transfers");
  for (const id of ["differences", "ridges"]) assert.match(await caption(id), /from .* \(the state that sends\)/, id);
  assert.match(await page.$eval("#place", (s) => s.selectedOptions[0].textContent), /^from /);
  await choose(page, "place", { value: "0" });
  const lost = await page.$$eval("#contents a", (all) => all.filter((a) => !document.querySelector(a.getAttribute("href"))).length);
  assert.equal(lost, 0, "links of the contents that lead nowhere");
  assert.equal(await page.$$eval("#contents a", (all) => all.length), PICTURES.length);
}

async function drawn(page, seen) {
  for (const id of PICTURES) {
    const marks = await page.$$eval(`#${id} svg`, (all) => all.reduce((n, s) => n + s.querySelectorAll("path, rect, circle, line").length, 0));
    if (!TABLES.includes(id)) assert.ok(marks > 2, `${id}: nothing is drawn`);
    assert.ok((await page.$eval(`#${id} h3`, (h) => h.textContent.length)) > 10, `${id}: no finding`);
  }
  assert.deepEqual(seen.errors, []);
  assert.equal(seen.requests.length, 1, `requests: ${seen.requests.join(" ")}`);
}

async function labels(page, width) {
  assert.deepEqual(await labelFaults(page), [], `at ${width} pixels`);
}

/** Series that stand beside each other must differ in lightness too, for who sees no colour. */
async function lightness(page) {
  const [light, dark] = [false, true];
  for (const scheme of [light, dark]) {
    await page.emulateMedia({ colorScheme: scheme ? "dark" : "light" });
    const of = await page.evaluate(() => Object.fromEntries(["paper", "ink", "faint", "mark", "soft", "worse", "better"].map((name) => {
      const hex = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
      const [r, g, b] = [1, 3, 5].map((i) => parseInt((hex.length === 4 ? hex.replace(/[^#]/g, "$&$&") : hex).slice(i, i + 2), 16) / 255).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
      return [name, 0.2126 * r + 0.7152 * g + 0.0722 * b];
    })));
    const contrast = (a, b) => (Math.max(of[a], of[b]) + 0.05) / (Math.min(of[a], of[b]) + 0.05);
    // mark and worse are told apart by shape or dash wherever they meet (diamond, cross, dashes)
    for (const [a, b, least] of [["mark", "soft", 2], ["soft", "worse", 2], ["worse", "better", 1.6], ["mark", "paper", 4.5], ["worse", "paper", 3], ["better", "paper", 1.8], ["soft", "paper", 1.6], ["ink", "paper", 7], ["faint", "paper", 4.5]])
      assert.ok(contrast(a, b) >= least, `${scheme ? "dark" : "light"}: ${a} and ${b} differ by ${contrast(a, b).toFixed(2)}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** The tables that the program itself writes, the script off. */
async function withoutScript(page, results) {
  const said = JSON.parse(run("compare", results, "--json")).claims;
  const rows = await page.$$eval("tbody tr", (all) => all.map((r) => [...r.cells].map((c) => c.textContent)));
  assert.equal(rows.length, said.length);
  rows.forEach((r, i) => {
    const shown = Number(r[8].replace("\u2212", "-").replace(/[+,]| points/g, "")) / (r[8].includes("points") ? 100 : 1);
    near(shown, said[i].difference.median, `without a script: ${r[1]}`);
    assert.equal(r[12], said[i].verdict.replaceAll("_", " "));
  });
  const text = await page.textContent("main");
  for (const wanted of ["forecasts no arrivals", "nobody can observe", "need a script", "asylsim export"]) assert.ok(text.includes(wanted) , wanted);
}

async function download(page, id, kind) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(`#${id} button.${kind}`)]);
  return readFileSync(await file.path(), "utf8");
}

async function accessible(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => (await window.axe.run()).violations.map((v) => [v.impact, v.id, v.nodes.length, v.nodes[0].html.slice(0, 160)]));
  assert.deepEqual(found.filter(([impact]) => impact === "serious" || impact === "critical"), []);
}

async function printed(page) {
  const count = () => page.$$eval("figure .drawing svg", (all) => all.map((s) => s.getBoundingClientRect()).filter((b) => b.width > 100 && b.height > 40).length);
  const onScreen = await count();
  const pdf = await page.pdf({ format: "A4", path: at("print.pdf") });
  assert.ok(pdf.length > 60_000);
  await page.emulateMedia({ media: "print" });
  const boxes = await count();
  assert.equal(boxes, onScreen, "pictures in print and on the screen");
  assert.ok(boxes >= 9, `${boxes} pictures in print`);
  await page.emulateMedia({ media: "screen" });
}

try {
  const results = at("small.sqlite"), report = at("small.html");
  run("run", golden("small.cfg"), "--reform", golden("reform_open.cfg"), golden("reform_dublin.cfg"), golden("reform_everything.cfg"),
    "--draws", "6", "--replicates", "2", "--seed", "1", "-q", "-o", results);
  run("report", results, "-o", report, "-q");
  await withPage(report, {}, async (page, seen) => {
    await promise("one request, no error in the console, every picture drawn", () => drawn(page, seen));
    await promise("claims are tested as compare tests them", () => claims(page, results));
    await promise("numbers in the tables are those of the results file", () => numbers(page, results));
    await promise("a place is named only where it is applied, and the contents lead to every picture", () => places(page));
    await promise("each choice redraws", () => filters(page));
    await promise("axe finds nothing serious", () => accessible(page));
    await promise("CSV and SVG are saved", async () => {
      assert.match(await download(page, "keys", "csv"), /^outcome,/);
      assert.match(await download(page, "ridges", "svg"), /<svg[^]*<\/svg>/);
    });
    await promise("the print holds every picture", () => printed(page));
    await promise("light and dark tell the series apart without colour", () => lightness(page));
    assert.equal(seen.requests.length, 1);
  });
  for (const width of [1280, 390])
    await withPage(report, { width }, (page) => promise(`no label is cut, leaves its picture or lies upon another at ${width} pixels`, async () => {
      await labels(page, width);
      for (const [name, nth] of [["scenario", -1], ["population", 2], ["outcome", 5], ["place", 3]]) {
        await choose(page, name, { value: await page.$eval(`#${name}`, (s, n) => [...s.options].filter((o) => o.value !== s.value).at(n).value, nth) });
        await labels(page, width);
      }
    }));
  await withPage(report, { script: false }, (page) => promise("without a script: key figures and limits", () => withoutScript(page, results)));
  await withPage(report, {}, (page) => promise("with few samples no split by grade, and the page says how to get it", async () => {
    assert.match(await page.textContent("#grades h3"), /would be noise: it needs 60.*asylsim run --draws 100/);
    assert.equal(await page.$$eval("#grades svg", (all) => all.length), 0);
  }));
  const sixty = at("sixty.sqlite");
  run("run", golden("small.cfg"), "--reform", golden("reform_open.cfg"), "--draws", "60", "--replicates", "2", "--seed", "1", "-q", "-o", sixty);
  run("report", sixty, "-o", at("sixty.html"), "-q");
  await withPage(at("sixty.html"), { width: 390 }, (page, seen) => promise("from sixty on shares by grade, each with its error, and the strongest values", async () => {
    await choose(page, "outcome", "first claims in the state");
    const rows = await table(page, "grades");
    const chance = rows.find((r) => r[0] === "chance"), rest = rows.find((r) => String(r[0]).startsWith("not told apart"));
    const grades = rows.filter((r) => /^[A-D]: /.test(r[0])), values = rows.filter((r) => /^[a-z]+\./.test(r[0]));
    assert.ok(grades.length > 0 && values.length > 0);
    assert.ok(grades.every((r) => r[2] > 0) && values.every((r) => r[2] > 0 && r[3] >= 0 && r[3] <= 1));
    assert.ok(Math.abs([...grades, rest, chance].reduce((n, r) => n + r[1], 0) - 100) < 0.5, "the parts make up the whole");
    assert.ok(await page.$$eval("#grades svg path, #grades svg circle, #grades svg line", (all) => all.length) > 3);
    await labels(page, 390);
    assert.deepEqual(seen.errors, []);
  }));
  const hostile = at("hostile.sqlite");
  const payloads = JSON.parse(python([here("hostile.py"), results, hostile]));
  run("report", hostile, "-o", at("hostile.html"), "-q");
  await withPage(at("hostile.html"), {}, async (page, seen) => {
    await promise(`${payloads.length} hostile texts: none runs, all are shown as text`, async () => {
      const rows = (await table(page, "provenance")).filter((r) => String(r[0]).startsWith("hostile."));
      assert.equal(rows.length, payloads.length);
      await filters(page);
      const text = await page.evaluate(() => document.body.textContent);
      for (const p of payloads) assert.ok(text.includes(p.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f]/g, "\ufffd")), p);
      assert.equal(await page.evaluate(() => window.ran), undefined);
      assert.equal(await page.$$eval("main script, iframe, object, main link, base, main img, form input", (all) => all.length), 0);
      assert.equal(seen.requests.length, 1);
      assert.deepEqual(seen.errors, []);
    });
    await promise("no cell of the CSV begins like a formula", async () => {
      const csv = await download(page, "provenance", "csv");
      assert.doesNotMatch(csv, /(^|[,\n])"?\s*[=+@]/);
      assert.doesNotMatch(csv, /(^|[,\n])"?\s*-[^\d.]/);
    });
  });
  run("export", hostile, "-o", at("csv"), "-q");
  await promise("the export's neither", async () => {
    for (const name of ["scenario", "parameter", "meta"])
      assert.doesNotMatch(readFileSync(at(`csv/${name}.csv`), "utf8"), /(^|[,\n])"?\s*[=+@]/);
    assert.equal(JSON.parse(readFileSync(at("csv/datapackage.json"), "utf8")).resources.length, 14);
  });
  await promise("the page without data is under 400 kB", async () => {
    const { bytes, data_bytes } = JSON.parse(run("report", results, "-o", report, "--json"));
    assert.ok(bytes - data_bytes < 400_000, `${bytes - data_bytes}`);
    assert.equal(statSync(report).size, bytes);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
