"""A count written entry by entry, as the record has it, from the lists to certified."""

from __future__ import annotations

from typing import Any

from adjudicator.canvass.account import CountAccount, Voted
from adjudicator.canvass.history import History
from adjudicator.canvass.standing import CountStates
from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.catalogue import FORM
from adjudicator.casework.record.entry import Entry, Secret, read_body, seal

AT = "2020-11-06T12:00:00.000000Z"
HOUR = "2020-11-06T21:20"
LATER = "2020-11-06T23:05"


def every_one(_: CountStates) -> Voted:
    """Every approved envelope is taken for voted."""
    return lambda _state: True


class Counting:
    """Writes the entries of a count in order; each pile is one of `piles`, by id, with the numbers of its envelopes."""

    def __init__(self) -> None:
        self.history = History()
        self.entries: list[Entry] = []
        self.seq = 0
        self.piles: dict[str, list[str]] = {}
        self._made = {"session": 0, "batch": 0, "upload": 0, "release": 0}
        self._at: dict[str, int] = {}
        self.add(
            "case.opened", "", case="C1", mode="live", county="Gwinnett", election="General", definition="d",
            time_zone="America/New_York", rules="r", pack="p", pack_document="t", deadlines={}, form=FORM, recovery="",
            board_votes="off",
        )  # fmt: skip

    def account(self) -> CountAccount:
        """The account so far."""
        return self.history.account(every_one)

    def found(self) -> dict[str, bool]:
        """What ever did not fit, and whether it is settled."""
        return {each.about: each.settled for each in self.account().troubles}

    def add(self, kind: str, by: str = "cdiaz", /, **data: Any) -> int:
        """Log an entry."""
        self.seq += 1
        sealed = seal(Act(AT, by).entry(kind, data), lambda: self.seq.to_bytes(32, "big"))
        self.entries.append(read_body(sealed.body))
        self.history.take(self.seq, self.entries[-1])
        return self.seq

    def number(self, what: str) -> str:
        """The next id of a kind ("session", "batch")."""
        self._made[what] += 1
        return f"{what[0].upper()}{self._made[what]:04d}"

    def received(self, number: str, place: str = "Hall 1") -> None:
        """An envelope of a place."""
        self.add("envelope.received", envelope=number, file="", papers={"place": place, "stream": "election_day"})

    def decided(self, number: str, outcome: str = "count_full", **more: Any) -> None:
        """An envelope determined; `more` is said otherwise than it would be."""
        self._at[number] = self.add(
            "envelope.determined", "rita", **{
                "envelope": number, "outcome": outcome, "recommended": outcome, "reasons": [], "holds": [], "marks": [],
                "counted": [], "not_counted": {}, "facts": {}, "cast_style": "S1", "home_style": "S1", "too_late_for": [],
                "rules": "r", "pack": "p", "departs": False, "reason": None, "supersedes": 0,
            } | more,
        )  # fmt: skip

    def determination(self, number: str) -> int:
        """The place of the determination in force of an envelope."""
        return self._at[number]

    def approved(self, *numbers: str) -> None:
        """Envelopes closed into a batch, and approved."""
        batch, items = self.number("batch"), {number: self._at[number] for number in numbers}
        self.add("batch.closed", "rita", batch=batch, items=items, second_decisions=0)
        self.add("batch.approved", "june", batch=batch, approved=items, looked_at=[], sample=[])

    def released(self, *numbers: str) -> None:
        """Envelopes that left in a release."""
        items = {number: self._at[number] for number in numbers}
        release = self.number("release")
        self.add(
            "release.made", "june", release=release, follows="", size=self.seq, root="0" * 64, items=items, files={}
        )

    def sorted(self, pile: str, *numbers: str, what: str = "to_open", copy: bool = False, **more: Any) -> None:
        """A pile sorted and counted by two people who both sign."""
        self.piles[pile] = list(numbers)
        items = {number: self._at.get(number, 0) for number in numbers}
        data = {
            "apart": False,
            "counted": len(numbers),
            "people": ["cdiaz", "mokoye"],
            "hour": HOUR,
            "box": "",
            "later": False,
        }
        seq = self.add("pile.sorted", pile=pile, what=what, copy=copy, items=items, **(data | more))
        self.add("pile.signed", "mokoye", pile=pile, entry=seq)

    def opened(self, pile: str, by_hand: int | None = None, **more: Any) -> str:
        """A pile opened by two people who both sign; gives the session."""
        session, number = self.number("session"), len(self.piles[pile])
        data = {"left": [], "by_record": number, "exceptions": {}, "override": None}
        self._at_table(
            "session.opened", session, pile, ["cdiaz", "mokoye"],
            **(data | more), by_hand=number if by_hand is None else by_hand,
        )  # fmt: skip
        return session

    def duplicated(self, pile: str, done: int, spoiled: int = 0, returned: int = 0, issued: int | None = None) -> None:
        """Ballots of a pile duplicated by two others."""
        out = done + spoiled + returned if issued is None else issued
        self._at_table(
            "session.duplicated", self.number("session"), pile, ["rosa", "theo"],
            issued=out, done=done, spoiled=spoiled, returned=returned,
        )  # fmt: skip

    def _at_table(self, kind: str, session: str, pile: str, people: list[str], **data: Any) -> None:
        seq = self.add(
            kind, people[0], session=session, pile=pile, people=people, begins=HOUR, ends=HOUR, later=False, **data
        )  # fmt: skip
        self.add("session.signed", people[1], session=session, entry=seq)

    def scanned(
        self, scan: str, ballots: int, holds: str = "as_they_are", flagged: int = 0, apart: bool = False
    ) -> None:
        """A scanner batch that went into the county's results."""
        self.add(
            "scan.recorded",
            scan=scan,
            holds=holds,
            apart=apart,
            ballots=ballots,
            flagged=flagged,
            hour=HOUR,
            later=False,
        )
        self.add("scan.in_results", scan=scan, ballots=ballots, hour=HOUR)

    def uploaded(self, *scans: str, ballots: int, votes: int = 100) -> str:
        """An upload."""
        upload = self.number("upload")
        self.add(
            "upload.made", "june", upload=upload, scans=list(scans), file="0" * 64, name=Secret("results.csv"),
            ballots=ballots, contest="president", votes=votes, hour=LATER, override=None,
        )  # fmt: skip
        return upload

    def seen(self, upload: str, votes: int = 100) -> None:
        """What the state's site shows."""
        self.add("upload.seen", "june", upload=upload, votes=votes, hour=LATER)

    def certified(self) -> None:
        """The board certified."""
        vote = {"number": "2020-9", "hour": LATER, "text": "certify", "in_favor": 3, "against": 0, "abstained": 0}
        vote["later"] = False
        self.add("count.certified", "vlang", vote=vote, why="")

    def explained(self, about: str, expected: int, actual: int) -> None:
        """Two numbers explained."""
        self.add(
            "difference.explained", "june", about=about, expected=expected, actual=actual, words=Secret("counted again")
        )
