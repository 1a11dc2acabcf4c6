"""Looking up once more: before a docket is drawn and before a pile is opened, and telling of what is found too late."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from adjudicator.casework.acts.count import looking_up, openable
from adjudicator.casework.acts.count.at_table import TableAct
from adjudicator.casework.acts.count.board import APPROVED, next_docket
from adjudicator.casework.record.count_state import CountState, DocketState, PileState, SessionState
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState, FileState, PersonState
from adjudicator.casework.sheet.making import make_sheet
from adjudicator.office.behind import preview
from adjudicator.office.behind.count.at_tables import TOLD_EACH
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.evidence.reader import AtHand
from adjudicator.office.behind.evidence.registration_lists import RegistrationLists
from adjudicator.office.behind.room import Done, Room
from adjudicator.port.states import States
from adjudicator.records.elector import Credit
from adjudicator.records.received import REGISTRATION_LISTS
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside


@dataclass(frozen=True, slots=True)
class FoundInLists:
    """What was found about a docket or pile in the newest `files` when the record had `size` entries, and is not recorded.

    `listed` are its envelopes, `hits` those with something new, each with the list that has it.
    """

    about: str
    size: int
    listed: Collection[str]
    hits: tuple[tuple[EnvelopeState, str], ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a look-up came to: how many envelopes, those that went back to their reviewers, those that were opened before.

    `hits` maps each of both to the list that has it: "absentee", "check_in", "cancelled" or "pending".
    """

    done: Done
    envelopes: int
    back: tuple[str, ...]
    opened: tuple[str, ...]
    hits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LateHit:
    """Another vote, or a registration canceled or pending, that was found after an envelope was opened.

    `kind` is the list, as in `LookedUp.hits`, `pile` the one it was opened with, `told` who was told of it. `row` is what the
    list says of the voter, empty for who sees no names.
    """

    number: str
    kind: str
    pile: str
    told: tuple[str, ...]
    row: str = ""


