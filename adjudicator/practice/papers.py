"""Reading `papers.csv` and `answers.csv`, and how far a canvass agrees with the known right answers.

`papers.csv`: one row an envelope, in the order of the envelope list; what a worker reads on the papers or learns by
asking, and never the match, the registration or the home, which come only by look-up. An empty cell: nothing to
tell, the ordinary case.

| column | holds |
|---|---|
| `envelope_number` | the envelope |
| `oath` | `signed`, `unsigned`, `paper_missing` |
| `identification` | at the polls: `shown`, `not_required`, `none` |
| `identification_arrived_at`, `identification_kind` | when something came later (local time, ISO 8601), and what |
| `cast_at` | the time on the papers (local, ISO 8601); empty where nobody wrote it down |
| `place`, `precinct_cast`, `style_cast`, `reasons` | as on the paper: right where the envelope list has a slip |
| `statement` | the sworn statement of the 2021 law: `complete`, `incomplete` (signed, but a part is missing), `missing` (or not signed) |
| `residence` | what the voter, asked, says of where he or she lived on election day, in the values of the fact `residence`; filled where the address differs from the roll by more than a slip of the pen, for inactive electors and for those on another county's list. Empty: at the listed address |
| `lived_at`, `lived_since` | that address on one line, and the day since when |
| `lived_precinct`, `lived_style` | what the street list says of that address, only after a move within the county that was reported in time: the home is there and not where the roll has it |
| `applied_on` | date of the registration form or license transaction that was found; `never`: the voter, asked, never applied before |
| `completed_on` | day on which the missing item of a pending application came |
| `eligibility` | what was established about a flag of the roll, in the values of the fact `eligibility` |
| `voted_already` | what was established about a credit in the files that looks wrong: `no` or `credit_in_question` |
| `notes` | a sentence of the worker's |
| `signature`, `secrecy_envelope`, `withdrawn`, `registration_data` | under a pack that asks it alone: trouble with it, in the values of the fact |
| `cured_at` | when the voter came to cure a signature or what the registration lacked (local time, ISO 8601) |

How `registration` follows: the elector found is active or inactive and registered by the closing date, or on a later
date with an `applied_on` by the closing: `registered`; on a later date otherwise: `late`. Pending: `registered` where
`completed_on` is election day or before, `completed_late` where it is after, else `pending`. Cancelled: `cancelled`.
Nobody found: `never` where `applied_on` says so, `late` where it is after the closing, else `not_found`. Where two
electors fit alike, the match is `several`, and stays so.

`answers.csv`: the right answer of each envelope; nothing that works on the envelopes may read it.
"""  # noqa: E501 - a table's rows cannot be broken

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Literal

from adjudicator.records.facts import FACTS, OF_PACKS

COUNTED = ("count_full", "count_partial")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a worker reads on one envelope's papers or learns by asking; the module's docstring defines each field."""

    envelope_number: str
    oath: str = ""
    identification: str = ""
    identification_arrived_at: str = ""
    identification_kind: str = ""
    cast_at: str = ""
    place: str = ""
    precinct_cast: str = ""
    style_cast: str = ""
    reasons: str = ""
    statement: str = ""
    residence: str = ""
    lived_at: str = ""
    lived_since: str = ""
    lived_precinct: str = ""
    lived_style: str = ""
    applied_on: str = ""
    completed_on: str = ""
    eligibility: str = ""
    voted_already: str = ""
    notes: str = ""
    signature: str = ""
    secrecy_envelope: str = ""
    withdrawn: str = ""
    registration_data: str = ""
    cured_at: str = ""

    @property
    def never_applied(self) -> bool:
        """Whether the voter, asked, says never to have applied before."""
        return self.applied_on == "never"

    @property
    def application(self) -> date | None:
        """The day of the application that was found, if one was."""
        return date.fromisoformat(self.applied_on) if self.applied_on and not self.never_applied else None

    @property
    def completion(self) -> date | None:
        """The day on which a pending application's missing item came, if it did."""
        return date.fromisoformat(self.completed_on) if self.completed_on else None


