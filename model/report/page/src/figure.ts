// SPDX-License-Identifier: GPL-3.0-or-later
// The frame that every picture stands in: what was found in words, the picture, what it counts,
// its table, and buttons for CSV and SVG.
import { el, save } from "./dom";
import { savePng, saveSvg, type Caption, type Part } from "./export";
import { count, csvCell, visible } from "./words";

export type CellText = string | number | null;
export interface Column {
  name: string;
  show?: (x: CellText, row: CellText[]) => string;
  wide?: boolean;
}
/** Rows may hold more than the columns: what `show` wants to know of the row. */
export interface Table {
  columns: Column[];
  rows: CellText[][];
  grouped?: boolean;
} // by the first column
export interface Picture {
  id: string;
  question: string;
  title?: string; // at most 14 words; else the question stands in its place
  under?: string; // what is counted: goes with the picture into a file
  finding: string;
  notes: string[]; // unit, denominator, number of runs, Monte Carlo error, source
  draw: (width: number) => (Element | null)[];
  table: Table;
  open?: boolean; // the table is the picture
}

export function csvOf(table: Table): string {
  const lines = [
    table.columns.map((c) => csvCell(c.name)),
    ...table.rows.map((r) => r.slice(0, table.columns.length).map(csvCell)),
  ];
  return `${lines.map((l) => l.join(",")).join("\r\n")}\r\n`;
}

function tableOf(table: Table, caption: string): HTMLTableElement {
  const isText = table.columns.map((_, i) => table.rows.every((r) => typeof r[i] !== "number"));
  const body = el("tbody"),
    first = table.grouped ? 1 : 0;
  let group: CellText = null;
  for (const row of table.rows) {
    const tr = el("tr");
    if (first && row[0] !== group)
      body.append(
        el(
          "tr",
          { class: "group" },
          el(
            "th",
            { scope: "colgroup", colspan: `${table.columns.length - 1}` },
            el("span", {}, String((group = row[0]))),
          ),
        ),
      );
    table.columns.forEach((column, i) => {
      if (i < first) return;
      const x = row[i];
      const text = column.show ? column.show(x, row) : x === null ? "" : String(x);
      const cell = i === first ? el("th", { scope: "row" }, text) : el("td", {}, text);
      if (!isText[i] || column.wide) cell.className = column.wide ? "wide" : "number";
      if (typeof x === "number") cell.dataset.value = String(x);
      tr.append(cell);
    });
    body.append(tr);
  }
  const head = el(
    "tr",
    {},
    ...table.columns.map((c, i) =>
      i < first
        ? null
        : el("th", { scope: "col", ...(isText[i] ? {} : { class: "number" }) }, c.name),
    ),
  );
  return el("table", {}, el("caption", {}, caption), el("thead", {}, head), body);
}

/** Of a picture on the other tab, as wide as it will be there. */
const widthOf = () =>
  Math.max(280, Math.min(1132, document.getElementById("report")!.clientWidth - 2 * EDGE()));
const EDGE = () => (innerWidth < 720 ? 14 : 24);

/** Puts a picture into its place, replacing what is there. */
export function show(place: HTMLElement, picture: Picture): void {
  const drawing = el("div", { class: "drawing" });
  const title = el("h3", { id: `${picture.id}-title` }, picture.title ?? picture.question);
  const png = el("button", { type: "button", class: "png" }, "PNG");
  const csv = el("button", { type: "button", class: "csv" }, "CSV");
  const svg = el("button", { type: "button", class: "svg" }, "SVG");
  csv.setAttribute("aria-label", `Save as CSV: ${visible(picture.question)}`);
  svg.setAttribute("aria-label", `Save as SVG: ${visible(picture.question)}`);
  png.setAttribute("aria-label", `Save as PNG: ${visible(picture.question)}`);
  csv.addEventListener("click", () =>
    save(`${picture.id}.csv`, "text/csv;charset=utf-8", csvOf(picture.table)),
  );
  const wasOpen = place.querySelector<HTMLDetailsElement>("details[data-rows]")?.open;
  const rows = picture.table.rows.length;
  const details = el(
    "details",
    { "data-rows": `${rows}` },
    el("summary", {}, rows ? `Table: ${count(rows, "row")}` : "No table"),
  );
  details.hidden = csv.hidden = !rows; // nothing to show, nothing to save
  // A table is made when it is first opened: some have thousands of rows.
  const fill = () => {
    if (details.open && !details.querySelector("table"))
      details.append(
        el(
          "div",
          {
            class: "scroll",
            tabindex: "0",
            role: "region",
            "aria-label": `Table: ${visible(picture.question)}`,
          },
          tableOf(picture.table, picture.question),
        ),
      );
  };
  details.addEventListener("toggle", fill);
  details.addEventListener("asylsim-fill", fill);
  details.open = wasOpen ?? picture.open ?? false;
  fill();
  const figure = el(
    "figure",
    { id: picture.id, "aria-labelledby": `${picture.id}-title` },
    title,
    el("p", { class: "finding" }, picture.finding),
    picture.under ? el("p", { class: "under" }, picture.under) : null,
    drawing,
    el("div", { class: "buttons" }, png, svg, csv),
    el(
      "details",
      { class: "notes" },
      el("summary", {}, "How to read this, and where it comes from"),
      el("figcaption", {}, ...picture.notes.filter(Boolean).map((n) => el("p", {}, n))),
    ),
    details,
    rows
      ? el(
          "p",
          { class: "unprinted" },
          `Not printed: the table (${count(rows, "row")}). The page itself has it.`,
        )
      : null,
  );
  place.replaceChildren(figure);
  const drawn = picture.draw(widthOf()).filter((x): x is Element => x !== null);
  for (const part of drawn) {
    // The picture is one image to a screen reader; Plot's labels of its parts would be noise.
    for (const g of part.querySelectorAll<SVGElement>("g[aria-label*='tick label']"))
      g.dataset.ticks = "";
    for (const g of part.querySelectorAll(
      "svg [aria-label], svg [aria-description], g[aria-label], g[aria-description]",
    )) {
      g.removeAttribute("aria-label");
      g.removeAttribute("aria-description");
    }
    for (const svg of part instanceof SVGElement ? [] : part.querySelectorAll("svg")) {
      svg.setAttribute("role", "img");
      svg.setAttribute(
        "aria-label",
        `${visible(picture.question)} The table below holds the numbers.`,
      );
    }
    if (part instanceof SVGElement && !part.getAttribute("role")) {
      part.setAttribute("role", "img");
      part.setAttribute(
        "aria-label",
        `${visible(picture.finding)} The table below holds the numbers.`,
      );
    }
    drawing.append(part);
  }
  const parts = (): Part[] =>
    drawn.flatMap((d) =>
      d instanceof SVGElement
        ? [{ svg: d }]
        : [...d.querySelectorAll("svg")].map((one) => ({
            svg: one as SVGElement,
            label: one.parentElement?.querySelector("h4")?.textContent ?? undefined,
          })),
    );
  if (parts().length === 0) {
    svg.remove();
    png.remove();
  }
  const caption = (): Caption => ({
    title: picture.title ?? picture.question,
    under: [picture.finding.replace(/([^.])$/, "$1."), picture.under].filter(Boolean).join(" "),
    source: picture.notes[picture.notes.length - 1] ?? "",
  });
  svg.addEventListener("click", () => saveSvg(picture.id, parts(), caption()));
  png.addEventListener("click", () => void savePng(picture.id, parts(), caption()));
}
