"""Why an answer was given against a record, or what explains a voter who differs: short reasons on keys, a closed table.

"Something else" wants a person's own words, which are sealed. The code of a reason stands in the record in the clear, so none
of them says anything about one voter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adjudicator.casework.acts.act import secret
from adjudicator.casework.sheet.questions import QUESTIONS, Option


@dataclass(frozen=True, slots=True)
class Why:
    """What a person gave as reason: the code of a short one, and their own words, which "other" needs."""

    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ShortReason:
    """One short reason: its code, its words, and the answers that it can stand for and the records against (empty: any)."""

    code: str
    words: str
    values: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    def fits(self, value: str, record: str) -> bool:
        """Whether it can be the reason for an answer against a record."""
        return value in (self.values or (value,)) and record in (self.against or (record,))


WHY_MISSING = "why_missing"
"""The refusal of what needs a short reason and got none."""

OTHER, OTHER_KEY = "other", "0"
"""The reason in a person's own words; it stands last, on the key 0."""

NOT_SURE = "not_sure"
"""What explains a voter who differs: nobody knows. Such an envelope is referred, and nobody is taken."""

_MISREAD = ShortReason("misread", "The paper says otherwise: it was entered wrongly")
_POLL_WORKER = ShortReason("poll_worker", "The poll worker confirms it")
_VOTER_TOLD = ShortReason("voter_told", "The voter said so")
_STATE_SYSTEM = ShortReason("state_system", "The state's system says so today")
_OFFICE = ShortReason("office_confirms", "The office that made the record confirms a mistake")
_NOTICE = ShortReason("notice", "An official notice names this voter")

_NOT_ELIGIBLE = ("felony", "under_age", "not_citizen", "incompetent", "deceased")
_VOTED = ("absentee_accepted", "advance_vote", "election_day", "other_provisional")
_CHECKED_IN = ("election_day",)
_LOST = ("felony", "incompetent")
_ABSENTEE = ("absentee_outstanding", "absentee_accepted", "absentee_rejected")

WHYS: Mapping[str, tuple[ShortReason, ...]] = {
    "oath": (
        _MISREAD,
        ShortReason("other_page", "The signature stands elsewhere in the papers", ("signed",)),
        ShortReason("not_the_oath", "What is signed is not the oath", ("unsigned",)),
    ),
    "identification": (
        _MISREAD,
        _POLL_WORKER,
        ShortReason("nothing_noted", "The papers name no identification that was seen", ("missing",)),
        ShortReason("wrong_code", "The code was ticked by mistake", ("shown",), ("missing",)),
        ShortReason("by_mail", "Voted by mail or from overseas: none had to be shown", ("not_required",)),
    ),
    "cast": (
        ShortReason("evening", "Morning written for evening: 07:05 means 19:05"),
        ShortReason("numbered_list", "The numbered list shows it"),
        _POLL_WORKER,
        _MISREAD,
    ),
    "statement": (_MISREAD, ShortReason("second_look", "A second person looked and agrees")),
    "match": (
        ShortReason("birth_date", "Another person of the same name: the full birth date was checked"),
        ShortReason("number_of_another", "The number on the papers is somebody else's"),
        _VOTER_TOLD,
    ),
    "registration": (
        _STATE_SYSTEM,
        ShortReason("other_person", "The row on the roll is another person's"),
        ShortReason("form_date", "The form or the licence office has another date"),
        _OFFICE,
    ),
    "residence": (
        _VOTER_TOLD,
        ShortReason("document", "A document in the papers shows it"),
        _STATE_SYSTEM,
        _MISREAD,
    ),
    "eligibility": (
        ShortReason("other_person", "The list means another person of the same name", ("eligible",)),
        ShortReason("shown_in_time", "Citizenship was shown in time", ("eligible",), ("in_question", "not_citizen")),
        ShortReason("restored", "The sentence is completed, or the right was restored", ("eligible",), _LOST),
        ShortReason("alive", "The voter was alive when voting", ("eligible",), ("deceased",)),
        ShortReason("of_age", "The full birth date shows the age", ("eligible", "under_age")),
        ShortReason("office_confirms", _OFFICE.words, ("eligible",)),
        ShortReason("notice", _NOTICE.words, (*_NOT_ELIGIBLE, "in_question")),
        ShortReason("challenge", "A challenge or complaint was received", ("in_question",)),
        ShortReason("voter_told", _VOTER_TOLD.words, (*_NOT_ELIGIBLE, "in_question")),
    ),
    "voted_already": (
        ShortReason("other_person", "Another person of the same name", ("no",)),
        ShortReason("cancelled", "The check-in was cancelled when the provisional ballot was given", ("no",), _CHECKED_IN),
        ShortReason("surrendered", "The absentee ballot was given up and cancelled", ("no",), _ABSENTEE),
        ShortReason("poll_book", "The numbered list or the poll book shows it", _VOTED),
        ShortReason("other_office", "The other county or state confirms it", ("elsewhere",)),
        ShortReason("voter_told", _VOTER_TOLD.words, (*_VOTED, "absentee_outstanding", "elsewhere")),
        _OFFICE,
    ),
    "party": (
        ShortReason("history", "The voter history or the primary's numbered list shows it", ("not_entitled",)),
        ShortReason("other_person", "The credit is another person's", ("entitled",)),
        _VOTER_TOLD,
        _OFFICE,
    ),
    "home": (
        ShortReason("street_list", "The street list has the address in another portion"),
        ShortReason("next_door", "The electors next door are in that portion"),
        _OFFICE,
    ),
}  # fmt: skip
"""Fact -> the short reasons for an answer against a record, in the order of their keys."""

