"""The contract once more, slow and literal: every completion is written out. It shares no code with the product.

Written from the text of determination.md: the effects of section 2 row by row, outcome, needs and contests of section 3
over all completions, and what section 5 calls a bad query. It takes nothing of the product's but the election.
"""

from itertools import product
from math import prod


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
    "timing": "in_time determined_late clarified_late",
    "ruling": "none count do_not_count",
}
VALUES = {fact: listed(values) for fact, values in VALUES.items()}

OF_OTHER_STATES = {
    "signature": "accepted mismatch cured_in_time cured_late",
    "secrecy_envelope": "present missing",
    "withdrawn": "no withdrawn",
    "registration_data": "complete lacking supplied_in_time supplied_late",
}
"""Facts that a query may have and no rule of Georgia looks at."""
KNOWN = {**VALUES, **{fact: listed(values) for fact, values in OF_OTHER_STATES.items()}}

ASKED = listed(
    "oath match registration residence eligibility voted_already identification party cast court_order statement home "
    "deadline timing ballot_in_envelope ruling"
)
REASONS = listed(
    "ballot_missing already_voted not_registered registered_late completed_late not_eligible not_resident wrong_party "
    "wrong_county wrong_precinct statement_defective no_identification oath_unsigned papers_missing board_ruling "
    "unable_to_determine no_entitled_contest"
)
LIMITS = listed(
    "president_only wrong_party wrong_style wrong_precinct wrong_county registered_too_late_for cast_too_late_for"
)
STATEWIDE = ("federal_statewide", "statewide", "statewide_measure")
FEDERAL = ("federal_statewide", "congressional")
OBSERVED = {"kept_apart", "send_statement"}

TAKEN = {
    "after_last_day": "count",
    "completed_late": "not_counted",
    "wrong_party": "not_counted",
    "court_order_missing": "board",
    "court_order_under_review": "held",
    "court_order_vacated": "board",
    "identification_after_hours": "board",
    "absentee_rejected": "board",
    "two_envelopes": "board",
    "several_ballots": "board",
    "registered_too_late_for": "others_count",
    "wrong_style": "in_part",
    "statement_incomplete": "not_counted",
    "in_line_at_closing": "board",
    "time_unknown": "board",
}
"""What is taken where the law is silent, while no motion takes another choice: the positions of section 2."""


class Law:
    """A pack's name, the choices taken where the law is silent, and the board's rulings by hold where a case has them."""

    def __init__(self, pack, choices=(), rulings=None):
        self.pack = pack
        self.takes = {**TAKEN, **dict(choices)}
        self.rulings = rulings

    def ruling(self, facts, hold):
        return facts["ruling"] if self.rulings is None else self.rulings.get(hold, "none")


class Ballot:
    """What is on the cast ballot, and what each limit would keep of it."""

    def __init__(self, election, cast_style, home_style, too_late_for, cast_too_late_for=()):
        contests = election.contests
        self.cast = list(election.styles[cast_style])
        self.home_known = home_style is not None
        self.home = set(election.styles[home_style]) if self.home_known else set()
        self.statewide = {c for c in contests if contests[c].level in STATEWIDE}
        self.president = {c for c in contests if is_president(contests, contests[c])}
        self.no_party = {c for c in contests if not contests[c].party}
        self.late = set(too_late_for) & set(self.cast)
        self.shut = set(cast_too_late_for) & set(self.cast)
        self.federal = any(contest.level in FEDERAL for contest in contests.values())

    def homes(self):
        """What the voter's own ballot may have of this one: where it is not known, anything between all and nothing."""
        return [self.home] if self.home_known else [set(self.cast), set(), *({c} for c in self.cast)]


def is_president(contests, contest):
    if any(other.office for other in contests.values()):
        return contest.office == "president"
    named = contest.title == "President" or contest.title.startswith("President of")
    return contest.level == "federal_statewide" and named


