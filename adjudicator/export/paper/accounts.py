"""Two pages of numbers to sign: provisional ballots cast and counted, and the comparison of what was received and counted.

Made from numbers alone. A number that does not fit is printed with what does not fit; nothing is held back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adjudicator.canvass.went_on import WENT_ON
from adjudicator.export.paper.page_words import over
from adjudicator.export.paper.summary import FOOT, PRACTICE, Figure
from adjudicator.export.paper.typeset import set_page
from adjudicator.law.telling.words import reason_words
from adjudicator.records.election import Election
from adjudicator.words import ENGLISH, Language, _, beside, capital, n_
from adjudicator.words import number as written
from adjudicator.words.dates import long_day_and_hour

LINES_TO_WRITE = 4
"""Empty lines for what explains a difference, where nothing is entered."""

SIGN_LATER = _("Sign only when nothing is open and the numbers add up.")
MEMBER = _("Member of the board")
COLUMNS = _("Provisional ballots"), _("Number")


@dataclass(frozen=True, slots=True)
class CastAndCounted:
    """What became of the provisional ballots; `not_counted` maps the code of the primary reason -> ballots."""

    cast: int
    count_full: int
    count_partial: int
    not_counted: Mapping[str, int]
    held: int = 0
    undecided: int = 0

    @property
    def counted(self) -> int:
        """Ballots that count in full or in part."""
        return self.count_full + self.count_partial

    @property
    def open(self) -> int:
        """Ballots of which nobody has decided yet for good."""
        return self.held + self.undecided

    @property
    def accounted(self) -> int:
        """The sum of what became of them."""
        return self.counted + sum(self.not_counted.values()) + self.open


@dataclass(frozen=True, slots=True)
class ReceivedAndCounted:
    """Ballots received, those that were not counted, and those in the county's results.

    `not_counted` maps the code of the primary reason -> ballots, `other` words for what else kept one that may count out of
    the count -> ballots ("no ballot in the envelope"). `explained` are the explanations entered, each a sentence.
    """

    received: int
    not_counted: Mapping[str, int]
    in_results: int
    other: Mapping[str, int] = field(default_factory=dict[str, int])
    explained: Sequence[str] = ()

    @property
    def wanted(self) -> int:
        """How many should be in the results."""
        return self.received - sum(self.not_counted.values()) - sum(self.other.values())

    @property
    def difference(self) -> int:
        """How many more are in the results than should be; negative where some are missing."""
        return self.in_results - self.wanted


def cast_and_counted(
    numbers: CastAndCounted,
    election: Election,
    now: datetime,
    *,
    practice: bool,
    language: Language = ENGLISH,
    went_on: Sequence[str] = (),
) -> bytes:
    """The page (PDF) with the numbers that O.C.G.A. 21-2-419(e) asks for; `now` carries the county's time zone.

    `went_on` are sentences on what was done although something stood in the way.

    While a ballot is held or undecided, and where the numbers do not add up, the page says so above everything.
    """
    rows: list[Figure] = [
        (_("Cast"), _figure(numbers.cast), 0),
        (_("Counted"), _figure(numbers.counted), 0),
        (_("In full"), _figure(numbers.count_full), 1),
        (_("In part: only the contests in which the voter may vote"), _figure(numbers.count_partial), 1),
        *_not_counted(numbers.not_counted),
    ]
    if numbers.open:
        rows.append((_("Held or undecided"), _figure(numbers.open), 0))
    outside = _not_final(numbers)
    data = {
        **_page(election, practice=practice, outside=outside),
        "title": _("Provisional ballots cast and counted"),
        "what": _(
            "The board's numbers for the report under O.C.G.A. 21-2-419(e), printed {when}. The Secretary of State "
            "designates the form of the report.",
            when=long_day_and_hour(now),
        ),
        "rows": rows,
        "notes_title": WENT_ON if went_on else "",
        "notes": list(went_on),
        "certify": SIGN_LATER if outside else _("We certify that these numbers are correct."),
        "sign": [_("Chair of the board of registrars"), MEMBER, MEMBER],
    }
    return _set(data, now, language)


def received_and_counted(
    numbers: ReceivedAndCounted, election: Election, now: datetime, *, practice: bool, language: Language = ENGLISH
) -> bytes:
    """The page (PDF) with the provisional ballots' part of the comparison that O.C.G.A. 21-2-421(b) wants.

    That paragraph is of 2021, and the page says so: a case of an earlier election may have it printed, too.

    A difference stands there with what explains it, or with empty lines for that. `now` carries the county's time zone.
    """
    rows: list[Figure] = [
        (_("Received"), _figure(numbers.received), 0),
        *_not_counted(numbers.not_counted),
        *_others(numbers.other),
        (_("Should be in the results"), _figure(numbers.wanted), 0),
        (_("Are in the results"), _figure(numbers.in_results), 0),
        (_("Difference"), _figure(numbers.difference), 0),
    ]
    explained = list(numbers.explained)
    wants_words = numbers.difference != 0 or bool(explained)
    data = {
        **_page(election, practice=practice, outside=_not_explained(numbers)),
        "title": _("Provisional ballots received and counted"),
        "what": _(
            "For the superintendent's comparison, which O.C.G.A. 21-2-421(b) has required since 2021, printed {when}. It "
            "covers provisional ballots only.",
            when=long_day_and_hour(now),
        ),
        "rows": rows,
        "notes_title": _notes_title(numbers) if wants_words else "",
        "notes": explained,
        "empty_lines": LINES_TO_WRITE if wants_words and not explained else 0,
        "certify": _("Compared and found as stated here."),
        "sign": [_("Election superintendent")],
    }
    return _set(data, now, language)


def _notes_title(numbers: ReceivedAndCounted) -> str:
    return _("What explains the difference") if numbers.difference else _("What was explained on the way")


def _not_counted(reasons: Mapping[str, int]) -> Iterator[Figure]:
    yield _("Not counted"), _figure(sum(reasons.values())), 0
    for code, number in reasons.items():
        if number:
            yield capital(reason_words(code)), _figure(number), 1


def _others(others: Mapping[str, int]) -> Iterator[Figure]:
    if any(others.values()):
        yield _("Not in the count for another reason"), _figure(sum(others.values())), 0
        yield from ((capital(words), _figure(number), 1) for words, number in others.items() if number)


def _not_final(numbers: CastAndCounted) -> str:
    still_open = n_(
        "Not final: {count} ballot is held or undecided.",
        "Not final: {count} ballots are held or undecided.",
        numbers.open,
    )
    apart = _(
        "These numbers do not add up: {cast} were cast, and {accounted} are accounted for.",
        cast=numbers.cast,
        accounted=numbers.accounted,
    )
    return beside(still_open if numbers.open else "", apart if numbers.cast != numbers.accounted else "")


def _not_explained(numbers: ReceivedAndCounted) -> str:
    if not numbers.difference or numbers.explained:
        return ""
    if numbers.difference > 0:
        return n_(
            "{count} ballot more is in the results than should be, and nothing explains it yet.",
            "{count} ballots more are in the results than should be, and nothing explains it yet.",
            numbers.difference,
        )
    return n_(
        "{count} ballot is missing from the results, and nothing explains it yet.",
        "{count} ballots are missing from the results, and nothing explains it yet.",
        -numbers.difference,
    )


def _figure(number: int) -> str:
    return written(number)


def _page(election: Election, *, practice: bool, outside: str) -> dict[str, Any]:
    return {
        "over": over(election),
        "practice": PRACTICE if practice else "",
        "outside": outside,
        "columns": list(COLUMNS),
        "notes_title": "",
        "notes": [],
        "empty_lines": 0,
        "foot": FOOT,
    }


def _set(data: Mapping[str, Any], now: datetime, language: Language) -> bytes:
    return set_page("account.typ", data, now, language, _lines)


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("practice", "outside", "over", "title", "what"):
        yield from (data[key], "") if data[key] else ()
    yield from (f"{'   ' * level}{words}: {number}" for words, number, level in data["rows"])
    yield from ("", data["notes_title"], *data["notes"], *(["_" * 80] * data["empty_lines"]))
    yield from ("", data["certify"], "", *(f"{'_' * 40}  {who}" for who in data["sign"]), "", data["foot"])
