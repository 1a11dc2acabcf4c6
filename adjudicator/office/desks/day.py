"""The end of the day: what is left of each of its steps, and the act that closes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from adjudicator.canvass.standing import newest_upload
from adjudicator.casework.acts.case_acts import close_day
from adjudicator.casework.record.catalogue import CHANGES_NOTHING_SEEN
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.room import Done, Room
from adjudicator.office.desks.backups import BackupDesk
from adjudicator.office.desks.count.board import BoardDesk
from adjudicator.office.desks.count.boxes import BoxesDesk
from adjudicator.office.desks.count.tables import TablesDesk
from adjudicator.office.desks.count.tabulation import TabulationDesk
from adjudicator.office.desks.mistakes import MistakeDesk
from adjudicator.office.desks.overview import OverviewDesk
from adjudicator.office.desks.record import RecordDesk
from adjudicator.office.desks.release import ReleaseDesk
from adjudicator.port.rows import QueueQuery
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_

ADDS_NOTHING = CHANGES_NOTHING_SEEN | {"day.closed"}
"""Kinds of entry for which nobody has to verify or back up again: people come and go, and the day is closed last."""

MOST_COUNTED = 1_000
"""So many entries are looked at one by one; of more it is said how many there are in all."""


@dataclass(frozen=True, slots=True)
class StillLeft:
    """What is left of a step: how much, a sentence, and the desk where it is done, empty for none."""

    count: int
    words: str
    desk: str = ""


@dataclass(frozen=True, slots=True)
class DayStep:
    """One step of the day and what is left of it; nothing left is done."""

    code: str
    left: StillLeft

    @property
    def is_done(self) -> bool:
        """Whether nothing is left of it."""
        return not self.left.count


@dataclass(frozen=True, slots=True)
class DayDesks:
    """The desks whose work the day's steps are."""

    overview: OverviewDesk
    board: BoardDesk
    tables: TablesDesk
    boxes: BoxesDesk
    tabulation: TabulationDesk
    releases: ReleaseDesk
    record: RecordDesk
    backups: BackupDesk
    mistakes: MistakeDesk


class DayDesk(OfficeDesk):
    """The steps of the day, for everybody to see; a supervisor closes it."""

    def __init__(self, room: Room, desks: DayDesks) -> None:
        super().__init__(room)
        self.overview, self.releases, self.record, self.backups = (
            desks.overview, desks.releases, desks.record, desks.backups,
        )  # fmt: skip
        self.board, self.tabulation, self.mistakes = desks.board, desks.tabulation, desks.mistakes
        self.tables, self.boxes = desks.tables, desks.boxes
        self._since: dict[tuple[int, int], int] = {}

    def steps(self) -> tuple[DayStep, ...]:
        """Every step of the day in order, as it stands now."""
        return tuple(DayStep(code, look(self)) for code, look in LOOKS.items())

    def still_open(self) -> tuple[DayStep, ...]:
        """The steps that were open when the day was last closed, and still are, in order."""
        was_open = self._room.case.day_open
        steps = (DayStep(code, look(self)) for code, look in LOOKS.items() if code in was_open)
        return tuple(step for step in steps if not step.is_done)

    @needs("close_day")
    def close(self) -> Done | Refusal:
        """Close the day, as a supervisor: the record as it stands is signed, and says which steps are left open.

        Nothing open keeps it from being closed.
        """
        left_open = {step.code: step.left.count for step in self.steps() if not step.is_done}
        return self._room.put(close_day(left_open, self._room.act()))

    def in_hand(self) -> int:
        """How many envelopes people have taken and not put back."""
        return self._room.log.count_envelopes(QueueQuery(taken=True))

    def since(self, size: int) -> int:
        """How many entries there are behind the first `size` that have to be verified and backed up."""
        head = self.record.head().size
        newer = head - size
        if newer <= 0 or newer > MOST_COUNTED:
            return max(newer, 0)
        if (head, size) not in self._since:  # a window asks at each of its drawings
            self._since = {asked: count for asked, count in self._since.items() if asked[0] == head}
            found = islice(self._room.log.entries(size + 1), newer)
            self._since[head, size] = sum(logged.entry.kind not in ADDS_NOTHING for logged in found)
        return self._since[head, size]


