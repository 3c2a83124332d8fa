// SPDX-License-Identifier: GPL-3.0-or-later
// datapackage.mjs PROGRAM SOURCE BUILD: what `export` writes is a data package: valid by the
// library of its makers (npm datapackage), whole and filtered; every value of every table is of
// the type of its field, every key is one, every reference leads to a row. Exit 77 where npm's
// registry is not reached, but not under CI=true.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import assert from "node:assert/strict";

const [program, source, build] = process.argv.slice(2).map((p) => resolve(p));

function library() {
  const at = join(build, "datapackage");
  if (!existsSync(join(at, "node_modules/datapackage"))) {
    mkdirSync(at, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) cpSync(join(source, "tests/export", name), join(at, name));
    try {
      execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: at, stdio: ["ignore", "ignore", "inherit"] });
    } catch {
      console.error("NOT TESTED: datapackage.json, for npm's registry cannot be reached");
      process.exit(process.env.CI === "true" ? 1 : 77);
    }
  }
  return createRequire(join(at, "package.json"))("datapackage");
}

const { Package } = library();
const folder = mkdtempSync(join(tmpdir(), "asylsim_export_"));
const at = (name) => join(folder, name);
const run = (...args) => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const golden = (name) => join(source, "tests/golden", name);

/** The first problem of each resource, read row by row with its keys and references. */
async function problems(dir) {
  const pack = await Package.load(join(dir, "datapackage.json"), { basePath: dir, unsafe: true });
  const found = pack.errors.map(String);
  for (const resource of pack.resources) {
    try {
      await resource.read({ cast: true, relations: true });
    } catch (e) {
      found.push(`${resource.name}: ${e.message} ${(e.errors ?? []).slice(0, 2).map(String)}`);
    }
  }
  return { pack, found };
}

const rows = async (pack, name) => pack.getResource(name).read({ keyed: true });
const text = (dir) => readFileSync(join(dir, "datapackage.json"), "utf8");

async function whole(file, dir) {
  run("export", file, "-o", dir, "-q");
  const { pack, found } = await problems(dir);
  assert.deepEqual(found, []);
  assert.equal(pack.descriptor.licenses[0].name, "CC-BY-4.0");
  assert.match(pack.descriptor.version, /^\d+\.\d+\.\d+/);
  assert.ok(pack.descriptor.sources.length > 0);
  for (const { name, schema } of pack.descriptor.resources) {
    assert.ok(schema.primaryKey.length > 0, name);
    for (const field of schema.fields) assert.notEqual(field.type, "any", `${name}.${field.name}`);
  }
  const meta = Object.fromEntries((await rows(pack, "meta")).map((r) => [r.key, r.value]));
  assert.match(meta.digest, /^[0-9a-f]{16}$/);
  assert.equal(pack.descriptor.results.digest, meta.digest);
  return pack;
}

/** Only what was asked for, all of it, and the rest as it was. */
async function filtered(file, all) {
  const dir = at("some");
  run("export", file, "-o", dir, "-q", "--metric", "claims_first", "--metric", "recognition_rate", "--place", "POL",
    "--population", "RUS", "--period", "2013", "--scenario", "reform_everything");
  const { pack, found } = await problems(dir);
  assert.deepEqual(found, []);
  const wanted = new Set(["claims_first", "decisions_merits", "grants_refugee", "grants_subsidiary", "grants_humanitarian"]);
  const groups = new Set((await rows(all, "population")).filter((r) => r.citizenship === "RUS").map((r) => r.name));
  const expected = (await rows(all, "outcome")).filter((r) => wanted.has(r.metric) && r.place === "POL" && groups.has(r.population)
    && r.period.startsWith("2013") && r.scenario === "reform_everything");
  assert.ok(expected.length > 50);
  assert.deepEqual(await rows(pack, "outcome"), expected);
  for (const name of ["paired", "flow", "refoulement"]) {
    const rest = (await rows(all, name)).filter((r) => r.scenario === "reform_everything" && groups.has(r.population)
      && (name !== "refoulement" || r.year === 2013));
    assert.deepEqual(await rows(pack, name), rest, name);
  }
  assert.equal((await rows(pack, "run")).length, 4);
  assert.equal(pack.descriptor.filters.place, "POL");
  assert.deepEqual(await rows(pack, "metric"), await rows(all, "metric"));
}

/** A value of another type is noticed: a test that cannot fail is none. */
async function notices(dir) {
  const file = join(dir, "outcome.csv"), lines = readFileSync(file, "utf8").split("\r\n");
  writeFileSync(file, [...lines.slice(0, -1), lines[1].replace(/[^,]*$/, "many"), ""].join("\r\n"));
  const { found } = await problems(dir);
  assert.equal(found.length, 1);
  assert.match(found[0], /^outcome/);
  const wrong = text(dir).replace('"integer"', '"whole"');
  writeFileSync(join(dir, "datapackage.json"), wrong);
  assert.notDeepEqual((await problems(dir)).found.length, 1);
}

try {
  run("run", golden("small.cfg"), "--reform", golden("reform_everything.cfg"), golden("reform_families.cfg"), "--draws", "2", "--replicates", "2", "-o", at("a.sqlite"), "-q");
  const all = await whole(at("a.sqlite"), at("all"));
  await filtered(at("a.sqlite"), all);
  await notices(at("all"));
  console.log(`datapackage.json is valid; ${all.resources.length} tables hold what it says`);
} finally {
  rmSync(folder, { recursive: true });
}
