// SPDX-License-Identifier: GPL-3.0-or-later
// node report.mjs PROGRAM SOURCE: the report of a real ensemble in a real browser, the network
// cut. Each promise is a line; the first that does not hold ends the test with 1.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axeSource, withPage } from "./browser.mjs";
import { bothTabs, labelFaults } from "./labels.mjs";
import { journeysShareScale, panelsShareScale } from "./scales.mjs";
import { saidFaults } from "./said.mjs";
import { pagesOf, sheets } from "./sheets.mjs";
import { choose, everyNumber, tablesOf } from "./tables.mjs";

const [program, source] = process.argv.slice(2);
const here = (name) => join(source, "tests/report", name);
const folder = mkdtempSync(join(tmpdir(), "asylsim-report-"));
const at = (name) => join(folder, name);
const run = (...args) => execFileSync(program, args, { encoding: "utf8" });
const python = (args, input) => execFileSync("/usr/bin/python3", args, { encoding: "utf8", input, maxBuffer: 1 << 28 });
const golden = (name) => join(source, "tests/golden", name);
const WHAT = ["matrix", "differences", "groups", "map", "timeline", "months", "lottery"]; // of the first tab
const PICTURES = [...WHAT, "ends", "claims", "keys", "lives", "journeys", "ledger", "fit", "spread", "grades", "limits", "provenance"];
const TABLES = ["ends", "claims", "grades", "provenance"]; // a picture is not always drawn

const open = (page, id) => page.$eval(`#${id} details[data-rows]`, (d) => { d.open = true; d.dispatchEvent(new Event("asylsim-fill")); });
/** A picture's table: texts, and the numbers behind them. */
const table = async (page, id) => {
  await open(page, id);
  return page.$$eval(`#${id} tbody tr:not(.group)`, (rows) => rows.map((r) => [...r.cells].map((c) => c.dataset.value === undefined ? c.textContent : Number(c.dataset.value))));
};
const near = (a, b, what) => {
  const least = Math.abs(b) >= 100 ? 0.51 : Math.abs(b) >= 10 ? 0.051 : 0.0051;
  assert.ok(Math.abs(a - b) <= least, `${what}: page ${a}, file ${b}`);
};

async function promise(what, keep) {
  await keep();
  console.log(`ok  ${what}`);
}

/** The cards say what `compare` says, to the letter; the title and the date stand above the sentence. */
async function sentences(page, results) {
  const { sentences: said, scenarios } = JSON.parse(run("compare", results, "--json"));
  const cards = await page.$$eval(".card", (all) => all.map((c) => [c.dataset.reform, c.querySelector("h2").textContent, ...[...c.querySelectorAll(".given dd")].map((d) => d.textContent)]));
  assert.equal(cards.length, said.length);
  for (const [name, first, whom, sure] of cards) {
    const told = said.find((s) => s.scenario === name), { title } = scenarios.find((s) => s.name === name);
    assert.ok(told.what.startsWith(title.replace(/[. ]+$/, "")) && told.what.endsWith(first.slice(1)), `${first}\n${told.what}`);
    assert.match(told.what.slice(title.length, -first.length), /^\.?( \(from \d+ \w+ \d{4}\))?: $/);
    assert.equal(whom, told.for_whom);
    assert.equal(sure, told.how_sure);
  }
}

/** Every picture's table in the page's first view and in others: each reform, outcomes of every
 *  kind (a sum, a share, a stock, fates, between two states), one group, one state, one crossing,
 *  single years, and groups in one place. */
