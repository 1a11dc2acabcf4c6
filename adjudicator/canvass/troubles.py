"""What does not fit between approval and the certified count: two numbers, where they stand, and a sentence.

All of it follows from the states; nothing is remembered. What is only not done yet is no trouble: a number is held against
another once the step that follows it was taken without it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from adjudicator.canvass.tally import COUNTING
from adjudicator.casework.record.count_state import (
    BoxState,
    CountState,
    DocketState,
    PileState,
    ScanState,
    SessionState,
    UploadState,
)
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState, State
from adjudicator.records.count import sort_words
from adjudicator.words import _, n_
from adjudicator.words.dates import dated_words

S = TypeVar("S", bound=State)


class CountStates(Protocol):
    """The states that the account is made from."""

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none."""
        ...

    def states(self, what: type[S]) -> Iterable[S]:
        """All states of one kind."""
        ...

    def open_again(self) -> Iterable[EnvelopeState]:
        """The envelopes that have left in a release and are open again."""
        ...

    def not_counting(self) -> Iterable[str]:
        """The envelopes that may not count as they stand: undecided, held, not counted, or not approved."""
        ...

    def received_by_place(self) -> Mapping[str, int]:
        """Place -> envelopes received from it."""
        ...


@dataclass(frozen=True, slots=True)
class Trouble:
    """Two numbers that differ: `code` says which, `subject` of what, `step` where it belongs.

    `settled` says that it was explained, or put right since; `sentence` tells a person what stands there and what to do.
    """

    code: str
    subject: str
    step: str
    expected: int
    actual: int
    sentence: str
    settled: bool = False

    @property
    def about(self) -> str:
        """Code and subject, as an explanation names them."""
        return f"{self.code}:{self.subject}"


def troubles(standing: CountStates) -> tuple[Trouble, ...]:
    """All that does not fit now, in the order of the steps; what was explained with the same two numbers is settled."""
    found = _Found(standing)
    return tuple(found.explained(each) for step in STEPS for each in step(found))


def open_troubles(standing: CountStates) -> tuple[Trouble, ...]:
    """What does not fit now and is not explained."""
    return tuple(each for each in troubles(standing) if not each.settled)


Sort = tuple[str, bool]
"""What a scanner batch holds, and whether it is kept apart."""


@dataclass(frozen=True, slots=True)
class TablePile:
    """What the table holds of one pile that was opened: ballots that count as they are, to copy, none; and copies done."""

    pile: PileState
    session: SessionState
    as_they_are: int
    to_copy: int
    none: Counter[str]
    done: int


def tables(standing: CountStates, before: int = sys.maxsize) -> list[TablePile]:
    """Every pile that was opened, in order, by the sessions `before` an entry. An open exception gives no ballot so far."""
    sessions = [each for each in standing.states(SessionState) if each.seq < before]
    opened = {each.pile: each for each in sessions if each.what == "opened"}
    done = Counter[str]()
    for each in sessions:
        if each.what == "duplicated":
            done[each.pile] += each.done
    piles = (pile for pile in standing.states(PileState) if pile.id in opened)
    return [_table(pile, opened[pile.id], done[pile.id]) for pile in piles]


def opened_numbers(opened: Iterable[TablePile]) -> frozenset[str]:
    """The envelopes that were opened."""
    return frozenset(number for each in opened for number in each.pile.items if number not in each.session.left)


def _table(pile: PileState, session: SessionState, done: int) -> TablePile:
    plain = session.by_record - len(session.exceptions)
    settled = Counter(session.settled.values())
    none = Counter(
        code for number, code in session.exceptions.items() if session.settled.get(number) in (None, "no_ballot")
    )
    as_they_are = settled["as_it_is"] + (0 if pile.copy else plain)
    to_copy = settled["copy"] + (plain if pile.copy else 0)
    return TablePile(pile, session, as_they_are, to_copy, none, done)