class One:
    """One completion: what follows from facts that are all known, and from one home ballot."""

    def __init__(self, facts, law, ballot, home):
        self.facts, self.law, self.ballot, self.home = facts, law, ballot, home
        self.reasons, self.holds, self.marks, self.limits = set(), set(), set(), {}
        self.hangs_on_home_style = False
        self.papers()
        self.party()
        self.person()
        self.votes()
        self.court()
        if facts["timing"] != "in_time":
            self.after_the_last_day()
        if facts["registration"] == "registered":
            self.residence()
            self.place()
            self.too_late_contests()
        self.kept = {c for c in ballot.cast if all(c in keep for keep in self.limits.values())}
        if facts["registration"] == "registered" and not self.kept:
            self.reasons.add("no_entitled_contest")

    def clock(self, hold, reason):
        if self.facts["deadline"] == "open":
            self.holds.add(hold)
        else:
            self.reasons.add(reason)

    def board(self, hold):
        ruling = self.law.ruling(self.facts, hold)
        if ruling == "none":
            self.holds.add(hold)
        if ruling == "do_not_count":
            self.reasons.add("board_ruling")

    def silent(self, position, reason="board_ruling"):
        """Where the law is silent: what the position takes."""
        choice = self.law.takes[position]
        if choice == "board":
            self.board(position)
        elif choice == "count":
            self.marks.add("counts_by_motion")
        elif choice == "not_counted":
            self.reasons.add(reason)
        elif choice == "held":
            self.holds.add(position)
        else:
            raise AssertionError((position, choice))

    def limit(self, code, keep):
        self.limits[code] = set(keep)
        self.marks.add(code)

    def both_ballots(self, code):
        self.limit(code, self.home)
        self.hangs_on_home_style = not self.ballot.home_known

    def papers(self):
        facts = self.facts
        if facts["ballot_in_envelope"] == "none":
            self.reasons.add("ballot_missing")
        if facts["ballot_in_envelope"] == "more_than_one":
            self.silent("several_ballots")
        if facts["match"] == "several":
            self.clock("elector_unclear", "unable_to_determine")
        if facts["oath"] == "unsigned":
            self.clock("oath_unsigned", "oath_unsigned")
        if facts["oath"] == "paper_missing":
            self.clock("papers_missing", "papers_missing")
        if facts["identification"] == "missing":
            self.clock("no_identification", "no_identification")
        if facts["identification"] == "supplied_after_hours":
            self.silent("identification_after_hours")
        if facts["identification"] == "supplied_late":
            self.reasons.add("no_identification")

    def party(self):
        if self.facts["party"] != "not_entitled":
            return
        if self.law.takes["wrong_party"] == "no_party":
            self.limit("wrong_party", self.ballot.no_party)
        else:
            self.silent("wrong_party", "wrong_party")

    def person(self):
        registration, eligibility = self.facts["registration"], self.facts["eligibility"]
        if registration in ("not_found", "pending"):
            self.clock("registration_unclear", "unable_to_determine")
        if registration == "completed_late":
            self.silent("completed_late", "completed_late")
        if registration in ("cancelled", "never"):
            self.reasons.add("not_registered")
        if registration == "late":
            self.reasons.add("registered_late")
        if eligibility in ("felony", "under_age", "not_citizen", "incompetent", "deceased"):
            self.reasons.add("not_eligible")
        if eligibility == "in_question":
            self.clock("eligibility_unclear", "unable_to_determine")

    def after_the_last_day(self):
        choice = self.law.takes["after_last_day"]
        if choice == "count":
            self.marks.add("after_last_day")
        elif choice == "board":
            self.board("after_last_day")
        else:
            self.reasons.add("unable_to_determine")

    def residence(self):
        residence = self.facts["residence"]
        if residence in ("moved_county_early", "moved_state_early"):
            self.reasons.add("not_resident")
        if residence == "moved_state_late":
            self.limit("president_only", self.ballot.president)
        if residence == "unclear":
            self.clock("residence_unclear", "unable_to_determine")

    def votes(self):
        voted = self.facts["voted_already"]
        if voted in ("absentee_accepted", "advance_vote", "election_day", "elsewhere"):
            self.reasons.add("already_voted")
        if voted == "absentee_outstanding":
            self.marks.add("cancel_absentee")
        if voted == "absentee_rejected":
            self.silent("absentee_rejected")
        if voted == "other_provisional":
            self.silent("two_envelopes")
        if voted == "credit_in_question":
            self.clock("credit_unclear", "unable_to_determine")

    def court(self):
        if self.facts["cast"] != "court_extension":
            return
        if self.ballot.federal:
            self.marks.add("kept_apart")
        if self.facts["court_order"] == "none":
            self.silent("court_order_missing")
        if self.facts["court_order"] == "under_review":
            self.silent("court_order_under_review")
        if self.facts["court_order"] == "vacated":
            self.silent("court_order_vacated")
        if self.ballot.shut:
            self.limits["cast_too_late_for"] = set(self.ballot.cast) - self.ballot.shut

    def place(self):
        home = self.facts["home"]
        if home == "other_style":
            self.other_style()
        if home == "other_county":
            if self.law.pack == "georgia-2020-sos":
                self.limit("wrong_county", self.ballot.statewide)
            else:
                self.reasons.add("wrong_county")
        if home == "other_precinct":
            if self.law.pack == "georgia-2021":
                self.place_2021()
            else:
                self.both_ballots("wrong_precinct")

    def other_style(self):
        choice = self.law.takes["wrong_style"]
        if choice != "in_part":
            self.silent("wrong_style")
        if choice != "not_counted":
            self.both_ballots("wrong_style")

    def place_2021(self):
        cast, statement = self.facts["cast"], self.facts["statement"]
        hours = self.law.takes[cast] if cast in ("in_line_at_closing", "time_unknown") else cast
        lacking = statement == "incomplete" and self.law.takes["statement_incomplete"]
        if cast == "not_election_day":
            self.other_style()
        elif hours in ("before_5pm", "court_extension", "outside_hours"):
            self.reasons.add("wrong_precinct")
        elif statement == "missing" or lacking == "not_counted":
            self.reasons.add("statement_defective")
        else:
            if lacking:
                self.silent("statement_incomplete")
            if hours == "board":
                self.board("cast_time_unclear")
            self.both_ballots("wrong_precinct")
            self.marks.add("send_statement")

    def too_late_contests(self):
        if not self.ballot.late:
            return
        if self.law.takes["registered_too_late_for"] == "not_counted":
            self.reasons.add("registered_late")
        else:
            self.limit("registered_too_late_for", set(self.ballot.cast) - self.ballot.late)

    @property
    def kind(self):
        if self.reasons:
            return "not_counted"
        if self.holds:
            return "held"
        return "in_full" if self.kept == set(self.ballot.cast) else "in_part"

    @property
    def matters(self):
        """What two completions must differ in for a fact to be needed."""
        if self.reasons:
            return ("not_counted",)
        return (self.kind, frozenset(self.kept), frozenset(self.marks & OBSERVED))