async function numbers(page, results) {
  const views = [await tablesOf(page)];
  const metrics = await page.$$eval("#outcome option", (all) => all.map((o) => o.textContent));
  const years = await page.$$eval("#period option", (all) => all.map((o) => o.textContent).filter((t) => /^\d{4}$/.test(t)));
  const reforms = await page.$$eval("#scenario option", (all) => all.map((o) => o.value));
  const everywhere = { population: { value: "0" }, place: { value: "0" }, period: { value: "-1" } };
  for (const choices of [
    { scenario: { value: reforms[1] }, outcome: "protection rate: granted protection, of those decided on the merits", period: years[years.length - 1] },
    { scenario: { value: reforms[2] }, outcome: "refouled directly: at risk, returned by force by the state" },
    { outcome: "waiting for a first decision", population: { index: 1 } },
    null, { scenario: { value: reforms[reforms.length - 1] }, outcome: "first applications in the state", place: { label: "Poland" } },
    { outcome: "protection rate: granted protection, of those decided on the merits", population: { index: 2 } },
    null, { outcome: "Dublin transfers", place: { label: "from Germany" }, period: years[0] },
    null, { scenario: { value: reforms[0] }, outcome: "attempts per person let in", place: { label: "gate" } },
    null, { population: { index: 4 }, period: "2012 to 2014" },
  ]) {
    if (!choices) { await choose(page, everywhere); continue; }
    if (typeof choices.outcome === "string") assert.ok(metrics.includes(choices.outcome), choices.outcome);
    await choose(page, choices);
    views.push(await tablesOf(page));
  }
  const pictures = everyNumber(program, results, source, views);
  for (const id of PICTURES) assert.ok(id === "grades" || pictures[id][1] > 30, `${id}: only ${pictures[id]?.[1]} numbers`);
  await choose(page, everywhere);
  return views[0].tables.claims;
}

/** What stands in the tables that `compare` prints too: to the last digit. */
async function claims(page, results) {
  const said = JSON.parse(run("compare", results, "--json")).claims;
  const rows = await table(page, "claims");
  assert.equal(rows.length, said.length);
  assert.ok(rows.length > 7, "claims of every kind");
  rows.forEach((r, i) => {
    near(r[1], said[i].difference.median, "claim");
    assert.equal(r[13], said[i].verdict.replaceAll("_", " "), "verdict");
  });
}

async function filters(page) {
  for (const [name, of] of [["scenario", "keys"], ["population", "keys"], ["place", "keys"], ["period", "keys"], ["outcome", "differences"]]) {
    await page.evaluate(() => { const s = document.querySelector("#place"); s.value = "0"; s.dispatchEvent(new Event("change")); }); // one choice at a time
    const last = await page.$eval(`#${name}`, (s) => [...s.options].reverse().find((o) => o.value !== s.value).value);
    const before = await page.$eval(`#${of}`, (f) => f.textContent);
    await choose(page, { [name]: { value: last } });
    assert.notEqual(await page.$eval(`#${of}`, (f) => f.textContent), before, `${name} changes nothing`);
  }
}

/** A place is named only where it is applied; of outcomes between two states it is the sender. */
async function places(page) {
  const state = await page.$eval("#place", (s) => [...s.querySelectorAll("optgroup")].find((g) => g.label === "states").children[0].value);
  const caption = (id) => page.textContent(`#${id} figcaption`);
  await choose(page, { place: { value: state } });
  await choose(page, { outcome: "protected in the end" });
  for (const id of ["differences", "groups"]) {
    assert.match(await caption(id), /all places, /, id);
    assert.match(await caption(id), /The choice of .* is not applied here: this outcome belongs to no place/, id);
  }
  await choose(page, { outcome: "Dublin transfers" });
  for (const id of ["differences"]) assert.match(await caption(id), /from .* \(the state that sends\)/, id);
  assert.match(await page.$eval("#place", (s) => s.selectedOptions[0].textContent), /^from /);
  await choose(page, { place: { value: "0" } });
  const lost = await page.$$eval(".contents a", (all) => all.filter((a) => !document.querySelector(a.getAttribute("href"))).length);
  assert.equal(lost, 0, "links of the contents that lead nowhere");
  assert.equal(await page.$$eval(".contents a", (all) => all.length), PICTURES.length);
}

/** A general rule of a reform takes the place of the states' own, and of what it sets for members: they are named where theirs differed
 *  from the general one on the day before, and nobody else is. */