class _Found:
    """The states, read once for all steps."""

    def __init__(self, standing: CountStates) -> None:
        self.standing = standing
        self.count = standing.get(CountState, COUNT_KEY) or CountState(0)
        self.tables = tables(standing)
        self.piles = list(standing.states(PileState))
        self.sessions = list(standing.states(SessionState))
        self.scans = sorted((each for each in standing.states(ScanState) if not each.voided), key=lambda scan: scan.seq)
        self.uploads = sorted(standing.states(UploadState), key=lambda upload: upload.seq)
        self.upload = newest_upload(self.uploads)
        reconciled = self.count.reconciled.seq if self.count.reconciled is not None else 0
        self.put_together = max(self.uploads[-1].seq if self.uploads else 0, reconciled)

    def explained(self, trouble: Trouble) -> Trouble:
        words = self.count.explained.get(trouble.about)
        same = words is not None and (words.expected, words.actual) == (trouble.expected, trouble.actual)
        return replace(trouble, settled=True) if same else trouble

    def may_be_scanned(self, sort: Sort) -> int:
        return _of_sort(sort, self.tables)


def _of_sort(sort: Sort, found: Iterable[TablePile]) -> int:
    holds, apart = sort
    of_sort = (each for each in found if each.pile.apart == apart)
    return sum(each.done if holds == "duplicates" else each.as_they_are for each in of_sort)


def sorts_to_scan(standing: CountStates) -> Mapping[Sort, int]:
    """How many ballots of each sort the tables gave that no scanner batch has yet; below none where there are too many."""
    found = _Found(standing)
    sorts = _sorts_opened(found) | {(scan.holds, scan.apart) for scan in found.scans}
    scanned = Counter[Sort]()
    for scan in found.scans:
        scanned[scan.holds, scan.apart] += scan.ballots
    return {sort: found.may_be_scanned(sort) - scanned[sort] for sort in sorted(sorts)}


def newest_upload(uploads: Iterable[UploadState]) -> UploadState | None:
    """The upload that stands: the newest one, unless it was withdrawn; then none stands."""
    newest = max(uploads, key=lambda upload: upload.seq, default=None)
    return newest if newest is not None and not newest.withdrawn else None


def _bags(found: _Found) -> Iterator[Trouble]:
    """What a place brought, once anything went on: bags may be counted before the list is received, or after."""
    went_on = bool(found.piles) or any(True for __ in found.standing.states(DocketState))
    received = found.standing.received_by_place() if found.count.bags and went_on else {}
    for place, bag in found.count.bags.items() if went_on else ():
        listed, there = bag.issued - bag.missing + bag.unlisted, received.get(place, 0)
        if listed != there:
            sentence = _(
                "{place}: by the numbered list and the bag there are {expected} envelopes, and {actual} were received. "
                "Look for the envelope or the line that is missing.",
                place=place,
                expected=listed,
                actual=there,
            )
            yield Trouble("bag_differs", place, "received", listed, there, sentence)


def _hits(found: _Found) -> Iterator[Trouble]:
    looked_up = [each for each in found.count.looked_up if each.hits]
    opened = opened_numbers(found.tables) if looked_up else frozenset[str]()
    for look_up in looked_up:
        for number, kind in look_up.hits.items():
            state = found.standing.get(EnvelopeState, number)
            if state is None or number in found.count.told:
                continue
            since = state.determination is not None and state.determination.seq > look_up.seq
            if number in opened or (not since and (number in look_up.back or state.outcome in COUNTING)):
                yield _late_vote(number, kind, was_opened=number in opened)


def _late_vote(number: str, kind: str, *, was_opened: bool) -> Trouble:
    code = "late_absentee_return" if kind == "absentee" else "late_check_in"
    if was_opened:
        words = _(
            "Envelope {number} was opened, and its voter has another vote in a newer list. It cannot be undone: tell the "
            "board and record it.",
            number=number,
        )
    else:
        words = _(
            "The voter of envelope {number} has another vote in a newer list. Take it out of its pile; its reviewer decides "
            "again.",
            number=number,
        )
    return Trouble(code, number, "opened", 0, 1, words)


HAND_COUNTS: Mapping[str, tuple[str, str]] = {
    "sorted": ("sorted_short", "sorted_long"),
    "opened": ("hand_count_short", "hand_count_long"),
}
"""Step -> the codes of a pile counted by hand with fewer, and with more, than the record has."""


