"""The keys that each kind of envelope needs, beside those that an experienced worker needed when this was first counted.

`python -m tests.walks.kinds` presses them all in the real window and prints the table; `--page` writes it to `docs/keys.md`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtTest import QTest

from adjudicator.casework.sheet.cards import cards_of
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import machine_salts, seeded_clock
from adjudicator.office.office import TimeAndChance
from adjudicator.practice.papers import read_answers
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from, make_ready
from tests.flows import practice_case as cases
from tests.flows.hands import settle
from tests.walks.keyboard import KeyboardHands
from ui.app import make_application
from ui.kit.window.frame import Frame
from ui.shell.window import Window

PATIENCE_MS = 10_000
PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
FRIDAY = datetime(2020, 11, 6, 20, 0, tzinfo=UTC)
COURSE, MANY = "course", "many"
PLANS = {
    COURSE: RehearsalPlan(20, 1, electors=3000, course=True),
    MANY: RehearsalPlan(120, 7, electors=3000),
}
"""Case -> what is in it: each of the twenty of the course, and those that the course has not."""


class Typed(str):
    """Words that are typed and counted apart: a day, a number of a precinct, a reason in one's own words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of envelope: what it is called, how many keys it took before, the keys now, and where one is found.

    `outcome` is what comes of it, empty for whichever; of a `slip` the precinct. `desk` is where it is done. `why` says why
    it may take more now, at `most` so many. Where nothing of the sort lies in a case, one is `prepare`d.
    """

    name: str
    before: int
    keys: tuple[str, ...]
    situation: str
    case: str = COURSE
    outcome: str = ""
    desk: str = "review"
    most: int = 0
    why: str = ""
    prepare: Callable[[Office, str], None] | None = None
    is_plain: bool = True
    slip: bool = False

    @property
    def now(self) -> int:
        """How many keys it takes, without what is typed."""
        return sum(not isinstance(key, Typed) for key in self.keys)

    @property
    def typed(self) -> str:
        """What is typed besides."""
        return ", ".join(key for key in self.keys if isinstance(key, Typed))


def _changed(office: Office, number: str, **changes: Any) -> None:
    """Have the list say something else of an envelope, as if it had been received so."""
    sheet = office.review.sheet(number)
    assert not isinstance(sheet, Refusal), number
    changes = {name: value for name, value in changes.items() if value != getattr(sheet.evidence.papers, name)}
    if not changes:
        return
    done = office.receive.correct(number, changes, "As on the paper.", sheet.state.version)
    assert not isinstance(done, Refusal), done


def _no_box(office: Office, number: str) -> None:
    _changed(office, number, id_shown=None)


def _boxes_ticked(office: Office, number: str) -> None:
    _changed(office, number, id_shown=True, oath_signed=True)


def _misspelt(office: Office, number: str) -> None:
    """A letter more in the last name, and no number of the registration."""
    sheet = office.review.sheet(number)
    assert not isinstance(sheet, Refusal), number
    last = sheet.evidence.papers.last_name
    _changed(office, number, last_name=f"{last[:-1]}x{last[-1]}", registration_number="")


ACCEPT, RECORD = "Enter", "Ctrl+Enter"
THREE = (ACCEPT, ACCEPT, RECORD)
HAPPENED = Typed("Read wrongly")
NOT_FOUND = ("2",) * 5
"""Each place of the search list: nothing found."""

LATE = (
    "the day of the application and its document are asked now: of all answers this is contested most in court, and the "
    "letter has to name the day"
)

SETTLED = (
    "before a hold, whatever could still lose the ballot is answered: two envelopes of one voter were missed where it was "
    "not"
)

KINDS: tuple[Kind, ...] = (
    Kind("plain", 3, THREE, "left_off", outcome="count_full"),
    Kind("wrong precinct", 3, THREE, "wrong_precinct", outcome="count_partial"),
    Kind("extended hours", 3, THREE, "extended_hours", outcome="count_full"),
    Kind("identification box empty", 4, ("1", *THREE), "wrong_precinct", case=MANY, prepare=_no_box),
    Kind("absentee outstanding", 4, (ACCEPT, ACCEPT, "2", RECORD), "absentee_outstanding", outcome="count_full"),
    Kind("voted already", 4, (ACCEPT, ACCEPT, "3", RECORD), "already_voted", outcome="not_counted"),
    Kind("two envelopes", 4, (ACCEPT, ACCEPT, "8", RECORD), "two_envelopes"),
    Kind("inactive elector", 4, (ACCEPT, "1", ACCEPT, RECORD), "inactive"),
    Kind("wrong county", 4, (ACCEPT, "1", ACCEPT, RECORD), "other_county", case=MANY),
    Kind("name written wrongly", 5, (ACCEPT, "1", "3", ACCEPT, RECORD), "wrong_precinct", case=MANY, prepare=_misspelt),
    Kind("moved to another county", 5, (ACCEPT, "1", "4", "4", RECORD), "moved_out_of_county"),
    Kind("moved to another state", 5, (ACCEPT, "1", "4", "6", RECORD), "moved_out_of_state", case=MANY),
    Kind("moved within the county", 6, (ACCEPT, "2", ACCEPT, RECORD), "moved_in_county", case=MANY),
    Kind(
        "applied in time (roll says late)", 4, (ACCEPT, "1", "1", Typed("Sep 28"), RECORD, ACCEPT, RECORD),
        "applied_in_time", outcome="count_full", most=6, why=LATE,
    ),
    Kind("no identification: hold", 3, (ACCEPT, ACCEPT, "H"), "no_identification", outcome="held"),
    Kind("oath not signed: hold", 3, (ACCEPT, ACCEPT, "H"), "unsigned_oath", outcome="held"),
    Kind("pending registration: hold", 3, (ACCEPT, "3", ACCEPT, "H"), "pending", outcome="held", most=4, why=SETTLED),
    Kind(
        "which elector", 3, (ACCEPT, "8", RECORD), "elector_unclear", outcome="held", prepare=_boxes_ticked, is_plain=False
    ),
    Kind("citizenship flag, still open", 4, (ACCEPT, "7", ACCEPT, RECORD), "flagged", case=MANY, outcome="held",
         prepare=_boxes_ticked, is_plain=False),
    Kind("credit that looks wrong", 4, (ACCEPT, ACCEPT, "7", RECORD), "credit_mistaken", outcome="held"),
    Kind("not on the roll: hold", 4, (ACCEPT, "0", "2", "H"), "not_found", outcome="held"),
    Kind("not on the roll, cancelled", 9, (ACCEPT, "6", ACCEPT, *NOT_FOUND, RECORD), "cancelled", outcome="not_counted"),
    Kind(
        "applied late: not counted", 9,
        (ACCEPT, "8", "1", Typed("Oct 9"), RECORD, ACCEPT, *NOT_FOUND, RECORD), "late_registration",
        outcome="not_counted", most=11, why=LATE,
    ),
    Kind("one slip corrected (precinct)", 17, ("E", "1", "p", "r", ACCEPT, Typed("024"), ACCEPT, HAPPENED, ACCEPT),
         "wrong_precinct", case=MANY, outcome="024", most=7, slip=True),
    Kind("a cure: the license came", 14, (ACCEPT, "1", "n", RECORD), "no_identification", case=MANY, desk="holds", most=7),
    Kind("a certain envelope by its number", 9, ("Ctrl+G", "1", "7", ACCEPT), "", case=MANY, outcome="0017",
         desk="overview", most=5),
)  # fmt: skip
"""The kinds, in the order of the table that was first made."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of pressing the keys of a kind: the outcome, whether it went on, and the seconds that the window took."""

    kind: Kind
    outcome: str
    went_on: bool
    seconds: float