async function overrides(page, results) {
  const wanted = JSON.parse(python(["-c", `import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
label = dict(db.execute("SELECT name, label FROM place"))
def before(path, day):
    rows = sorted((d or "", v) for d, v in db.execute('SELECT "from", value FROM parameter WHERE scenario = 0 AND path = ?', (path,)) if (d or "") < day)
    return rows[-1][1] if rows else None
out = []
for s, path, day in db.execute('SELECT scenario, path, "from" FROM parameter WHERE scenario > 0 ORDER BY scenario, path, "from"').fetchall():
    others = set()
    if path.startswith("rules."):
        for own, in db.execute("SELECT DISTINCT path FROM parameter WHERE scenario = 0 AND path LIKE 'states.%' OR path LIKE ? || '.%'", (path,)).fetchall():
            _, who, rest = own.split(".", 2) if own.startswith("states.") else ("", own.split(".")[-1], path[6:])
            value = before(own, day) if (rest + ".").startswith(path[6:] + ".") else None
            if value is not None and value != before(path, day):
                others.add(label[who])
    out.append(sorted(others))
print(json.dumps(out))`, results]));
  const told = await page.$$eval("#reforms > details", (all) => all.map((d) => [...d.querySelectorAll("li")].map((li) => /otherwise in (.*), whose own values it overrides/.exec(li.textContent)?.[1] ?? ""))).then((all) => all.flat());
  assert.deepEqual(told, wanted.map((names) => names.join(", ")));
  assert.ok(told.filter(Boolean).length > 2, "rules that override those of states");
}

/** The months are drawn of the places that `compare` shows of the reform, where it shows any. */
async function touched(page, results) {
  const rows = JSON.parse(run("compare", results, "--json")).outcomes;
  const places = (scenario, wanted) => rows.filter((r) => r.scenario === scenario && ["claim", "touched"].includes(r.because) && wanted.test(r.place)).map((r) => r.place.replace(/^>/, ""));
  const names = JSON.parse(run("compare", results, "--json")).scenarios.map((s) => s.name);
  const seen = new Set();
  for (const { value } of await page.$$eval("#scenario option", (all) => all.map((o) => ({ value: o.value })))) {
    if (value !== await page.$eval("#scenario", (s) => s.value)) await choose(page, { scenario: { value } });
    const [crossing, first, second] = JSON.parse(await page.evaluate(() => document.body.dataset.touched));
    assert.notEqual(first, second);
    const crossings = places(names[value], /^(gate|north|strait|flight)$/), states = places(names[value], /^>?(POL|DEU|FRA|FIN|BGR)$/);
    if (crossings.length) assert.equal(crossing, crossings[0], `${names[value]}: the crossing`);
    if (states.length) assert.ok(states.includes(first), `${names[value]}: ${first}, not one of ${states}`);
    const drawn = (await table(page, "months")).map((r) => r[0].split(":")[0]);
    for (const place of new Set(drawn)) seen.add(place);
  }
  assert.ok(seen.size >= 3, `months of ${[...seen]}`);
}

/** States are compared whatever state is chosen. */
async function lotteryWhole(page) {
  const state = await page.$eval("#place", (s) => [...s.querySelectorAll("optgroup")].find((g) => g.label === "states").children[0].value);
  const before = await page.textContent("#lottery .finding");
  await choose(page, { place: { value: state } });
  assert.equal(await page.textContent("#lottery .finding"), before);
  await choose(page, { place: { value: "0" } });
}

/** A stage that bears a number bears the same in both drawings. */
async function sameNumbers(page) {
  const keys = await page.$$eval("#journeys svg", (all) => all.map((svg) => [...svg.querySelectorAll("text")].map((t) => /^(\d+)\s+([^\d]+?)(?: [\d,]+)?$/.exec(t.textContent)).filter(Boolean).map((m) => [m[1], m[2]])));
  assert.equal(keys.length, 2);
  assert.ok(keys[0].length > 2 && keys[1].length > 2);
  const first = new Map(keys[0]);
  for (const [nr, name] of keys[1]) assert.ok(!first.has(nr) || first.get(nr) === name, `${nr}: ${first.get(nr)} and ${name}`);
}