def _hand_counts(found: _Found) -> Iterator[Trouble]:
    for pile in found.piles:
        if pile.counted != len(pile.items):
            yield _hand("sorted", pile.id, len(pile.items), pile.counted)
    for table in found.tables:
        if table.session.by_hand != table.session.by_record:
            yield _hand("opened", table.pile.id, table.session.by_record, table.session.by_hand)


def _opened_in_vain(found: _Found) -> Iterator[Trouble]:
    """Opened envelopes that went back since, or were decided otherwise: their ballots lie among those that count."""
    opened = {
        number: table.pile.id
        for table in found.tables
        for number in table.pile.items
        if number not in table.session.left
    }
    for number in sorted(opened.keys() & set(found.standing.not_counting())) if opened else ():
        sentence = _(
            "Envelope {number} was opened with pile {pile}, and it does not count as it stands now. Opening cannot be "
            "undone: let it be decided and approved again, or tell the board.",
            number=number,
            pile=opened[number],
        )
        yield Trouble("opened_in_vain", number, "opened", 0, 1, sentence)


def _hand(step: str, pile: str, expected: int, actual: int) -> Trouble:
    # a pile is counted twice by hand, and each count has its own explanation
    short, long = HAND_COUNTS[step]
    code = short if actual < expected else long
    sentence = _(
        "Pile {pile}: the record has {expected} envelopes, and {actual} were counted by hand. Count again, and look for the "
        "envelope in the boxes beside it.",
        pile=pile,
        expected=expected,
        actual=actual,
    )
    return Trouble(code, pile, step, expected, actual, sentence)


def _signatures(found: _Found) -> Iterator[Trouble]:
    """Piles, sessions and steps of boxes that lack a signature, once something was scanned after them."""
    newest = max((scan.seq for scan in found.scans), default=0)
    for pile in found.piles:
        missing = len(pile.people) - len(pile.signed)
        if missing and pile.seq < newest:
            sentence = n_(
                "Pile {pile} lacks the signature of {count} person who sorted it. Let them sign it.",
                "Pile {pile} lacks the signatures of {count} people who sorted it. Let them sign it.",
                missing,
                pile=pile.id,
            )
            yield Trouble("not_signed", pile.id, "sorted", len(pile.people), len(pile.signed), sentence)
    for session in found.sessions:
        missing = len(session.people) - len(session.signed)
        if missing and session.seq < newest:
            sentence = n_(
                "Session {session} at pile {pile} lacks the signature of {count} person. Let them sign it.",
                "Session {session} at pile {pile} lacks the signatures of {count} people. Let them sign it.",
                missing,
                session=session.id,
                pile=session.pile,
            )
            yield Trouble("not_signed", session.id, "opened", len(session.people), len(session.signed), sentence)
    for box in found.standing.states(BoxState):
        yield from _box_signatures(box, newest)


def _box_signatures(box: BoxState, newest: int) -> Iterator[Trouble]:
    steps = [move for move in box.moves if move.seq < newest]
    signed = sum(move.signed for move in steps)
    if signed < len(steps):
        sentence = n_(
            "Box {box}: {count} step is not signed by its second person. Let them sign it.",
            "Box {box}: {count} steps are not signed by their second people. Let them sign each.",
            len(steps) - signed,
            box=box.id,
        )
        yield Trouble("not_signed", f"box {box.id}", "opened", len(steps), signed, sentence)


def _exceptions(found: _Found) -> Iterator[Trouble]:
    for table in found.tables:
        for number in table.session.unsettled if found.scans else ():
            sentence = _(
                "Envelope {number} of pile {pile} had something else in it than one ballot, and nobody has said what becomes "
                "of it. A supervisor settles it.",
                number=number,
                pile=table.pile.id,
            )
            yield Trouble("exception_open", number, "opened", 0, 1, sentence)


