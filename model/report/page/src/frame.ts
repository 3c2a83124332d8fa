// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the pictures: the question, the tabs, the foot.
import type { Context } from "./context";
import type { Results } from "./data";
import { el } from "./dom";
import { heading, lede } from "./first";
import { printEverything } from "./press";
import { day } from "./reforms";

export function header(results: Results): HTMLElement {
  const { raw } = results;
  return el(
    "header",
    {},
    el("h1", {}, heading(results)),
    el(
      "p",
      { class: "stamp" },
      el("strong", {}, "Simulated. Not a forecast."),
      el("span", {}, `asylsim ${raw.version}${raw.made ? ` \u00b7 ${day(raw.made)}` : ""}`),
      el("span", {}, `digest ${raw.digest || "none (interrupted run)"}`),
      el("span", {}, "results and page CC BY 4.0"),
    ),
    el("p", { class: "lede" }, lede(results)),
    raw.complete
      ? null
      : el(
          "p",
          { class: "warning" },
          "The run was interrupted: these are the histories finished so far.",
        ),
  );
}

export function footer(results: Results, context: Context): HTMLElement {
  const all = el("button", { type: "button" }, "Print everything");
  all.addEventListener("click", printEverything);
  return el(
    "footer",
    {},
    el(
      "p",
      {},
      `A simulation of rules, not a forecast. ${results.title(0)}. ${results.assumption()} ${context.runs()}`,
    ),
    el(
      "p",
      {},
      `Results and page: Creative Commons Attribution 4.0 (CC BY 4.0); please credit asylsim ${results.raw.version} and give the digest. Program: GPL-3.0-or-later. Made by asylsim ${results.raw.program}. This page loads nothing from any network.`,
    ),
    el(
      "p",
      { class: "buttons" },
      all,
      "Otherwise the page prints as two sheets, one for the press and one on methods.",
    ),
  );
}

/** Tabs as the ARIA authoring practices have them: arrows go from one to the other. */
export function tabs(of: [string, string][], choose: (tab: string) => void): HTMLElement {
  const list = el("div", {
    role: "tablist",
    "aria-label": "Parts of this page",
    class: "tabs",
  });
  for (const [name, text] of of) {
    const tab = el(
      "button",
      { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}` },
      text,
    );
    tab.addEventListener("click", () => choose(name));
    tab.addEventListener("keydown", (e) => {
      if (e.key !== "ArrowRight" && e.key !== "ArrowLeft") return;
      const other = of.find(([n]) => n !== name)![0];
      choose(other);
      document.getElementById(`tab-${other}`)!.focus();
    });
    list.append(tab);
  }
  return list;
}
