// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as a newspaper would say it. All sentences of the page are made here.
import type { Claim, Outcome, Results } from "./data";
import { value } from "./words";

/** What people do or what befalls them, after "1,200 more people ...". Where the subject is no
 *  person it stands before a bar. */
const PHRASES: Record<string, string> = {
  departures: "set out",
  kept_by_odds: "stay at home because of the odds at the border",
  border_admissions: "are let in to claim asylum",
  refusals_of_entry: "times | people are refused entry",
  waiting_at_crossing: "wait at the crossing",
  days_stranded: "person-days | are spent waiting to be let in",
  admitted_by_measure: "are let in because a measure of Strasbourg is obeyed",
  gave_up_at_crossing: "stop trying to cross for good",
  claims_first: "claim asylum",
  onward_moves: "move on to another state",
  detained_at_border: "are detained in the border procedure",
  refused_at_border: "are refused at the border and sent back across it",
  inadmissible_third_country: "are refused unheard because another country is called safe",
  inadmissible_first_country: "are refused unheard because of protection on the way",
  inadmissible: "are refused unheard",
  unheard_at_risk: "at risk are refused unheard",
  wrongful_refusals: "at risk are refused on the merits",
  refused_at_risk: "times | people at risk are refused",
  refusals_internal_protection: "in need are referred to another part of their country",
  decisions_merits: "get a decision on the merits",
  grants: "are recognised at first instance",
  dublin_requests: "Dublin requests | are made",
  dublin_transfers: "are transferred under Dublin",
  allocations: "are allocated to a state by a key",
  relocations: "are relocated",
  returns_voluntary: "go home voluntarily",
  returns_forced: "are returned home by force",
  returns: "go home or are returned",
  removals_third_country: "are removed to a transit country",
  home_after_removal: "at risk are home within a year of a removal",
  refouled_direct: "at risk are returned by force",
  refouled_chain: "at risk are sent home through other states",
  refouled: "at risk are returned, directly or through other states",
  seized_in_transit: "at risk are seized on the way",
  detained_in_transit: "are held on the way, to be removed",
  extradited: "are extradited by a transit country",
  deported_undesirable: "are deported from a transit country as undesirable",
  expelled_by_courts: "are expelled by courts of a transit country",
  handed_over: "are handed over without a procedure",
  local_not_registered: "ask a transit country for asylum and are not registered",
  local_grants: "are protected by a transit country",
  persecuted_after_return: "are persecuted after their return",
  documented_harm: "come to a harm that becomes known",
  measures_ignored: "are removed against an order of Strasbourg",
  notices_published: "notices | go out",
  notices_deleted: "notices | are deleted",
  requests_by_other_channels: "requests | go out through other channels",
  detained_on_notice: "times | people are detained on a notice or another request",
  refused_relatives_at_risk: "at risk as relatives of an activist are refused",
  relatives_pressed: "times | relatives at home are put under pressure",
  families_reunited: "relatives | join a protected person",
  relatives_held_back: "relatives | are held back without passports",
  found_in_hiding: "are found in hiding and brought back",
  temporary_places: "get a temporary place abroad",
  disheartened: "give up their claim for want of means and go home",
  displaced_to_mainland: "leave occupied territory for the rest of their country",
  occupation_bans: "are banned from their home in occupied territory",
  occupation_deportations: "are deported from occupied territory",
  backlog: "wait for a first decision",
  protected: "are protected in the end",
  without_status: "live without status in the end",
  ended_refouled: "are sent back into danger in the end",
  fate_waiting: "still wait for an answer at the end",
  fate_gave_up: "give up and go home",
  fate_safe_route: "are protected by a safe route",
  fate_seized_in_transit: "are seized on the way",
  fate_returned_persecuted: "are returned and persecuted",
  fate_returned_unharmed: "are returned and unharmed",
};

/** Two digits that count, as a newspaper rounds: 3,437 as 3,400; under a hundred as it is. */
export function rounded(x: number): string {
  const a = Math.abs(x);
  if (a < 1) return a.toLocaleString("en-GB", { maximumSignificantDigits: 1 });
  if (a < 100) return `${Math.round(a)}`;
  const unit = 10 ** (Math.floor(Math.log10(a)) - 1);
  return (Math.round(a / unit) * unit).toLocaleString("en-GB");
}

export interface Figure {
  metric: string;
  population: string;
  place: string;
  difference: number;
}

function where(results: Results, place: string, o: Outcome): string {
  if (place === "all") return "";
  const [from, to] = place.split(">");
  if (to !== undefined)
    return `${from ? ` from ${results.placeLabelOf(from)}` : ""}${to ? ` to ${results.placeLabelOf(to)}` : ""}`;
  return o.where === "crossing"
    ? ` at the crossing ${results.placeLabelOf(place)}`
    : ` ${o.name === "seized_in_transit" || o.where !== "pair" ? "in" : "from"} ${results.placeLabelOf(place)}`;
}

/** The sentence in two parts: how many, which is printed strongly, and what of them. */
export function sayParts(results: Results, f: Figure): [string, string] {
  const o = results.raw.outcomes[results.outcomeAt.get(f.metric) ?? -1];
  if (!o) return ["", f.metric];
  const many = f.difference < 0 ? "fewer" : "more",
    n = rounded(f.difference);
  const group = results.raw.groups.find((g) => g[0] === f.population);
  const whom =
    f.population === "all"
      ? ""
      : group
        ? group[1] || group[0]
        : `citizens of ${results.placeLabelOf(f.population)}`;
  if (o.unit === "share")
    return [
      value(Math.abs(f.difference), o, true).replace("+", ""),
      `${many === "more" ? "more" : "less"}: ${o.label}${where(results, f.place, o)}${whom ? `, ${whom}` : ""}`,
    ];
  const phrase = PHRASES[f.metric];
  if (!phrase)
    return [
      `${n} ${many}`,
      `of \u201c${o.label}\u201d${where(results, f.place, o)}${whom ? ` (${whom})` : ""}`,
    ];
  const [subject, verb] = phrase.includes("|")
    ? phrase.split("|").map((t) => t.trim())
    : ["", phrase];
  const one = n === "1" && !subject && !whom;
  return [
    `${n} ${many}`,
    `${subject || whom || (one ? "person" : "people")} ${one ? singular(verb) : verb}${where(results, f.place, o)}${subject && whom ? ` (${whom})` : ""}`,
  ];
}

const IRREGULAR: Record<string, string> = {
  are: "is",
  go: "goes",
  give: "gives",
  wait: "waits",
};
function singular(verb: string): string {
  return verb
    .split(" ")
    .map((w, i) => (i < 2 && IRREGULAR[w] ? IRREGULAR[w] : w))
    .join(" ");
}

export const say = (results: Results, f: Figure) => sayParts(results, f).join(" ");

/** A range as one says it: "1,429 to 29,664 fewer", "30 fewer to 561 more". */
export function rangeOf(low: number, high: number, o: Outcome): string {
  const one = (x: number) => value(Math.abs(x), o, true).replace("+", ""),
    more = o.unit === "share" ? "higher" : "more",
    fewer = o.unit === "share" ? "lower" : "fewer";
  if (low >= 0) return `${one(low)} to ${one(high)} ${more}`;
  if (high <= 0) return `${one(high)} to ${one(low)} ${fewer}`;
  return `${one(low)} ${fewer} to ${one(high)} ${more}`;
}

export const figureOf = (c: Claim): Figure => ({
  metric: c.metric,
  population: c.population,
  place: c.place,
  difference: c.difference[0] ?? NaN,
});
