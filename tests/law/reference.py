"""The contract once more, slow and literal: every completion is written out. It shares no code with the product.

Written from the text of determination.md sections 1 to 5: effects row by row, then outcome, needs and contests.
"""

from itertools import product


def listed(text):
    return text.split()


VALUES = {
    "ballot_in_envelope": "sealed one none more_than_one",
    "match": "certain chosen several none",
    "oath": "signed unsigned paper_missing",
    "registration": "registered not_found pending completed_late cancelled late never",
    "residence": "as_listed moved_in_county_unreported moved_in_county_reported moved_county_late moved_county_early "
    "moved_state_late moved_state_early unclear",
    "eligibility": "eligible felony under_age not_citizen incompetent deceased in_question",
    "voted_already": "no absentee_outstanding absentee_accepted absentee_rejected advance_vote election_day elsewhere "
    "other_provisional credit_in_question",
    "identification": "shown not_required missing supplied_in_time supplied_after_hours supplied_late",
    "home": "same_style other_style other_precinct other_county",
    "party": "not_a_primary entitled not_entitled",
    "cast": "before_5pm from_5pm_to_close in_line_at_closing court_extension not_election_day time_unknown",
    "court_order": "none in_force under_review vacated",
    "statement": "complete incomplete missing",
    "deadline": "open passed",
    "ruling": "none count do_not_count",
}
VALUES = {fact: listed(values) for fact, values in VALUES.items()}

ASKED = listed(
    "oath match registration residence eligibility voted_already identification party cast court_order statement home "
    "deadline ballot_in_envelope ruling"
)
REASONS = listed(
    "ballot_missing already_voted not_registered registered_late completed_late not_eligible not_resident wrong_party "
    "wrong_county wrong_precinct statement_defective no_identification oath_unsigned papers_missing board_ruling "
    "unable_to_determine no_entitled_contest"
)
LIMITS = listed("president_only wrong_style wrong_precinct wrong_county registered_too_late_for")
STATEWIDE = ("federal_statewide", "statewide", "statewide_measure")
FEDERAL = ("federal_statewide", "congressional")


class One:
    """One completion: what follows from facts that are all known."""

    def __init__(self, facts, pack, ballot):
        self.facts, self.pack, self.ballot = facts, pack, ballot
        self.reasons, self.holds, self.marks, self.limits = set(), set(), set(), {}
        self.papers()
        self.person()
        self.votes()
        self.court()
        if facts["registration"] == "registered":
            self.residence()
            self.place()
            self.rest()
        self.kept = {c for c in ballot["cast"] if all(c in keep for keep in self.limits.values())}
        if facts["registration"] == "registered" and not self.kept:
            self.reasons.add("no_entitled_contest")

    def clock(self, hold, reason):
        if self.facts["deadline"] == "open":
            self.holds.add(hold)
        else:
            self.reasons.add(reason)

    def board(self, hold):
        if self.facts["ruling"] == "none":
            self.holds.add(hold)
        if self.facts["ruling"] == "do_not_count":
            self.reasons.add("board_ruling")

    def limit(self, code, keep):
        self.limits[code] = set(keep)
        self.marks.add(code)

    def papers(self):
        facts = self.facts
        if facts["ballot_in_envelope"] == "none":
            self.reasons.add("ballot_missing")
        if facts["ballot_in_envelope"] == "more_than_one":
            self.board("several_ballots")
        if facts["match"] == "several":
            self.clock("elector_unclear", "unable_to_determine")
        if facts["oath"] == "unsigned":
            self.clock("oath_unsigned", "oath_unsigned")
        if facts["oath"] == "paper_missing":
            self.clock("papers_missing", "papers_missing")
        if facts["identification"] == "missing":
            self.clock("no_identification", "no_identification")
        if facts["identification"] == "supplied_after_hours":
            self.board("identification_after_hours")
        if facts["identification"] == "supplied_late":
            self.reasons.add("no_identification")
        if facts["party"] == "not_entitled":
            self.reasons.add("wrong_party")

    def person(self):
        registration, eligibility = self.facts["registration"], self.facts["eligibility"]
        if registration in ("not_found", "pending"):
            self.clock("registration_unclear", "unable_to_determine")
        if registration == "completed_late":
            self.reasons.add("completed_late")
        if registration in ("cancelled", "never"):
            self.reasons.add("not_registered")
        if registration == "late":
            self.reasons.add("registered_late")
        if eligibility in ("felony", "under_age", "not_citizen", "incompetent", "deceased"):
            self.reasons.add("not_eligible")
        if eligibility == "in_question":
            self.clock("eligibility_unclear", "unable_to_determine")

    def residence(self):
        residence = self.facts["residence"]
        if residence in ("moved_county_early", "moved_state_early"):
            self.reasons.add("not_resident")
        if residence == "moved_state_late":
            self.limit("president_only", self.ballot["president"])
        if residence == "unclear":
            self.clock("residence_unclear", "unable_to_determine")

    def votes(self):
        voted = self.facts["voted_already"]
        if voted in ("absentee_accepted", "advance_vote", "election_day", "elsewhere"):
            self.reasons.add("already_voted")
        if voted == "absentee_outstanding":
            self.marks.add("cancel_absentee")
        if voted == "absentee_rejected":
            self.board("absentee_rejected")
        if voted == "other_provisional":
            self.board("two_envelopes")
        if voted == "credit_in_question":
            self.clock("credit_unclear", "unable_to_determine")

    def court(self):
        if self.facts["cast"] != "court_extension":
            return
        if self.ballot["federal"]:
            self.marks.add("kept_apart")
        if self.facts["court_order"] == "none":
            self.board("court_order_missing")
        if self.facts["court_order"] == "under_review":
            self.holds.add("court_order_under_review")
        if self.facts["court_order"] == "vacated":
            self.board("court_order_vacated")

    def place(self):
        home, both = self.facts["home"], self.ballot["home"]
        if home == "other_style":
            self.limit("wrong_style", both)
        if home == "other_county":
            if self.pack == "georgia-2020-sos":
                self.limit("wrong_county", self.ballot["statewide"])
            else:
                self.reasons.add("wrong_county")
        if home == "other_precinct":
            if self.pack == "georgia-2021":
                self.place_2021(both)
            else:
                self.limit("wrong_precinct", both)

    def place_2021(self, both):
        cast, complete = self.facts["cast"], self.facts["statement"] == "complete"
        if cast == "not_election_day":
            self.limit("wrong_style", both)
        elif cast in ("before_5pm", "court_extension"):
            self.reasons.add("wrong_precinct")
        elif not complete:
            self.reasons.add("statement_defective")
        else:
            if cast in ("in_line_at_closing", "time_unknown"):
                self.board("cast_time_unclear")
            self.limit("wrong_precinct", both)
            self.marks.add("send_statement")

    def rest(self):
        late = self.ballot["late"] & set(self.ballot["cast"])
        if late:
            self.limit("registered_too_late_for", set(self.ballot["cast"]) - late)

    @property
    def kind(self):
        if self.reasons:
            return "not_counted"
        if self.holds:
            return "held"
        return "in_full" if self.kept == set(self.ballot["cast"]) else "in_part"

    @property
    def matters(self):
        if self.reasons:
            return ("not_counted",)
        return (self.kind, frozenset(self.kept), frozenset(self.marks & {"kept_apart", "send_statement"}))


