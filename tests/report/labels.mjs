// SPDX-License-Identifier: GPL-3.0-or-later
/** What a label must not do: leave its picture, be cut, lie upon another; and the page must not
 *  be wider than the window. */
export function labelFaults(page) {
  return page.evaluate(() => {
    const faults = [];
    for (const svg of document.querySelectorAll("figure .drawing svg")) {
      const id = svg.closest("figure").id, box = svg.getBoundingClientRect(), seen = [];
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
        seen.push({ box: own, said });
      }
    }
    for (const h of document.querySelectorAll("h1, h3, h4, figcaption p")) if (/(\u2026|\.\.\.)$/.test(h.textContent.trim())) faults.push(`cut: ${h.textContent}`);
    if (document.scrollingElement.scrollWidth > innerWidth) faults.push(`page ${document.scrollingElement.scrollWidth} pixels wide`);
    return faults;
  });
}