def _unfinished(desk: DayDesk) -> StillLeft:
    """Work that somebody has begun: in somebody's hands, determined and in no batch, asked and not answered."""
    waiting, in_hand, doubted = desk.overview.waiting(), desk.in_hand(), desk.mistakes.number_waiting()
    said = beside(*_unfinished_words(in_hand, waiting.to_close, waiting.referred, doubted))
    to_do = n_("{count} envelope is not determined yet.", "{count} envelopes are not determined yet.", waiting.to_do)
    words = beside(said or _("No work is left half done."), to_do if waiting.to_do else "")
    where = "overview" if in_hand else "batches"
    return StillLeft(in_hand + waiting.to_close + waiting.referred + doubted, words, where)


def _unfinished_words(in_hand: int, to_close: int, referred: int, doubted: int) -> Iterator[str]:
    if in_hand:
        yield n_(
            "{count} envelope is in somebody's hands: they put it back or finish it, or a supervisor sets it free.",
            "{count} envelopes are in somebody's hands: they put them back or finish them, or a supervisor sets them free.",
            in_hand,
        )
    if to_close:
        yield n_("{count} determination is in no batch yet.", "{count} determinations are in no batch yet.", to_close)
    if referred:
        yield n_("{count} question waits for an answer.", "{count} questions wait for an answer.", referred)
    if doubted:
        yield n_(
            "{count} envelope is said to be entered by mistake, and no supervisor has answered.",
            "{count} envelopes are said to be entered by mistake, and no supervisor has answered.",
            doubted,
        )


def _approved(desk: DayDesk) -> StillLeft:
    count = desk.overview.waiting().to_approve
    if not count:
        return StillLeft(0, _("No batch waits for approval."), "batches")
    return StillLeft(
        count, n_("{count} batch waits for approval.", "{count} batches wait for approval.", count), "batches"
    )


def _voted(desk: DayDesk) -> StillLeft:
    """What is approved and not voted on, where the board votes."""
    if desk.board.count().board_votes == "off":
        return StillLeft(0, _("The board does not vote in this case."), "board")
    count = desk.releases.for_the_board()
    words = n_(
        "{count} approved envelope waits for the board's vote.",
        "{count} approved envelopes wait for the board's vote.",
        count,
    )
    return StillLeft(count, words if count else _("The board has voted on everything that is approved."), "board")


def _signed(desk: DayDesk) -> StillLeft:
    """Piles, sessions and steps of boxes that somebody who was there has not signed."""
    count = len(desk.tables.not_signed()) + sum(len(box.unsigned) for box in desk.boxes.not_signed())
    words = n_(
        "{count} pile, session or step of a box lacks a signature: let that person sign.",
        "{count} piles, sessions or steps of boxes lack a signature: let those people sign.",
        count,
    )
    return StillLeft(count, words if count else _("Everything that people did together is signed by each."), "opening")


def _reconciled(desk: DayDesk) -> StillLeft:
    """Scanner batches that were recorded since results were last held against the record."""
    reconciled = desk.tabulation.count().reconciled
    since = reconciled.seq if reconciled is not None else 0
    count = sum(1 for scan in desk.tabulation.scans() if not scan.voided and scan.seq > since)
    words = n_(
        "{count} scanner batch was recorded since results were reconciled.",
        "{count} scanner batches were recorded since results were reconciled.",
        count,
    )
    return StillLeft(count, words if count else _("Nothing was scanned since results were reconciled."), "count")


def _uploaded(desk: DayDesk) -> StillLeft:
    """Scanner batches that are not in the upload that stands."""
    upload = newest_upload(desk.tabulation.uploads())
    sent = frozenset(upload.scans if upload is not None else ())
    count = sum(1 for scan in desk.tabulation.scans() if not scan.voided and scan.id not in sent)
    words = n_("{count} scanner batch is in no upload.", "{count} scanner batches are in no upload.", count)
    return StillLeft(count, words if count else _("Every scanner batch is in the upload that stands."), "count")