def _duplicates(found: _Found) -> Iterator[Trouble]:
    """Copies that are missing once results were put together; stock that does not come out even."""
    for table in found.tables:
        late = table.session.seq < found.put_together
        if table.done > table.to_copy or (late and table.done < table.to_copy):
            code = "duplicate_not_made" if table.done < table.to_copy else "duplicate_too_many"
            sentence = _(
                "Pile {pile}: {expected} ballots were to be duplicated, and {actual} duplicates were made. Find the inner "
                "envelope with its instruction.",
                pile=table.pile.id,
                expected=table.to_copy,
                actual=table.done,
            )
            yield Trouble(code, table.pile.id, "duplicated", table.to_copy, table.done, sentence)
    for session in found.sessions:
        used = session.done + session.spoiled + session.returned
        if session.what == "duplicated" and used != session.issued:
            sentence = _(
                "Session {session}: {expected} blank ballots were given out, and {actual} are accounted for. Look for the "
                "blank ballot.",
                session=session.id,
                expected=session.issued,
                actual=used,
            )
            yield Trouble("stock_differs", session.id, "duplicated", session.issued, used, sentence)


def _scanned(found: _Found) -> Iterator[Trouble]:
    """More ballots of a sort than there are; fewer once results were put together."""
    before = tables(found.standing, found.upload.seq) if found.upload is not None else []
    for sort in sorted({(scan.holds, scan.apart) for scan in found.scans} | _sorts_opened(found)):
        scans = [scan for scan in found.scans if (scan.holds, scan.apart) == sort]
        scanned, there = sum(scan.ballots for scan in scans), found.may_be_scanned(sort)
        if scanned > there:
            sentence = _(
                "{sort}: {actual} were scanned, and there are {expected}. Scanner batch {scan} is the newest of them: was it "
                "scanned before?",
                sort=sort_words(*sort),
                actual=scanned,
                expected=there,
                scan=scans[-1].id,
            )
            yield Trouble("scanned_twice", scans[-1].id, "scanned", there, scanned, sentence)
        elif scanned < (there := _of_sort(sort, before)):
            sentence = _(
                "{sort}: there were {expected}, and {actual} of them were scanned before results were sent. Look in the "
                "boxes of opened ballots.",
                sort=sort_words(*sort),
                expected=there,
                actual=scanned,
            )
            yield Trouble("not_scanned", _sort_name(sort), "scanned", there, scanned, sentence)


def _sorts_opened(found: _Found) -> set[Sort]:
    sorts = {("as_they_are", each.pile.apart) for each in found.tables if each.as_they_are}
    return sorts | {("duplicates", each.pile.apart) for each in found.tables if each.done}


def _sort_name(sort: Sort) -> str:
    holds, apart = sort
    return f"{holds}/apart" if apart else holds


def _flagged(found: _Found) -> Iterator[Trouble]:
    for scan in found.scans:
        if scan.flagged > scan.ballots:
            sentence = _(
                "Scanner batch {scan} has {expected} ballots, and {actual} of them are flagged for the review panel. One of "
                "the numbers is wrong: read the scanner's report again, void the batch, and record it as it is.",
                scan=scan.id,
                expected=scan.ballots,
                actual=scan.flagged,
            )
            yield Trouble("flagged_too_many", scan.id, "cleared", scan.ballots, scan.flagged, sentence)


def _cleared(found: _Found) -> Iterator[Trouble]:
    for scan in found.scans:
        if found.upload is not None and scan.id in found.upload.scans and not scan.is_reviewed:
            sentence = _(
                "Scanner batch {scan}: {expected} ballots wait for the review panel, {actual} are settled, and the batch is "
                "in an upload.",
                scan=scan.id,
                expected=scan.flagged,
                actual=scan.cleared,
            )
            yield Trouble("not_cleared", scan.id, "cleared", scan.flagged, scan.cleared, sentence)


def _in_results(found: _Found) -> Iterator[Trouble]:
    for scan in found.scans:
        if scan.in_results not in (-1, scan.ballots):
            sentence = _(
                "Scanner batch {scan}: {expected} ballots were scanned, and the county's results took {actual}.",
                scan=scan.id,
                expected=scan.ballots,
                actual=scan.in_results,
            )
            yield Trouble("results_differ", scan.id, "in_results", scan.ballots, scan.in_results, sentence)