ANYWHERE = (_MISREAD, _OFFICE)
"""The short reasons for a fact that has no table of its own."""

EXPLANATIONS: tuple[ShortReason, ...] = (
    ShortReason("name_changed", "The name has changed"),
    ShortReason("nickname", "A nickname or initials"),
    ShortReason("written_wrongly", "Written wrongly"),
    ShortReason("moved", "The voter has moved"),
)
"""What may explain that the elector taken for the voter differs from the papers."""

_SOMETHING_ELSE = ShortReason(OTHER, "Something else: write it")


def reasons_for(fact: str, value: str, record: str) -> tuple[Option, ...]:
    """The short reasons for an answer against a record, on their keys; the person's own words stand last, on 0."""
    fitting = (reason for reason in WHYS.get(fact, ANYWHERE) if reason.fits(value, record))
    return (*_on_keys(tuple(fitting)), Option(OTHER_KEY, _SOMETHING_ELSE.words, OTHER))


def explanations() -> tuple[Option, ...]:
    """What may explain that a voter differs, on their keys; "not sure" refers the envelope."""
    return (*_on_keys(EXPLANATIONS), Option(OTHER_KEY, "Not sure: refer to a supervisor", NOT_SURE))


def is_reason(fact: str, why: Why) -> bool:
    """Whether a person may give this: a code of the fact's own, an answer's, or other with words."""
    if why.code == OTHER:
        return bool(why.words.strip())
    return why.code in _codes(fact)


def why_data(why: Why | None) -> dict[str, Any]:
    """A reason as an entry has it, its words sealed, also where there are none; nothing without a reason."""
    return {"why": why.code, "note": secret(why.words)} if why is not None else {}


def why_words(fact: str, code: str) -> str:
    """A recorded reason as it is shown: "Another person of the same name"."""
    return _codes(fact).get(code) or code.replace("_", " ")


def _on_keys(reasons: tuple[ShortReason, ...]) -> tuple[Option, ...]:
    return tuple(Option(str(key), reason.words, reason.code) for key, reason in enumerate(reasons, 1))


def _codes(fact: str) -> Mapping[str, str]:
    """Every code that may stand in the record for a fact, with its words; an answer's own words go before the table's."""
    question = QUESTIONS.get(fact)
    own = {option.why: option.words for option in question.options if option.why} if question else {}
    explained = {reason.code: reason.words for reason in EXPLANATIONS} if fact == "match" else {}
    table = {reason.code: reason.words for reason in (*ANYWHERE, *WHYS.get(fact, ()))}
    return {**table, **explained, **own, OTHER: "Something else"}
