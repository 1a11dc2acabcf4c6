"""What is at hand about an envelope before a person has answered, gathered from case, roll and files of other votes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.register import orders_of
from adjudicator.casework.record.state import EnvelopeState, FileState, OrderState
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.home import moves_home
from adjudicator.law.facts.derive import readings_of
from adjudicator.office.behind.evidence.papers import envelope_of, query_of
from adjudicator.office.behind.evidence.registration_lists import RegistrationLists
from adjudicator.office.behind.evidence.same_voter import SameVoter
from adjudicator.office.behind.law.calendar import calendar_of
from adjudicator.office.behind.room import Room
from adjudicator.records.elector import Candidate, Credit, Elector, Match
from adjudicator.records.envelope import Envelope
from adjudicator.records.facts import Source
from adjudicator.records.received import EVERY_VOTE, FILE_KINDS, REGISTRATION_LISTS, kinds_telling
from adjudicator.records.trouble import Refusal
from adjudicator.roll import Roll, RollQuery
from adjudicator.words import _

NO_MATCH = Match("none")
LISTS_UNREAD = _("The canceled and pending lists are still to be read. They may have this voter.")
OF_VOTES = frozenset(code for code, kind in FILE_KINDS.items() if kind.tells is not None)


class AtHand:
    """Gathers the evidence of envelopes. It reads and never writes."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._matched: tuple[Roll, RollQuery, Match] | None = None
        self._listed: tuple[Match, RollQuery, Mapping[str, Source], Match] | None = None
        self._lists = RegistrationLists(room)
        self._same_voter = SameVoter(room)

    def evidence(self, state: EnvelopeState) -> Evidence:
        """Everything the files say about one envelope."""
        papers = envelope_of(state, self._room.log.unseal_many)
        received = tuple(self._room.log.states(FileState))
        files = self._files(received)
        match = self._match_with_lists(state, papers, files)
        elector = self._elector(state, match)
        number = elector.registration_number if elector else ""
        return Evidence(
            election=self._room.election,
            papers=papers,
            match=match,
            elector=elector,
            credits=self._credits(number, files) if number else (),
            other_envelopes=self._same_voter.others(state.number, papers, elector) if elector else (),
            orders=orders_of(self._room.log.states(OrderState)),
            files=files,
            calendar=calendar_of(self._room.case, self._room.zone),
            votes_known=self._votes_known(received),
            applied_on=self._applied_on(state),
            neighbours=self._neighbours(state, papers, elector),
            readings=readings_of(self._room.recommender.pack),
            today=self._room.now().astimezone(self._room.zone).date(),
            explained=state.answers["match"].why if "match" in state.answers else "",
            another_name=elector is not None and self._has_another_name(state, papers, elector),
            listings=self._lists.rows_of(number, files) if number else (),
            is_on_roll=self._is_on_roll(number),
        )

    def lists_unread(self, state: EnvelopeState) -> Refusal | None:
        """Why nothing is gathered of an envelope: long lists have to be looked through for its voter that are still to be
        read on another thread. None where it can be gathered now.
        """
        if not self._lists.waited_for() or _is_by_roll(
            state, self._match(envelope_of(state, self._room.log.unseal_many))
        ):
            return None
        return Refusal("lists_unread", LISTS_UNREAD, state.number)

    def search(self, words: str) -> tuple[Candidate, ...]:
        """Whom a person's own words find, on the roll and on the lists of canceled and pending registrations."""
        roll, query = self._room.roll, RollQuery(words=words)
        found = Match("several", tuple(roll.find(query, county=self._room.election.county)) if roll else ())
        return self._lists.with_listed(found, query, self.files()).candidates

    def _votes_known(self, received: Iterable[FileState]) -> bool:
        """Whether files that tell of every vote are there and reach election day; an empty file counts as received."""
        day = self._room.election.date.isoformat()
        fresh = {file.kind for file in received if self._day_of(file) >= day}
        return all(not fresh.isdisjoint(kinds_telling(votes)) for votes in EVERY_VOTE)

    def _day_of(self, file: FileState) -> str:
        """The day of the county up to which a file speaks, ISO 8601: its own, else that on which it was received."""
        return file.dated[:10] or moment_of(file.received_at).astimezone(self._room.zone).date().isoformat()

    def _credits(self, number: str, files: Mapping[str, Source]) -> tuple[Credit, ...]:
        """What the newest file of other votes of each kind says; an older one that it replaced no longer speaks."""
        newest = {source.ref for kind, source in files.items() if kind in OF_VOTES}
        return tuple(credit for credit in self._room.log.credits_of(number) if credit.file in newest)

    def _match(self, papers: Envelope) -> Match:
        """Whom the roll gives; the last search is kept in mind, since an envelope is gathered again after each answer."""
        roll, last = self._room.roll, self._matched
        if roll is None:
            return NO_MATCH
        query = query_of(papers)
        if last is not None and last[0] is roll and last[1] == query:
            return last[2]
        match = roll.match(query, county=self._room.election.county)
        self._matched = (roll, query, match)
        return match

    def _match_with_lists(self, state: EnvelopeState, papers: Envelope, files: Mapping[str, Source]) -> Match:
        """Whom roll and lists give: the lists are looked through unless the roll is certain and nobody has said otherwise."""
        match = self._match(papers)
        if _is_by_roll(state, match):
            return match
        query, lists = query_of(papers), {kind: files[kind] for kind in REGISTRATION_LISTS if kind in files}
        last = self._listed
        if last is not None and last[:3] == (match, query, lists):
            return last[3]
        found = self._lists.with_listed(match, query, lists)
        self._listed = (match, query, lists, found)
        return found

    def _is_on_roll(self, number: str) -> bool:
        roll = self._room.roll
        return roll is not None and bool(number) and roll.by_number(number) is not None

    def _elector(self, state: EnvelopeState, match: Match) -> Elector | None:
        chosen = state.elector
        if chosen is not None and chosen.registration_number:
            number = self._room.log.unseal(chosen.registration_number)
            return (self._room.roll.by_number(number) if self._room.roll else None) or self._lists.elector(number)
        if "match" in state.answers or match.kind != "certain":
            return None
        return match.candidates[0].elector

    def _has_another_name(self, state: EnvelopeState, papers: Envelope, elector: Elector) -> bool:
        """Asked only where somebody was taken: the papers may have been corrected since."""
        roll = self._room.roll
        return bool(state.elector and roll and roll.compared(query_of(papers), elector).another_names)

    def _applied_on(self, state: EnvelopeState) -> date | None:
        return date.fromisoformat(self._room.log.unseal(state.applied_on)) if state.applied_on else None

    def _neighbours(self, state: EnvelopeState, papers: Envelope, elector: Elector | None) -> tuple[Elector, ...]:
        """Electors near the new address, looked up only where the home went along with a move."""
        residence = state.answers.get("residence")
        readings = readings_of(self._room.recommender.pack)
        if self._room.roll is None or residence is None or not moves_home(residence.value, readings):
            return ()
        found = self._room.roll.near(query_of(papers), county=self._room.election.county)
        own = elector.registration_number if elector is not None else ""
        return tuple(each for each in found if each.registration_number != own)

    def files(self) -> dict[str, Source]:
        """The newest file of each kind, with the papers and the case."""
        return self._files(self._room.log.states(FileState))

    def _files(self, received: Iterable[FileState]) -> dict[str, Source]:
        newest = sorted(received, key=lambda file: (file.dated, file.version))
        found = {file.kind: Source(file.kind, file.dated, file.digest) for file in newest}
        return {**found, "envelope": Source("envelope"), "case": Source("case", self._room.now().date().isoformat())}


def _is_by_roll(state: EnvelopeState, match: Match) -> bool:
    """Whether the roll is certain of the voter, and nobody has said otherwise."""
    answer = state.answers.get("match")
    return match.kind == "certain" and (answer is None or answer.value != "none")