def ballot_of(election, cast_style, home_style, too_late_for):
    contests = election.contests
    return {
        "cast": list(election.styles[cast_style]),
        "home": set(election.styles[home_style]) if home_style else set(),
        "statewide": {c for c in contests if contests[c].level in STATEWIDE},
        "president": {c for c in contests if president(contests, contests[c])},
        "late": set(too_late_for),
        "federal": any(contest.level in FEDERAL for contest in contests.values()),
    }


def president(contests, contest):
    if any(other.office for other in contests.values()):
        return contest.office == "president"
    named = contest.title == "President" or contest.title.startswith("President of")
    return contest.level == "federal_statewide" and named


def recommend(pack, election, facts, cast_style, home_style, too_late_for=()):
    """Everything the contract says of one query, as plain lists; the home style must be known where it matters."""
    ballot = ballot_of(election, cast_style, home_style, too_late_for)
    unknown = [fact for fact in VALUES if fact not in facts]
    done = {
        values: One({**facts, **dict(zip(unknown, values, strict=True))}, pack, ballot)
        for values in product(*(VALUES[fact] for fact in unknown))
    }
    every = list(done.values())
    counting = [one for one in every if not one.reasons]
    holds = set.intersection(*(one.holds for one in every))
    needs = [] if not counting else sorted(needed(done, unknown), key=ASKED.index)
    if not counting:
        outcome = "not_counted"
    elif holds:
        outcome = "held"
    elif needs:
        outcome = "incomplete"
    else:
        outcome = {"in_full": "count_full", "in_part": "count_partial"}[counting[0].kind]
    return {
        "outcome": outcome,
        "reasons": sorted(set.intersection(*(one.reasons for one in every)), key=REASONS.index),
        "holds": sorted(holds),
        "needs": needs,
        "marks": sorted(set.intersection(*(one.marks for one in every))),
        "contests": [(c, *verdict(c, counting, every)) for c in ballot["cast"]],
    }


def needed(done, unknown):
    for place, fact in enumerate(unknown):
        lines = {}
        for values, one in done.items():
            lines.setdefault(values[:place] + values[place + 1 :], set()).add(one.matters)
        if any(len(line) > 1 for line in lines.values()):
            yield fact


def verdict(contest, counting, every):
    relevant = counting or every
    out = [[code for code in LIMITS if code in one.limits and contest not in one.limits[code]] for one in relevant]
    if all(out):
        shared = [code for code in LIMITS if all(code in codes for codes in out)]
        anywhere = [code for code in LIMITS if any(code in codes for codes in out)]
        return False, (shared or anywhere)[0]
    if not counting:
        return False, None
    return (None if any(out) else True), None
