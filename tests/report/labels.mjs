// SPDX-License-Identifier: GPL-3.0-or-later
/** What stands on the other tab is seen too. */
export const bothTabs = (page) => page.$$eval("[role=tabpanel]", (all) => all.forEach((p) => { p.hidden = false; }));

/** What a label must not do: leave its picture, be cut, lie upon another; and the page must not
 *  be wider than the window. */
export async function labelFaults(page) {
  await bothTabs(page);
  return page.evaluate(() => {
    const faults = [];
    for (const svg of document.querySelectorAll("figure .drawing svg, .hundreds svg")) {
      const id = svg.closest("figure, article").id || "card", box = svg.getBoundingClientRect(), seen = [];
      for (const text of svg.querySelectorAll("text")) {
        if (text.querySelector("tspan")?.querySelector("title")) continue;
        const own = text.getBoundingClientRect(), said = text.textContent.trim();
        if (!said) continue;
        if (own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1) faults.push(`${id}: outside: ${said}`);
        if (/(\u2026|\.\.\.)$/.test(said)) faults.push(`${id}: cut: ${said}`);
        if (/rotate\(-?[1-9]/.test(text.getAttribute("transform") ?? "") || text.closest("g[transform*=rotate]")) continue;
        for (const other of seen)
          if (Math.min(own.right, other.box.right) - Math.max(own.left, other.box.left) > 1.5 && Math.min(own.bottom, other.box.bottom) - Math.max(own.top, other.box.top) > 4)
            faults.push(`${id}: overlap: ${said} | ${other.said}`);
        seen.push({ box: own, said, lines: [...text.querySelectorAll("tspan")].map((t) => t.getBoundingClientRect()) });
      }
      // the zero line must not run through a label: paper lies between them
      for (const rule of svg.querySelectorAll("g[stroke=currentColor]:not([stroke-opacity]) > line")) {
        const line = rule.getBoundingClientRect();
        if (line.width > 2 || line.height < 20) continue;
        const paper = [...svg.querySelectorAll("rect")].filter((r) => r.getAttribute("fill") === "var(--paper)" && rule.compareDocumentPosition(r) & Node.DOCUMENT_POSITION_FOLLOWING)
          .map((r) => r.getBoundingClientRect()).filter((r) => r.left <= line.left && r.right >= line.right).sort((a, b) => a.top - b.top);
        for (const { own, said } of seen.flatMap((t) => (t.lines.length ? t.lines : [t.box]).map((own) => ({ own, said: t.said })))) {
          if (own.left >= line.left || own.right <= line.right || own.top < line.top || own.bottom > line.bottom) continue;
          let covered = own.top + 2;
          for (const r of paper) if (r.top <= covered) covered = Math.max(covered, r.bottom);
          if (covered < own.bottom - 2) faults.push(`${id}: the zero line runs through: ${said}`);
        }
      }
    }
    for (const h of document.querySelectorAll("h1, h3")) if (h.textContent.trim().split(/\s+/).length > 14) faults.push(`more than 14 words: ${h.textContent}`);
    for (const h of document.querySelectorAll("h1, h2, h3, h4, figcaption p")) if (/(\u2026|\.\.\.)$/.test(h.textContent.trim())) faults.push(`cut: ${h.textContent}`);
    if (document.scrollingElement.scrollWidth > innerWidth) faults.push(`page ${document.scrollingElement.scrollWidth} pixels wide`);
    return faults;
  });
}
