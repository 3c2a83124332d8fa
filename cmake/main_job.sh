# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The main job, whose digest and table README shows: what run.sh simulates and tests/main_job
# holds. REFORMS, FEW, FEW_DRAWS, DRAWS, REPLICATES, SECOND_STREAMS and SEED may be set from
# outside. To be sourced in the project's folder.
draws=${DRAWS:-60}
replicates=${REPLICATES:-1}
second_streams=${SECOND_STREAMS:-10} # of the first draws: they tell chance from what is uncertain
seed=${SEED:-1}
# The four of the README. REFORMS="$(echo scenarios/reforms/*.cfg)" takes all there are.
reforms=${REFORMS:-scenarios/reforms/no-stc-russia-belarus.cfg scenarios/reforms/right-to-apply-terespol.cfg
  scenarios/reforms/no-ipa-north-caucasus.cfg scenarios/reforms/dublin-iv.cfg}
# What is asked first, each one overlay, on the first draws only: all recommendations together, all
# proposals together, and what each of the nine essays asks for. FEW= leaves them out.
few=${FEW-scenarios/packages/all-recommendations.cfg scenarios/packages/all-proposals.cfg $(echo scenarios/packages/essay-*.cfg)}
few_draws=${FEW_DRAWS:-20}

# main_job PROGRAM RESULTS
main_job() {
  # shellcheck disable=SC2086 # lists
  "$1" run scenarios/baseline.cfg --reform $reforms ${few:+--few $few --few-draws "$few_draws"} \
    --draws "$draws" --replicates "$replicates" --second-streams "$second_streams" \
    --seed "$seed" --force -o "$2"
}