/** What each reform sets stands above its effects: a line for each value of the file that it sets. */
async function reforms(page, results) {
  const db = JSON.parse(python(["-c", `import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(json.dumps([[t, d, [v for v, in db.execute("SELECT value FROM parameter WHERE scenario = ?", (s,))]] for s, t, d in db.execute("SELECT id, title, in_force FROM scenario WHERE id > 0 ORDER BY id")]))`, results]));
  const told = await page.$$eval("#reforms > details", (all) => all.map((d) => [d.querySelector("summary").textContent, [...d.querySelectorAll("li")].map((li) => li.querySelector("b").textContent)]));
  assert.equal(told.length, db.length);
  told.forEach(([line, values], i) => {
    const [title, from, set] = db[i];
    assert.ok(line.startsWith(`${title}, from ${Number(from.slice(8))} `) && line.includes(from.slice(0, 4)), line);
    assert.equal(values.length, set.length, title);
    for (const v of set.filter((x) => /^[\d.]+$/.test(x))) assert.ok(values.some((x) => x.replaceAll(",", "").split(" ")[0] === v), `${title}: ${v}`);
  });
  await overrides(page, results);
  assert.ok(await page.evaluate(() => document.querySelector("#reforms").compareDocumentPosition(document.querySelector("#claims")) & Node.DOCUMENT_POSITION_FOLLOWING));
}

async function drawn(page, seen) {
  for (const id of PICTURES) {
    const marks = await page.$$eval(`#${id} svg`, (all) => all.reduce((n, s) => n + s.querySelectorAll("path, rect, circle, line").length, 0));
    if (!TABLES.includes(id)) assert.ok(marks > 2, `${id}: nothing is drawn`);
    assert.ok((await page.$eval(`#${id} .finding`, (h) => h.textContent.length)) > 10, `${id}: no finding`);
  }
  assert.doesNotMatch(await page.evaluate(() => document.querySelector("main").innerText), /\$\{|\bundefined\b|\bNaN\b/, "code in a sentence");
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

/** The tables that the program itself writes, the script off: every number as in the first picture's
 *  table, which is held against the file. */
async function withoutScript(page, results, first) {
  const said = JSON.parse(run("compare", results, "--json")).claims;
  const rows = await page.$$eval("tbody tr", (all) => all.map((r) => [...r.cells].map((c) => c.textContent)));
  assert.equal(rows.length, said.length);
  rows.forEach((r, i) => {
    const shown = Number(r[8].replace("\u2212", "-").replace(/[+,]| points/g, "")) / (r[8].includes("points") ? 100 : 1);
    near(shown, said[i].difference.median, `without a script: ${r[1]}`);
    assert.equal(r[12], said[i].verdict.replaceAll("_", " "));
  });
  // reform, more or less, period, baseline, reform, difference, from, to, worse, verdict
  const [plain, scripted] = [[0, 4, 5, 6, 7, 8, 9, 10, 11, 12], [0, 6, 16, 7, 8, 2, 3, 4, 13, 14]];
  assert.deepEqual(rows.map((r) => plain.map((i) => r[i])), first.rows.map((r) => scripted.map((i) => r[i][0])));
  const text = await page.textContent("main");
  for (const wanted of ["does not forecast arrivals", "nobody can observe", "need a script", "asylsim export"]) assert.ok(text.includes(wanted) , wanted);
}

/** The tab on which a picture stands. */
const tab = (page, name) => page.click(`#tab-${name}`);
async function download(page, id, kind) {
  await tab(page, WHAT.includes(id) ? "what" : "how");
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(`#${id} button.${kind}`)]);
  return readFileSync(await file.path(), "utf8");
}