def make_cases(out: Path) -> dict[str, Path]:
    """Both cases with everything received, and what is prepared in them."""
    made: dict[str, Path] = {}
    for name, plan in PLANS.items():
        made[name] = out / name
        made[name].mkdir()
        ready = make_ready(
            cases.DEFINITION.read_bytes(), cases.DEFINITION.name, made[name], plan,
            chance=chance_from(plan.seed, cases.election()), tell=lambda *_: None,
        )  # fmt: skip
        assert not isinstance(ready, tuple)
        ready.office.close()
    return made


def press_all(folders: dict[str, Path]) -> Iterator[Pressed]:
    """Press the keys of every kind in the window, each on an envelope of its own."""
    for name, folder in folders.items():
        kinds = [kind for kind in KINDS if kind.case == name]
        numbers = dict(zip(kinds, _numbers(folder, kinds), strict=True))
        with _at_window(folder / "practice.case") as (window, hands):
            hands.sign_in(cases.REVIEWER, cases.PASSWORDS[cases.REVIEWER])
            for kind in kinds:
                yield _press(kind, numbers[kind], window, hands)


def _numbers(folder: Path, kinds: Sequence[Kind]) -> Iterator[str]:
    """An envelope for each kind, whose papers are accepted with one key; none twice."""
    answers = read_answers(folder / "answers.csv")
    used: set[str] = set()
    chance = TimeAndChance(seeded_clock(FRIDAY), machine_salts)
    with closing(Office.open(folder / "practice.case", roll=folder / "practice.roll", chance=chance)) as office:
        assert not isinstance(office.people.sign_in(cases.REVIEWER, cases.PASSWORDS[cases.REVIEWER]), Refusal)
        for kind in kinds:
            fits = (n for n, each in answers.items() if each.situation == kind.situation and n not in used)
            number = next((n for n in fits if not kind.is_plain or _is_plain(office, n, kind)), "")
            assert number or not kind.situation, f"no envelope is {kind.name}"
            used.add(number)
            if kind.prepare is not None:
                kind.prepare(office, number)
            yield number
        office.people.sign_out()