class LookingUpDesk(OfficeDesk):
    """Acts of those who look up again, and of those who report what is found too late."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._at_hand, self._lists = AtHand(room), RegistrationLists(room)
        self._lies: tuple[int, Mapping[str, openable.Lies]] = (-1, {})

    def look_up(self, about: str) -> LookedUp | Refusal:
        """Look the envelopes of a docket or a pile up in the newest files of other votes, canceled and pending registrations.

        Under the number of the next docket all that is approved and not opened is looked up. A new hit sends an envelope back
        to its reviewer; where it was opened already, it is to be reported.
        """
        return self._room.allowed("look_up_again") or self.record(self._looked(about))

    def looking(self, about: str) -> Callable[[preview.Progress], FoundInLists | Refusal]:
        """The same without recording it, as a call that any thread may make; `record` records what it gives."""

        def look(progress: preview.Progress) -> FoundInLists | Refusal:
            with preview.beside(self._room) as room:
                return LookingUpDesk(room)._looked(about, progress)

        return look

    @needs("look_up_again")
    def record(self, looked: FoundInLists | Refusal) -> LookedUp | Refusal:
        """Record what a look-up found. Refused where newer files came since, or the docket or pile is another one."""
        if isinstance(looked, Refusal):
            return looked
        about, hits = looked.about, looked.hits
        newest = looking_up.newest_files(self._room.log.states(FileState))
        lying = self._lying() if hits else {}  # it looks at every pile, and nearly no look-up has a hit
        opened = frozenset(state.number for state, _kind in hits if _is_opened(lying, state.number))
        if looking_up.names_of(newest) != looked.files or not self._is_as_read(looked, opened):
            return Refusal("changed_meanwhile", _("Something has changed meanwhile. Look up once more."))
        acted = looking_up.look_up(
            about, looked.listed, hits, opened.__contains__, newest, self._room.act(), size=looked.size
        )
        seen = {f"envelope {state.number}": state.version for state, _kind in hits}
        done = self._room.put(acted, seen=seen)
        if isinstance(done, Refusal):
            return done
        back = tuple(state.number for state, _kind in hits if state.number not in opened)
        return LookedUp(
            done, len(looked.listed), back, tuple(sorted(opened)), {state.number: kind for state, kind in hits}
        )

    def _looked(self, about: str, progress: preview.Progress | None = None) -> FoundInLists | Refusal:
        log, size = self._room.log, self._room.log.head().size
        listed = self._listed(about)
        if listed is None:
            return Refusal("unknown_list", _("There is no pile or docket {name}.", name=about))
        newest = looking_up.newest_files(log.states(FileState))
        kinds = {file.digest: file.kind for file in newest.values()}
        hits: list[tuple[EnvelopeState, str]] = []
        for at, number in enumerate(listed):
            if progress is not None and at % TOLD_EACH == 0:
                progress(at, len(listed))
            state = log.state(EnvelopeState, number)
            kind = self._new_hit(state, kinds) if state is not None else ""
            if state is not None and kind:
                hits.append((state, kind))
        return FoundInLists(about, size, listed, tuple(hits), looking_up.names_of(newest))

    def _is_as_read(self, looked: FoundInLists, opened: Collection[str]) -> bool:
        """Whether what was looked up still lies under that name: of the next docket, it is still the next, and no hit was
        opened since.
        """
        log, about = self._room.log, looked.about
        found = log.state(PileState, about) or log.state(DocketState, about)
        if found is None:
            return about == next_docket(self._count()) and not opened
        return set(found.items) == set(looked.listed)

    def _new_hit(self, state: EnvelopeState, kinds: Mapping[str, str]) -> str:
        """Which of the newest files says of the elector what nobody knew; the sheet is made only for who is on a list."""
        found = looking_up.new_hit(state, lambda each: _credits(self._room.log, each, kinds), kinds)
        lists = frozenset(file for file, kind in kinds.items() if kind in REGISTRATION_LISTS)
        if found or not lists or not self._lists.rows_in(_elector_of(self._room.log, state), lists):
            return found
        evidence = self._at_hand.evidence(state)
        return looking_up.new_listing(make_sheet(self._room.case, state, evidence, self._room.recommender))

    def _listed(self, about: str) -> Collection[str] | None:
        """The envelopes of a pile or a docket; under the next docket's number all that is approved and not opened."""
        log = self._room.log
        found = log.state(PileState, about) or log.state(DocketState, about)
        if found is not None or about != next_docket(self._count()):
            return found.items if found is not None else None
        lying = self._lying()
        approved = (each for status in sorted(APPROVED) for each in log.states(EnvelopeState, status=status))
        return [each.number for each in approved if not _is_opened(lying, each.number)]

    def not_looked_up(self, versions: Mapping[str, int]) -> Refusal | None:
        """Why envelopes of these versions have to be looked up before they go on the next docket, None where they were."""
        count, room = self._count(), self._room
        opened = {number for number, lies in self._lying().items() if lies.opened}
        to_draw = looking_up.ToDraw(next_docket(count), versions, opened)
        newest = looking_up.newest_files(room.log.states(FileState))
        return looking_up.not_looked_up(to_draw, count, room.case, newest, room.act())

    def is_looked_up(self, about: str) -> bool:
        """Whether a docket or pile was looked up in the newest files."""
        newest = looking_up.newest_files(self._room.log.states(FileState))
        return looking_up.is_looked_up(about, self._count(), newest)

    def not_final(self) -> Refusal | None:
        """Why the files of other votes do not tell the last word yet, None where they do."""
        newest = looking_up.newest_files(self._room.log.states(FileState))
        return looking_up.not_final(self._room.case, newest)

    def late_hits(self) -> tuple[LateHit, ...]:
        """What was found after an envelope was opened, by number."""
        lying, count = self._lying(), self._count()
        found = {number: kind for each in count.looked_up for number, kind in each.hits.items()}
        return tuple(
            LateHit(number, kind, lying[number].pile, count.told.get(number, ()), self._row(number, kind))
            for number, kind in sorted(found.items())
            if _is_opened(lying, number)
        )

    @needs("report_hit")
    def tell(self, number: str, to: str, hour: str) -> Done | Refusal:
        """Record who was told of what was found after an envelope was opened, and when ("2020-11-10T09:30")."""
        log = self._room.log
        at = TableAct(self._room.act(), self._room.case, self._count(), lambda who: log.state(PersonState, who))
        opened = _is_opened(self._lying(), number)
        return self._room.put(looking_up.tell_hit(number, to, hour, at, opened=opened))

    def _row(self, number: str, kind: str) -> str:
        """What the newest list of a hit says of the voter, where it still does, and to who sees names."""
        log = self._room.log
        state = log.state(EnvelopeState, number)
        if state is None or not self._room.sees("read_names"):
            return ""
        tells = next((votes for votes, code in looking_up.LISTS.items() if code == kind), kind)
        lists = frozenset(
            file.digest for told, file in looking_up.newest_files(log.states(FileState)).items() if told == tells
        )
        rows = self._lists.rows_in(_elector_of(log, state), lists)
        return next((beside(f"{row.first_name} {row.last_name}".strip(), row.detail, by=": ") for row in rows), "")

    def _count(self) -> CountState:
        return self._room.log.state(CountState, COUNT_KEY) or CountState(0)

    def _lying(self) -> Mapping[str, openable.Lies]:
        log = self._room.log
        size = log.head().size
        if self._lies[0] != size:
            self._lies = (size, openable.where_they_lie(log.states(PileState), log.states(SessionState)))
        return self._lies[1]


def _credits(log: States, state: EnvelopeState, files: Mapping[str, str]) -> tuple[Credit, ...]:
    """What the newest files say of the elector who was taken for the voter."""
    number = _elector_of(log, state)
    return tuple(credit for credit in log.credits_of(number) if credit.file in files) if number else ()


def _elector_of(log: States, state: EnvelopeState) -> str:
    """The registration number of the elector who was taken for the voter, empty where nobody was."""
    elector = state.elector
    return log.unseal(elector.registration_number) if elector is not None and elector.registration_number else ""


def _is_opened(lying: Mapping[str, openable.Lies], number: str) -> bool:
    return number in lying and lying[number].opened