async function accessible(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => (await window.axe.run()).violations.map((v) => [v.impact, v.id, v.nodes.length, v.nodes[0].html.slice(0, 160)]));
  assert.deepEqual(found.filter(([impact]) => impact === "serious" || impact === "critical"), []);
}

/** The address holds the view: opened anew it shows the same; a name that is not known is passed over. */
async function address(page, report) {
  const reform = await page.$eval("#scenario", (s) => [...s.options].at(-1).value);
  await choose(page, { scenario: { value: reform }, population: { index: 2 }, period: { index: 2 } });
  await tab(page, "how");
  const hash = await page.evaluate(() => location.hash), title = await page.textContent("#keys .finding");
  assert.match(hash, /tab=how.*reform=.*group=.*period=\d{4}/);
  await withPage(report, { hash }, async (again) => {
    assert.equal(await again.$eval("#scenario", (s) => s.value), reform);
    assert.equal(await again.textContent("#keys .finding"), title);
    assert.equal(await again.getAttribute("#tab-how", "aria-selected"), "true");
  });
  await withPage(report, { hash: "#reform=none&place=nowhere&at=map" }, async (again, seen) => {
    assert.equal(await again.getAttribute("#tab-what", "aria-selected"), "true");
    assert.deepEqual(seen.errors, []);
  });
  await choose(page, { population: { index: 0 }, period: { index: 0 } });
  await tab(page, "what");
}

/** What is saved says what it is by itself; what is copied too. */
async function saved(page, results) {
  const svg = await download(page, "matrix", "svg");
  for (const wanted of [/Side by side/, /persons/, /results digest [0-9a-f]{16}/, /Simulated, not a forecast/, /CC BY 4\.0/]) assert.match(svg, wanted);
  assert.doesNotMatch(svg, /var\(--/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(".card:first-child button:text-is('PNG')")]);
  const png = readFileSync(await file.path());
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  assert.ok(png.readUInt32BE(16) >= 1000, "wide enough for print");
  await page.evaluate(() => { document.execCommand = () => { window.copied = document.activeElement.value; return true; }; Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }); });
  await page.click(".card:first-child button:text-is('Copy these sentences')");
  await page.waitForFunction(() => window.copied);
  const copied = await page.evaluate(() => window.copied), name = await page.getAttribute(".card:first-child", "data-reform");
  const { what, for_whom, how_sure } = JSON.parse(run("compare", results, "--json")).sentences.find((s) => s.scenario === name);
  assert.ok(copied.startsWith(`${what} ${for_whom} ${how_sure} `), copied);
  assert.match(copied, /The first figure \(.*\), difference in .*: median [\u2212+]?[\d.,]+; nine in ten simulated histories: [\u2212+]?[\d.,]+ to [\u2212+]?[\d.,]+\. /);
  const note = JSON.parse(python(["-c", `import json, sqlite3, sys
print(json.dumps([v for v, in sqlite3.connect(sys.argv[1]).execute("SELECT value FROM meta WHERE key = 'note'")]))`, results]))[0];
  assert.ok(!note || copied.includes(note.slice(1)), "what is assumed of departures");
  assert.match(copied, / nine out of ten simulated histories .*digest [0-9a-f]{16}.*Simulated, not a forecast\. CC BY 4\.0\.$/);
}

/** The first cards are those that touch most people, by the figure in the table; Look closer chooses the outcome that a card tells. */
async function cardsOrder(page) {
  const touched = (await table(page, "ends")).filter((r) => r[0].startsWith("people touched: ")).map((r) => r.at(-1));
  assert.deepEqual(touched, [...touched].sort((a, b) => b - a));
  const last = page.locator(".card").last(), reform = await last.locator(".over b").textContent();
  await tab(page, "what");
  const before = await page.evaluate(() => document.body.dataset.drawn);
  await last.locator("button", { hasText: "Look closer" }).click();
  await page.waitForFunction((b) => document.body.dataset.drawn !== b, before, { timeout: 10_000 });
  assert.equal(await page.$eval("#scenario", (s) => s.selectedOptions[0].textContent), reform);
}

