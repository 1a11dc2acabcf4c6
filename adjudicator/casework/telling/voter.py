"""One sentence to the voter, or a few short ones: what becomes of the ballot, and why. The same words in every place.

Screens, letters and approval fill it with what is known of the envelope; files of a release with nothing that helps to tell
who the voter is. It follows what a person determined: where that departs from the recommendation, nothing is said of the
grounds that the rules found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from adjudicator.casework.telling.voter_english import ENGLISH
from adjudicator.casework.telling.wording import Wording
from adjudicator.records.findings import CAST_TOO_LATE, RULED_OUT

LIMITS = (
    "president_only", "wrong_party", "wrong_style", "wrong_precinct", "wrong_county", "registered_too_late_for",
    "federal_only",
)  # fmt: skip
"""Limits in the law's own order."""

BESIDE_LAW = (CAST_TOO_LATE, RULED_OUT)
"""What takes contests out that no pack says: a court's order for others alone, and the board on one ballot."""

BOTH_BALLOTS = frozenset({"wrong_style", "wrong_precinct"})
"""Limits to the contests that stand on both ballots."""

TOLD_MARKS = ("kept_apart", "cancel_absentee", "send_statement")
"""Marks of a ballot that counts which a voter is told of, beside the limits."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a voter is told of.

    `codes` are the reasons of a ballot not counted, primary first, or the holds of one held, in the law's own order;
    `matter` is the hold that ran out or was ruled on where the primary reason does not say it; `marks` as recorded.
    """

    outcome: str
    codes: tuple[str, ...] = ()
    matter: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a sentence may name; whatever is missing, it reads without.

    Of the election: its day, the last day to register, the last of an early move to another county (`county_date`), the
    last moment of the period, the office's telephone number. Of the envelope: places in words, the own county ("DeKalb
    County"), the day of voting, the other vote (a value of `voted_already`, and when), until when nobody came to sign,
    `detail` (the value of the fact that the reason rests on), the day of a registration form that was passed on, the day of
    an application made too late, places of the research list, how many contests count and which do not, by title, and which
    `identification` the law asks of the voter: "photo" (O.C.G.A. 21-2-417(b)), "documents" (417(c)), empty where that is
    not to be told. `is_over` says that the period has run out: nobody is told what may still be done until then.
    """

    election_day: date | None = None
    closes: date | None = None
    last_moment: datetime | None = None
    number: str = ""
    place: str = ""
    own_place: str = ""
    shared_place: str = ""
    county: str = ""
    voted_on: date | None = None
    other_vote: str = ""
    other_vote_on: date | None = None
    unsigned_until: datetime | None = None
    detail: str = ""
    form_of: date | None = None
    looked_in: tuple[str, ...] = ()
    waited_for: tuple[str, ...] = ()
    counted: int | None = None
    left_out: tuple[str, ...] = ()
    county_date: date | None = None
    identification: str = ""
    applied_on: date | None = None
    is_over: bool = False


def voter_sentence(told: Told, about: Particulars, wording: Wording = ENGLISH) -> str:
    """What the voter is told, in the second person; of a code that the table does not know, the outcome alone."""
    saying = _Saying(told, about, wording)
    said = {"not_counted": saying.not_counted, "held": saying.held, "count_partial": saying.in_part}.get(told.outcome)
    if said is None:
        return _joined((wording.say(told.outcome, {}), saying.marks()))
    return said()


class _Saying:
    """One voter's sentence on its way."""

    def __init__(self, told: Told, about: Particulars, wording: Wording) -> None:
        self._told, self._about, self._wording = told, about, wording
        self._fields = {name: text for name, text in _fields(about, wording) if text}

    def not_counted(self) -> str:
        code = next(iter(self._told.codes), "")
        exact = (f"not_counted:{code}:{more}" for more in (self._about.detail, self._told.matter) if more)
        return self._first(*exact, f"not_counted:{code}", "not_counted")

    def held(self) -> str:
        holds = [hold for hold in self._told.codes if self._wording.has(f"waits:{hold}")]
        things = self._wording.listed(self._exactly("waits", hold) for hold in holds)
        fields = {"things": things} if things else {}
        bring = [hold for hold in holds if self._wording.has(f"still:{hold}")]
        still = "several" if len(bring) > 1 else next(iter(bring), "")
        until = "" if self._about.is_over else self._first(f"still:{still}")
        return _joined((self._wording.say("held", fields), until))

    def in_part(self) -> str:
        limits = [limit for limit in (*LIMITS, *BESIDE_LAW) if limit in self._told.marks]
        whys = (self._first(f"why:{limit}") for limit in limits)
        return _joined((*dict.fromkeys(whys), self._what(limits), self.marks()))

    def marks(self) -> str:
        return _joined(self._first(f"mark:{mark}") for mark in TOLD_MARKS if mark in self._told.marks)

    def _what(self, limits: list[str]) -> str:
        if not limits:
            return self._first("count_partial")
        what = "several" if len(limits) > 1 else "both" if limits[0] in BOTH_BALLOTS else limits[0]
        what = RULED_OUT if RULED_OUT in limits else what
        counted, left_out = self._about.counted, len(self._about.left_out)
        if counted is None:
            return self._first(f"what:{what}")
        tail = self._wording.say(f"tail:{_form(left_out)}", self._fields) if left_out else ""
        keys = (f"what:{what}:{_form(counted)}", f"what:{what}")
        return self._wording.first_of(keys, {**self._fields, "tail": tail})

    def _exactly(self, kind: str, code: str) -> str:
        return self._first(f"{kind}:{code}:{self._about.detail}", f"{kind}:{code}")

    def _first(self, *keys: str) -> str:
        return self._wording.first_of(keys, self._fields)


def _form(number: int) -> str:
    return "one" if number == 1 else "many"


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _fields(about: Particulars, wording: Wording) -> Iterable[tuple[str, str]]:
    """The places of sentences, each with its words, which are empty where nothing is known."""
    yield from (
        ("number", about.number),
        ("place", about.place),
        ("own_place", about.own_place),
        ("shared_place", about.shared_place),
        ("county", about.county),
        ("identification", wording.say(f"identification:{about.identification}", {})),
        ("looked_in", wording.listed(wording.say(f"looked:{place}", {}) for place in about.looked_in)),
        ("waited_for", wording.listed(wording.say(f"awaited:{place}", {}) for place in about.waited_for)),
        ("counted", "" if about.counted is None else f"{about.counted:,}"),
        ("left_out", f"{len(about.left_out):,}"),
        ("titles", ", ".join(about.left_out)),
    )
    on = {"on": wording.short_date(about.other_vote_on)} if about.other_vote_on else {}
    yield "other_vote", wording.say(f"vote:{about.other_vote}", on)
    for name, day in (("election_day", about.election_day), ("voted_on", about.voted_on), ("form_of", about.form_of)):
        yield name, wording.short_date(day) if day else ""
    for name, day in (("closes", about.closes), ("county_date", about.county_date), ("applied_on", about.applied_on)):
        yield name, wording.full_date(day) if day else ""
    yield "last_day", wording.week_day(about.last_moment) if about.last_moment else ""
    for name, at in (("last_moment", about.last_moment), ("unsigned_until", about.unsigned_until)):
        yield name, wording.moment(at) if at else ""
