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
  pushed_back_off_post: "times | people are sent back to the line away from the posts",
  let_in_off_post: "are caught away from the posts and let in to claim",
  safe_route_visas: "come by a humanitarian visa",
  humanitarian_visas_refused: "are refused a humanitarian visa",
  dublin_remedies_right: "wrong transfers | are stopped by a court",
  dublin_remedies_won: "transfers | are stopped by a court",
  dublin_transfers_wrong: "are transferred although the decision was wrong",
  dublin_acceptances: "Dublin requests | are accepted",
  notice_hits: "checks | find a notice",
  notices_refused: "notices | are refused before they go out",
  held_at_border: "claims | go into the border procedure",
  days_detained_at_border: "person-days | are spent in detention at the border",
  external_transfers: "are brought to another country that is to examine the claim",
  external_transfers_at_risk: "at risk are brought to another country to be examined",
  inadmissible_external: "are told that another country is to examine their claim",
  occupation_deportations_known: "deportations from occupied territory | become known",
  refused_at_internal_border: "times | people are refused entry between two states",
  returned_by_agreement: "are stopped between two states and sent back at once",
  kept_by_internal_border: "give up moving on at the border between two states",
  spared_internal_protection: "are spared a referral to another part of their country",
  needs_unseen: "claim with special needs that nobody recognises",
  let_in_on_the_spot: "are let in where no claim is taken",
  left_for_green_border: "leave the crossing to cross away from the posts",
  claims_unexamined: "claims | are left unexamined after a crossing away from the posts",
  orders_at_line: "times | people are sent back with an order to leave",
  placed_after_crossing: "are let in and placed without free movement",
  status_reviews: "protected people | have their protection reviewed",
  status_ended: "lose their protection on a review",
  status_ended_at_risk: "still at risk lose their protection on a review",
  vulnerable_detained: "with special needs are detained",
  vulnerable_transferred: "with special needs are transferred under Dublin",
  vulnerable_fast: "with special needs are in a fast procedure",
  allocated_by_choice: "are to be allocated to a state that they chose",
  counselled: "have counsel before the first decision",
  decided_at_limit: "are decided when a binding time limit runs out",
  appeals_won: "appeals | are won",
  appeals_won_by_standard: "win an appeal that the court's own standard would lose",
  established_by_standard: "are found in need whom the state's own standard would refuse",
  persecuted_elsewhere: "are persecuted after a referral to another part of their country",
  attacks_prevented: "attempts on exiles | are prevented",
  killed_in_refuge: "are killed in a country of refuge",
  abducted_in_transit: "are abducted in a transit country",
  reception_withheld: "are given no reception because another state is responsible",
  given_up_on_assurances: "at risk are extradited on an assurance",
  returned_to_status: "return to the state that protects them",
  kept_for_return: "refused at the border are kept there for a return",
  detained_for_transfer: "are detained before a Dublin transfer",
  stayed_without_visa: "get no visa and stay at home",
  at_risk_without_visa: "at risk get no visa and stay at home",
  temporary_protection: "are given temporary protection as members of a group",
  departures_crackdown: "set out because of a crackdown",
  relatives_detained: "relatives | are arrested or detained at home",
  passports_seized: "relatives | have their passports seized",
  met_by_agents: "are questioned in transit by agents from home",
  displaced_registered: "leave occupied territory and register as displaced",
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
  const label = group ? group[1] || group[0] : "",
    plain = /^[A-Z][\w' ]*$/.test(label) && !/ and /.test(label); // can stand for "people"
  const whom =
    f.population === "all"
      ? ""
      : group
        ? plain
          ? label
          : `people (${label})`
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