/** A life of `explain` is told, as it says it; what is none is refused, and nothing is written. */
async function life(results) {
  const told = run("explain", golden("small.cfg"), "--reform", golden("reform_open.cfg"), "--json");
  writeFileSync(at("life.json"), told);
  run("report", results, "--life", at("life.json"), "-o", at("life.html"), "-q");
  const { worlds } = JSON.parse(told);
  await withPage(at("life.html"), {}, async (page, seen) => {
    const rows = await table(page, "life");
    const same = worlds[0].life.findIndex((s, i) => JSON.stringify([s.date, s.place, s.what]) !== JSON.stringify([worlds[1].life[i]?.date, worlds[1].life[i]?.place, worlds[1].life[i]?.what]));
    const shared = same < 0 ? worlds[0].life.length : same;
    assert.deepEqual(rows.map((r) => [r[0], r[2]]), [...worlds[0].life, ...worlds[1].life.slice(shared)].map((s) => [s.date, s.what]));
    assert.match(await page.textContent("#life .under"), /nobody real is meant/);
    assert.deepEqual(seen.errors, []);
  });
  for (const [text, wanted] of [["{", /life\.json:1: /], ["{\"group\": \"x\", \"worlds\": []}", /no life as/], ["[1]", /no life as/]]) {
    writeFileSync(at("life.json"), text);
    assert.throws(() => execFileSync(program, ["report", results, "--life", at("life.json"), "-o", at("none.html")], { stdio: "pipe" }), (why) => wanted.test(String(why.stderr)) && why.status === 2);
    assert.ok(!existsSync(at("none.html")));
  }
}

/** Two pages, for the press and on methods; what is left out of them is counted. By the button, all of it. */
async function printed(page) {
  await sheets(page);
  const count = () => page.$$eval("figure .drawing svg", (all) => all.map((s) => s.getBoundingClientRect()).filter((b) => b.width > 100 && b.height > 40).length);
  await bothTabs(page);
  const onScreen = await count();
  await page.$$eval("[role=tabpanel]", (all) => all.forEach((p, i) => { p.hidden = i > 0; }));
  await page.evaluate(() => { window.print = () => { window.printed = document.documentElement.className; }; });
  await page.click("footer button");
  assert.equal(await page.evaluate(() => window.printed), "whole");
  assert.ok(await pagesOf(page) > 6, "all pictures on more than a few pages");
  assert.equal(await page.evaluate(() => document.documentElement.className), "", "two sheets again after that");
  await page.evaluate(() => document.documentElement.classList.add("whole"));
  await page.emulateMedia({ media: "print" });
  const seen = (what) => page.$$eval(what, (all) => all.map((x) => getComputedStyle(x).display !== "none"));
  assert.ok((await seen("#reforms summary, #glossary summary")).every(Boolean), "names of reforms and the glossary's title in print");
  assert.ok((await seen("figure summary")).every((x) => !x), "no table's triangle in print");
  const boxes = await count();
  assert.equal(boxes, onScreen, "pictures in print and on the screen");
  assert.ok(boxes >= 9, `${boxes} pictures in print`);
  assert.ok((await seen("#sheets")).every((x) => !x), "sheets beside all pictures");
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => document.documentElement.classList.remove("whole"));
}