TOLD = tuple(fact for fact in FACTS if fact not in (*OF_PACKS, "timing"))
"""The facts that every right answer has. What only other states ask stands behind them where the pack asks it (`asked_too`);
nobody knows when an envelope will be determined.
"""

CURED_AT = "cured_at"
PAPER_COLUMNS = tuple(field.name for field in fields(Paper) if field.name not in (*OF_PACKS, CURED_AT))
ANSWER_COLUMNS = (
    "envelope_number", *TOLD, "cast_style", "home_style", "registration_number", "outcome", "contests", "codes",
    "situation",
)  # fmt: skip


def asked_too(columns: Sequence[str], asks: Sequence[str], *others: str) -> tuple[str, ...]:
    """The columns of a file, and behind them those on what a pack asks beyond Georgia's; none more where it asks nothing."""
    return (*columns, *asks, *others) if asks else tuple(columns)


@dataclass(frozen=True, slots=True)
class RightAnswer:
    """The known right answer of one envelope.

    `facts` leaves out what cannot be known of a voter off the roll; `home_style` is empty there and for other
    counties' electors; `contests` are those that count, in ballot order, none while held; `codes` the reasons or
    holds behind the outcome; `situation` the story it was made from.
    """

    envelope_number: str
    facts: Mapping[str, str]
    cast_style: str
    home_style: str
    registration_number: str
    outcome: str
    contests: tuple[str, ...]
    codes: tuple[str, ...]
    situation: str


@dataclass(frozen=True, slots=True)
class Miss:
    """An envelope whose outcome or contests differ from the right answer."""

    envelope_number: str
    kind: Literal["outcome", "contests", "undecided"]
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Share of the envelopes that agree, 0 to 1 (1 where there are none), and those that do not, by number."""

    share: float
    misses: tuple[Miss, ...]


def read_papers(path: Path) -> dict[str, Paper]:
    """The papers by envelope number, in the file's order; refuses other columns (ValueError)."""
    return {row["envelope_number"]: Paper(**row) for row in _rows(path, PAPER_COLUMNS, CURED_AT)}


def read_answers(path: Path) -> dict[str, RightAnswer]:
    """The right answers by envelope number, in the file's order; refuses other columns (ValueError)."""
    return {row["envelope_number"]: _answer(row) for row in _rows(path, ANSWER_COLUMNS)}


def agreement(answers: Mapping[str, RightAnswer], got: Mapping[str, tuple[str, Sequence[str]]]) -> Agreement:
    """Compares outcome and counted contests by envelope number; contests matter only where a ballot is counted."""
    misses = [miss for number, answer in answers.items() if (miss := _miss(answer, got.get(number)))]
    share = (len(answers) - len(misses)) / len(answers) if answers else 1.0
    return Agreement(share, tuple(misses))


def _miss(answer: RightAnswer, got: tuple[str, Sequence[str]] | None) -> Miss | None:
    if got is None:
        return Miss(answer.envelope_number, "undecided", answer.outcome, "")
    outcome, contests = got
    if outcome != answer.outcome:
        return Miss(answer.envelope_number, "outcome", answer.outcome, outcome)
    if outcome in COUNTED and set(contests) != set(answer.contests):
        return Miss(answer.envelope_number, "contests", ";".join(answer.contests), ";".join(contests))
    return None


def _rows(path: Path, columns: tuple[str, ...], *others: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        there = tuple(reader.fieldnames or ())
        asks = tuple(fact for fact in FACTS if fact in OF_PACKS and fact in there)
        if there != asked_too(columns, asks, *others):
            msg = f"{path.name}: these are not the columns {', '.join(columns)}"
            raise ValueError(msg)
        return list(reader)


def _answer(row: Mapping[str, str]) -> RightAnswer:
    return RightAnswer(
        envelope_number=row["envelope_number"],
        facts={fact: row[fact] for fact in FACTS if row.get(fact)},
        cast_style=row["cast_style"],
        home_style=row["home_style"],
        registration_number=row["registration_number"],
        outcome=row["outcome"],
        contests=tuple(row["contests"].split(";")) if row["contests"] else (),
        codes=tuple(row["codes"].split(";")) if row["codes"] else (),
        situation=row["situation"],
    )