def _seen(desk: DayDesk) -> StillLeft:
    """Whether somebody has looked at the state's site since the newest upload."""
    upload = newest_upload(desk.tabulation.uploads())
    if upload is None:
        return StillLeft(0, _("There is no upload to look for on the state's site."), "count")
    if upload.seen < 0:
        return StillLeft(1, _("Nobody has looked for upload {upload} on the state's site.", upload=upload.id), "count")
    return StillLeft(0, _("Upload {upload} was looked for on the state's site.", upload=upload.id), "count")


def _released(desk: DayDesk) -> StillLeft:
    """What is approved and has not left, and what has left and is open again."""
    waiting = desk.overview.waiting()
    again = sum(waiting.open_again.values())
    said: list[str] = []
    if waiting.to_release:
        said.append(n_(
            "{count} approved envelope is in no release.", "{count} approved envelopes are in no release.",
            waiting.to_release,
        ))  # fmt: skip
    if again:
        said.append(n_(
            "{count} envelope that has left is open again: the tabulation room still holds it.",
            "{count} envelopes that have left are open again: the tabulation room still holds them.",
            again,
        ))  # fmt: skip
    words = beside(*said) or _("Everything that is approved has been released.")
    return StillLeft(waiting.to_release + again, words, "release")


def _acknowledged(desk: DayDesk) -> StillLeft:
    """What has left and the tabulation room has not said that it has, or says another number of."""
    red = desk.releases.unsettled()
    unsaid = desk.releases.not_acknowledged()
    if not red and not unsaid:
        return StillLeft(0, _("The tabulation room has said that it has every release."), "release")
    waits = n_(
        "{count} release is not acknowledged: ask the tabulation room for its number of ballots.",
        "{count} releases are not acknowledged: ask the tabulation room for its number of ballots.",
        unsaid,
    )
    return StillLeft(max(unsaid, len(red)), beside(*(_("{words}.", words=each) for each in red)) or waits, "release")


def _verified(desk: DayDesk) -> StillLeft:
    verified = desk.record.verified()
    if verified is None:
        return StillLeft(desk.record.head().size, _("The record was never verified whole on this computer."), "record")
    size, ok = verified
    if not ok:
        words = _("Verifying found something wrong with the record. Do not go on before it is explained.")
        return StillLeft(1, words, "record")
    newer = desk.since(size)
    if not newer:
        return StillLeft(
            0, _("The whole record was verified on this computer, and nothing was wrong with it."), "record"
        )
    words = n_(
        "{count} entry was recorded since the record was verified.",
        "{count} entries were recorded since the record was verified.",
        newer,
    )
    return StillLeft(newer, words, "record")


def _backed_up(desk: DayDesk) -> StillLeft:
    newest = desk.backups.newest
    if newest is None:
        return StillLeft(desk.record.head().size, _("This computer knows of no backup of the case."), "backup")
    newer = desk.since(newest.size)
    if not newer:
        return StillLeft(0, _("Everything is in a backup."), "backup")
    words = n_("{count} entry is in no backup known here.", "{count} entries are in no backup known here.", newer)
    return StillLeft(newer, words, "backup")


def _printed(desk: DayDesk) -> StillLeft:
    checkpoint = desk.record.seen_checkpoint()
    if checkpoint is None:
        return StillLeft(1, _("Nothing is signed yet. Closing the day signs the record."), "checkpoint")
    if desk.record.sheet_of() >= checkpoint.size:
        return StillLeft(
            0, _("The newest checkpoint was written as a page: print it, and keep it elsewhere."), "checkpoint"
        )
    words = _("The newest checkpoint was not written as a page on this computer. Print it, and keep it elsewhere.")
    return StillLeft(1, words, "checkpoint")


LOOKS: Mapping[str, Callable[[DayDesk], StillLeft]] = {
    "unfinished": _unfinished,
    "approved": _approved,
    "voted": _voted,
    "signed": _signed,
    "reconciled": _reconciled,
    "uploaded": _uploaded,
    "seen": _seen,
    "released": _released,
    "acknowledged": _acknowledged,
    "verified": _verified,
    "backed_up": _backed_up,
    "printed": _printed,
}
"""Step -> what looks at it; each step that the program looks at is one of `records.day.DAY_STEPS`, in their order."""