def _is_plain(office: Office, number: str, kind: Kind) -> bool:
    """Whether one key accepts the papers, all known from dated records; of what is prepared, the voter too."""
    sheet = office.review.sheet(number)
    assert not isinstance(sheet, Refusal), number
    cards = cards_of(sheet) if kind.prepare is not None else [card for card in cards_of(sheet) if card.id == "papers"]
    return all(line.state == "known" for card in cards for line in card.lines)


@contextmanager
def _at_window(case: Path) -> Iterator[tuple[Window, KeyboardHands]]:
    """The real window on a case; nobody reads here, so an outcome counts as soon as it is drawn."""
    with pytest.MonkeyPatch.context() as patch:
        for guard in ("SECONDS", "WORD_SECONDS"):
            patch.setattr(f"ui.desks.review.guard.{guard}", 0.0)
        window = cases.new_window(seeded_clock(FRIDAY))
        try:
            cases.seated(window, case, _to_front)
            yield window, KeyboardHands(window)
        finally:
            window.close()
            window.frame.deleteLater()
            settle()


def _to_front(frame: Frame) -> None:
    frame.show()
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame, PATIENCE_MS)


def _press(kind: Kind, number: str, window: Window, hands: KeyboardHands) -> Pressed:
    """Press the keys of a kind, where the envelope is in front; to bring it there is a kind of its own."""
    if kind.desk == "holds":
        window.go("review", number)
        settle()
        hands.press(ACCEPT, ACCEPT, "H")
    window.go(kind.desk, "" if kind.desk == "overview" else number)
    settle()
    begins = time.perf_counter()
    for key in kind.keys:
        if isinstance(key, Typed):
            hands.write(key)
        else:
            hands.press(key)
    took = time.perf_counter() - begins
    screen, office = window._pages["review"].presenter.screen, cast("Office", window._office)
    if kind.desk == "overview":
        return Pressed(kind, screen.number, went_on=True, seconds=took)
    row = office.overview.find(number)[0]
    if kind.slip:
        return Pressed(kind, row.precinct_cast, went_on=True, seconds=took)
    return Pressed(kind, row.outcome, kind.desk == "holds" or screen.number != number, took)


def page_of(pressed: Sequence[Pressed] = ()) -> str:
    """The page; with what was pressed, the seconds that the window took."""
    took = {each.kind.name: f"{each.seconds:.1f}" for each in pressed}
    rows = (
        f"| {kind.name} | {kind.before} | {kind.now} | {_keys_shown(kind)} | {kind.typed} | {took.get(kind.name, '')} |"
        for kind in KINDS
    )
    whys = "\n".join(f"- **{kind.name}**: {kind.why}." for kind in KINDS if kind.why)
    return HEAD.format(rows="\n".join(rows), whys=whys)


def _keys_shown(kind: Kind) -> str:
    return " ".join(f"`{key}`" if not isinstance(key, Typed) else "..." for key in kind.keys)


HEAD = """# Keys for each kind of envelope

How many keys an envelope takes, from the moment it stands on the screen until it is recorded and the next one is there.
*Then* is what an experienced worker needed when this was first counted, by hand, in the real window. *Now* are the keys that
a script presses there, and `tests/walks/test_kinds.py` holds them. What has to be typed (a day, the number of a precinct, a
reason in one's own words) is not counted, but for *then* in the last three rows. *Seconds* is what the window took for all of
them together, on a busy machine with two processors and without a screen; what a person needs to read and to think comes on
top. `python -m tests.walks.kinds --page` writes this page.

| kind | then | now | keys | typed | seconds |
|---|---:|---:|---|---|---:|
{rows}

More keys than then, and why:

{whys}
"""


def main(arguments: Sequence[str]) -> int:
    """Press them all, and print or write the page."""
    make_application()
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as out:
        patch.setenv("XDG_STATE_HOME", os.devnull)  # these cases are the same each time, and no station remembers them
        cases.quick_passwords(patch)
        pressed = list(press_all(make_cases(Path(out))))
    assert all(each.went_on for each in pressed), [each.kind.name for each in pressed if not each.went_on]
    page = page_of(pressed)
    if "--page" in arguments:
        PAGE.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