def recommend(law, election, facts, cast_style, home_style, too_late_for=(), cast_too_late_for=()):  # noqa: PLR0917
    """Everything the contract says of one query, as plain lists.

    An unknown home style is one more unknown, whatever hangs on it is open, and it is asked for as `home`.
    """
    ballot = Ballot(election, cast_style, home_style, too_late_for, cast_too_late_for)
    unknown = [fact for fact in VALUES if fact not in facts]
    done = {
        (*values, place): One({**facts, **dict(zip(unknown, values, strict=True))}, law, ballot, home)
        for values in product(*(VALUES[fact] for fact in unknown))
        for place, home in enumerate(ballot.homes())
    }
    every = list(done.values())
    counting = [one for one in every if not one.reasons]
    holds = set.intersection(*(one.holds for one in every))
    needs = sorted(set(needed(done, [*unknown, "home"])), key=ASKED.index) if counting else []
    return {
        "outcome": outcome_of({one.kind for one in every}, holds, needs),
        "reasons": sorted(set.intersection(*(one.reasons for one in every)), key=REASONS.index),
        "holds": sorted(holds),
        "needs": needs,
        "marks": sorted(set.intersection(*(one.marks for one in every))),
        "contests": [(c, *verdict(c, counting, every)) for c in ballot.cast],
    }


def completions(facts):
    """How many completions `recommend` would write out: a query without any facts has more than memory holds."""
    return prod(len(VALUES[fact]) for fact in VALUES if fact not in facts)


def outcome_of(kinds, holds, needs):
    if set(kinds) == {"not_counted"}:
        return "not_counted"
    if holds:
        return "held"
    if needs:
        return "incomplete"
    return "count_full" if "in_full" in kinds else "count_partial"


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
    open_yet = any(out) or any(one.hangs_on_home_style for one in counting)
    return (None if open_yet else True), None


def complaints(election, query):
    """Place -> the values allowed there, for everything wrong with a query (section 5); a good one has none."""
    keys = ("facts", "cast_style", "home_style", *CLOSED)
    if not isinstance(query, dict):
        return {"query": set(keys)}
    wrong = {"query": set(keys)} if set(query) - set(keys) else {}
    facts = query.get("facts")
    if not isinstance(facts, dict) or set(facts) - set(KNOWN):
        wrong["query.facts"] = set(KNOWN)
    for fact in KNOWN if isinstance(facts, dict) else ():
        if not among(facts.get(fact), [*KNOWN[fact], None]):
            wrong[f"query.facts.{fact}"] = {*KNOWN[fact], "null"}
    if not among(query.get("cast_style"), list(election.styles)):
        wrong["query.cast_style"] = set(election.styles)
    if not among(query.get("home_style"), [*election.styles, None]):
        wrong["query.home_style"] = set(election.styles)
    for key in CLOSED:
        wrong |= closed_complaints(election, query.get(key), key)
    return wrong or home_style_complaints(query)


CLOSED = ("registered_too_late_for", "cast_too_late_for")


def closed_complaints(election, late, key):
    wrong = {}
    if late is not None and not isinstance(late, list):
        wrong[f"query.{key}"] = set(election.contests)
    for place, contest in enumerate(late if isinstance(late, list) else ()):
        if not among(contest, list(election.contests)):
            wrong[f"query.{key}[{place}]"] = set(election.contests)
    return wrong


def home_style_complaints(query):
    home, registration = query["facts"].get("home"), query["facts"].get("registration")
    cast_style, home_style = query["cast_style"], query.get("home_style")
    if home == "same_style" and home_style not in (None, cast_style):
        return {"query.home_style": {cast_style}}
    matters = home in (None, "other_style", "other_precinct") and registration in (None, "registered")
    return {"query.home_style": set()} if home_style is None and matters else {}


def among(value, allowed):
    """Whether a JSON value is one of these texts; 1 is not true, and nothing but text can be one."""
    return any(type(value) is type(one) and value == one for one in allowed)