def _uploaded(found: _Found) -> Iterator[Trouble]:
    upload = found.upload
    if upload is None:
        return
    earlier = [each for each in found.uploads if each.seq < upload.seq]
    for before in earlier[-1:]:
        gone = [scan for scan in found.scans if scan.id in before.scans and scan.id not in upload.scans]
        if gone:
            yield _replaced(before, upload, gone)
    were_in = {scan for each in earlier for scan in each.scans}
    for scan in found.scans:
        if scan.seq < upload.seq and scan.id not in upload.scans and scan.id not in were_in:
            sentence = n_(
                "Scanner batch {scan}: {count} ballot scanned {hour} is in no upload.",
                "Scanner batch {scan}: {count} ballots scanned {hour} are in no upload.",
                scan.ballots,
                scan=scan.id,
                hour=dated_words(scan.hour),
            )
            yield Trouble("scanned_not_uploaded", scan.id, "uploaded", scan.ballots, 0, sentence)
    yield from _numbers_of(found, upload)


def _replaced(before: UploadState, upload: UploadState, gone: list[ScanState]) -> Trouble:
    sentence = n_(
        "Upload {before} of {hour} was replaced; {count} of its batches is not in upload {upload}.",
        "Upload {before} of {hour} was replaced; {count} of its batches are not in upload {upload}.",
        len(gone),
        before=before.id,
        hour=dated_words(before.hour),
        upload=upload.id,
    )
    kept = sum(1 for scan in before.scans if scan in upload.scans)
    return Trouble("upload_replaced", before.id, "uploaded", kept + len(gone), kept, sentence)


def _numbers_of(found: _Found, upload: UploadState) -> Iterator[Trouble]:
    ballots = sum(scan.ballots for scan in found.scans if scan.id in upload.scans)
    if ballots != upload.ballots:
        sentence = _(
            "Upload {upload}: its batches have {expected} ballots, and the file says {actual}.",
            upload=upload.id,
            expected=ballots,
            actual=upload.ballots,
        )
        yield Trouble("upload_differs", upload.id, "uploaded", ballots, upload.ballots, sentence)
    if upload.seen not in (-1, upload.votes):
        sentence = _(
            "Upload {upload}: the file has {expected} votes in the named contest, and the state's site shows {actual}.",
            upload=upload.id,
            expected=upload.votes,
            actual=upload.seen,
        )
        yield Trouble("seen_differs", upload.id, "seen", upload.votes, upload.seen, sentence)


def _reconciled(found: _Found) -> Iterator[Trouble]:
    reconciled = found.count.reconciled
    for about, (expected, actual) in reconciled.found.items() if reconciled is not None else ():
        code, __, subject = about.partition(":")
        sentence = _(
            "The results do not fit what may count, at {subject}: {expected} by the record, {actual} by the results.",
            subject=subject,
            expected=expected,
            actual=actual,
        )
        yield Trouble(code, subject, "reconciled", expected, actual, sentence)


def _released(found: _Found) -> Iterator[Trouble]:
    for state in sorted(found.standing.open_again(), key=lambda state: state.number):
        sentence = _by_mistake_words(state) if state.is_none else _open_again_words(state)
        yield Trouble("reopened_after_release", state.number, "released", 0, 1, sentence)


def _open_again_words(state: EnvelopeState) -> str:
    return _(
        "Envelope {number} left in {release} and is open again: the tabulation room still holds it. Give them the stop "
        "notice, and release it again once it is decided.",
        number=state.number,
        release=state.released_in,
    )


def _by_mistake_words(state: EnvelopeState) -> str:
    return _(
        "Envelope {number} left in {release} and was entered by mistake: the tabulation room still holds it. Give them the "
        "stop notice; the next release takes it away.",
        number=state.number,
        release=state.released_in,
    )


STEPS = (
    _bags, _hits, _opened_in_vain, _hand_counts, _signatures, _exceptions, _duplicates, _scanned, _flagged, _cleared,
    _in_results, _reconciled, _uploaded, _released,
)  # fmt: skip