try {
  const results = at("small.sqlite"), report = at("small.html");
  run("run", golden("small.cfg"), "--reform", golden("reform_open.cfg"), golden("reform_dublin.cfg"), golden("reform_everything.cfg"), here("claims.cfg"),
    "--draws", "20", "--replicates", "2", "--seed", "1", "-q", "-o", results);
  run("report", results, "-o", report, "-q");
  let first;
  await withPage(report, {}, async (page, seen) => {
    await promise("one request, no error in the console, every picture drawn", () => drawn(page, seen));
    await promise("the cards say what compare says", () => sentences(page, results));
    await promise("claims are tested as compare tests them", () => claims(page, results));
    await promise("every number in every picture\u2019s table is that of the results file", async () => { first = await numbers(page, results); });
    await promise("every number in headings, cards, sentences and drawings stands in a table", async () => {
      for (const { value } of await page.$$eval("#scenario option", (all) => all.map((o) => ({ value: o.value })))) {
        if (value !== await page.$eval("#scenario", (s) => s.value)) await choose(page, { scenario: { value } });
        assert.deepEqual(await saidFaults(page), []);
      }
      const found = await saidFaults(page, true);
      for (const where of ["header:", "methods sheet:", "card of", ...PICTURES.map((id) => `${id}:`)]) assert.ok(found.some((f) => f.startsWith(where)), `a wrong number is not found: ${where}`);
    });
    await promise("what each reform sets stands before its effects", () => reforms(page, results));
    await promise("a place is named only where it is applied, and the contents lead to every picture", () => places(page));
    await promise("months are of the places that a reform touches, as compare has them", () => touched(page, results));
    await promise("the lottery compares states whatever state is chosen", () => lotteryWhole(page));
    await promise("a stage bears the same number in both drawings", () => sameNumbers(page));
    await promise("each choice redraws", () => filters(page));
    await promise("axe finds nothing serious", () => accessible(page));
    await promise("CSV and SVG are saved", async () => {
      await choose(page, { population: { value: "0" }, place: { value: "0" }, period: { value: "-1" } });
      assert.match(await download(page, "keys", "csv"), /^outcome,/);
      assert.match(await download(page, "differences", "svg"), /<svg[^]*<\/svg>/);
    });
    await promise("what is saved or copied says title, unit, source, digest and that it is no forecast", () => saved(page, results));
    await promise("the reform that touches most people comes first, and its card leads to its outcome", () => cardsOrder(page));
    await promise("the address holds the view", () => address(page, report));
    await promise("the page prints as two sheets, and with every picture by a button", () => printed(page));
    await promise("light and dark tell the series apart without colour", () => lightness(page));
    assert.equal(seen.requests.length, 1);
  });
  await withPage(report, { width: 24 }, (page, seen) => promise("no error in a frame without room", () => assert.deepEqual(seen.errors, [])));
  for (const width of [1280, 390])
    await withPage(report, { width }, (page) => promise(`both worlds, and panels have one scale at ${width} pixels`, async () => {
      let panels = 0;
      await bothTabs(page);
      for (const value of await page.$$eval("#scenario option", (all) => all.map((o) => o.value))) {
        if (value !== await page.$eval("#scenario", (s) => s.value)) await choose(page, { scenario: { value } });
        await journeysShareScale(page);
        panels += await panelsShareScale(page);
      }
      assert.ok(panels > 0, "panels beside each other");
    }));
  for (const width of [1280, 390])
    await withPage(report, { width }, (page) => promise(`no label is cut, leaves its picture or lies upon another at ${width} pixels`, async () => {
      await labels(page, width);
      for (const [name, nth] of [["scenario", -1], ["population", 2], ["outcome", 5], ["place", 3]]) {
        await choose(page, { [name]: { value: await page.$eval(`#${name}`, (s, n) => [...s.options].filter((o) => o.value !== s.value).at(n).value, nth) } });
        await labels(page, width);
      }
    }));
  await promise("a life of explain is told as it stands, and what is none is refused", () => life(results));
  await withPage(report, { script: false }, (page) => promise("without a script: key figures and limits", () => withoutScript(page, results, first)));
  await withPage(report, {}, (page) => promise("with few samples no split by grade, and the page says how to get it", async () => {
    assert.match(await page.textContent("#grades .finding"), /would be noise: it needs 60.*asylsim run --draws 60/);
    assert.equal(await page.$$eval("#grades svg", (all) => all.length), 0);
  }));
  const two = at("two.sqlite");
  run("run", golden("small.cfg"), "--reform", golden("reform_open.cfg"), golden("reform_dublin.cfg"), here("claims.cfg"),
    "--draws", "2", "--replicates", "4", "--seed", "1", "-q", "-o", two);
  run("report", two, "-o", at("two.html"), "-q");
  await withPage(at("two.html"), {}, (page, seen) => promise("two draws of four streams each give no verdict anywhere", async () => {
    const few = "too few draws (2 of 20)";
    for (const id of ["claims", "keys", "differences", "groups"])
      assert.ok((await page.textContent(`#${id} .finding`)).includes(few), `${id}: ${await page.textContent(`#${id} .finding`)}`);
    const views = [await tablesOf(page)], shown = (id) => views[0].tables[id].rows.map((r) => r.map(([text]) => text));
    const rows = shown("claims");
    assert.ok(rows.length > 5 && rows.every((r) => r.includes(few) && r.includes("too few draws")), "each claim");
    for (const id of ["keys", "differences"]) assert.ok(shown(id).every((r) => r.includes("too few draws") || r.includes("neither")), id);
    assert.doesNotMatch(await page.textContent("main"), /\bsurely (most|worse|better|more|less)\b|moves? as claimed \(\d|in 100 histories that/);
    everyNumber(program, two, source, views);
    assert.deepEqual(seen.errors, []);
  }));
  await withPage(at("two.html"), { script: false }, (page) => promise("nor without a script", async () => {
    const rows = await page.$$eval("tbody tr", (all) => all.map((r) => [...r.cells].map((c) => c.textContent)));
    assert.ok(rows.length > 5 && rows.every((r) => r[12] === "too few draws (2 of 20)" && ["too few draws", "neither"].includes(r[11])), `${rows[0]}`);
  }));
  const sixty = at("sixty.sqlite");
  run("run", golden("small.cfg"), "--reform", golden("reform_open.cfg"), "--draws", "60", "--replicates", "2", "--seed", "1", "-q", "-o", sixty);
  run("report", sixty, "-o", at("sixty.html"), "-q");
  await withPage(at("sixty.html"), { width: 390 }, (page, seen) => promise("from sixty on shares by grade, each with its error, and the strongest values", async () => {
    await choose(page, { outcome: "first applications in the state" });
    const rows = await table(page, "grades");
    const chance = rows.find((r) => r[0] === "chance"), rest = rows.find((r) => String(r[0]).startsWith("not attributed"));
    const grades = rows.filter((r) => /^[A-D]: /.test(r[0])), values = rows.filter((r) => /^[a-z]+\./.test(r[0]));
    assert.ok(grades.length > 0 && values.length > 0);
    assert.ok(grades.every((r) => r[2] > 0) && values.every((r) => r[2] > 0 && r[3] >= 0 && r[3] <= 1));
    assert.ok(Math.abs([...grades, rest, chance].reduce((n, r) => n + r[1], 0) - 100) < 0.5, "the parts make up the whole");
    assert.ok(await page.$$eval("#grades svg path, #grades svg circle, #grades svg line", (all) => all.length) > 3);
    await labels(page, 390);
    assert.deepEqual(seen.errors, []);
    const views = [await tablesOf(page)];
    for (const choices of [{ outcome: "protected in the end", period: "2014" }, { outcome: "waiting for a first decision", population: { index: 1 } }]) {
      await choose(page, choices);
      views.push(await tablesOf(page));
    }
    assert.ok(everyNumber(program, sixty, source, views).grades[1] > 30, "splits by grade");
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
    assert.equal(JSON.parse(readFileSync(at("csv/datapackage.json"), "utf8")).resources.length, 20);
  });
  await promise("the page without data is under 500 kB", async () => {
    const { bytes, data_bytes } = JSON.parse(run("report", results, "-o", report, "--json"));
    assert.ok(bytes - data_bytes < 500_000, `${bytes - data_bytes}`);
    assert.equal(statSync(report).size, bytes);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
