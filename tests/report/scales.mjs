// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn side by side is drawn on one scale, measured in pixels on the screen.
import assert from "node:assert/strict";

/** Half a pixel: what rounding may move an edge. */
const EDGE = 0.5;

/** Of each drawing of the journeys: the bars of the stages and the bands of the ways. */
const worlds = (page) => page.$$eval("#journeys .drawing svg", (all) => all.map((svg) => {
  const origin = svg.getBoundingClientRect();
  const told = (mark) => /^(.*): ([\d,.]+) persons$/.exec(mark.querySelector("title").textContent);
  const bars = [...svg.querySelectorAll("rect")].filter((r) => r.querySelector("title")).map((r) => {
    const box = r.getBoundingClientRect(), [, name, n] = told(r);
    return { name, persons: +n.replaceAll(",", ""), x: box.x - origin.x, y: box.y - origin.y, height: box.height };
  });
  const bands = [...svg.querySelectorAll("path")].filter((p) => p.querySelector("title")).map((p) => {
    const [, name, n] = told(p), at = p.getAttribute("d").match(/-?[\d.]+(?:e-?\d+)?/g).map(Number);
    const [top, topTo, bottomTo, bottom] = [at[1], at[7], at[8], at.at(-1)]; // M, C, V, C: a ribbon
    return { name, persons: +n.replaceAll(",", ""), height: bottom - top, end: bottomTo - topTo };
  });
  return { bars, bands };
}));

/** Both worlds: as many pixels a person, and each stage in the same place. */
export async function journeysShareScale(page) {
  const drawn = await worlds(page);
  assert.equal(drawn.length, 2);
  const all = drawn.flatMap((w) => w.bars), largest = all.reduce((a, b) => (a.persons > b.persons ? a : b));
  const scale = largest.height / largest.persons;
  assert.ok(largest.height > 100 && all.length > 10, "bars that can be measured");
  for (const { bars, bands } of drawn) {
    for (const { name, persons, height } of [...bars, ...bands].filter((m) => m.height > 1 + EDGE))
      assert.ok(Math.abs(height - persons * scale) <= EDGE, `${name}: ${persons} persons are ${height.toFixed(1)} pixels high, not ${(persons * scale).toFixed(1)}`);
    assert.ok(bands.length > 5, "ways");
    for (const { name, height, end } of bands) assert.ok(Math.abs(height - end) < EDGE, `${name}: ${height} and ${end} pixels high at its ends`);
  }
  const [before, after] = drawn.map((w) => new Map(w.bars.map((b) => [b.name, b])));
  const shared = [...before.keys()].filter((name) => after.has(name));
  assert.ok(shared.length > 5, "stages in both worlds");
  for (const name of shared)
    for (const of of ["x", "y"])
      assert.ok(Math.abs(before.get(name)[of] - after.get(name)[of]) <= EDGE, `${name}: ${of} ${before.get(name)[of]} and ${after.get(name)[of]}`);
}

/** Of each drawing with an upright axis: its label, and where its numbers stand. */
const axes = (page) => page.$$eval("figure .drawing svg", (all) => all.map((svg) => {
  const origin = svg.getBoundingClientRect(), texts = [...svg.querySelectorAll("text")].map((t) => ({ t: t.textContent, box: t.getBoundingClientRect() }));
  const label = texts.find(({ t }) => t.startsWith("\u2191"))?.t ?? "";
  const left = texts.filter(({ t, box }) => /^[\d,.]+$/.test(t) && box.right - origin.left < 60);
  return { id: svg.closest("figure").id, label, at: left.map(({ t, box }) => [+t.replaceAll(",", ""), box.y + box.height / 2 - origin.y]) };
}));

/** Panels of one picture whose axes say the same: the same number at the same height. */
export async function panelsShareScale(page) {
  const drawn = (await axes(page)).filter((a) => a.label && a.at.length > 1);
  const pairs = drawn.flatMap((a, i) => drawn.slice(i + 1).filter((b) => b.id === a.id && b.label === a.label).map((b) => [a, b]));
  for (const [a, b] of pairs) {
    const there = new Map(a.at);
    assert.deepEqual(b.at.map(([n]) => n), a.at.map(([n]) => n), `${a.id}: the numbers of ${a.label}`);
    for (const [n, y] of b.at) assert.ok(Math.abs(y - there.get(n)) <= EDGE, `${a.id}: ${n} of ${a.label} stands at ${y} and ${there.get(n)}`);
  }
  return pairs.length;
}

