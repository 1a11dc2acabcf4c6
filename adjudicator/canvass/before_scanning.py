"""What does not fit from the bags to the duplicates, each in the order of its step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adjudicator.canvass.standing import StandingCount, TablePile
from adjudicator.canvass.tally import COUNTING
from adjudicator.canvass.trouble import Trouble
from adjudicator.casework.record.count_state import BoxState, DocketState
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.received import REGISTRATION_LISTS
from adjudicator.words import Words, _, n_


def _bags(found: StandingCount) -> Iterator[Trouble]:
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


def _hits(found: StandingCount) -> Iterator[Trouble]:
    looked_up = [each for each in found.count.looked_up if each.hits]
    for look_up in looked_up:
        for number, kind in look_up.hits.items():
            state = found.standing.get(EnvelopeState, number)
            if state is None or number in found.count.told:
                continue
            since = state.determination is not None and state.determination.seq > look_up.seq
            if number in found.opened or (not since and (number in look_up.back or state.outcome in COUNTING)):
                yield _late_hit(number, kind, was_opened=number in found.opened)


def _late_hit(number: str, kind: str, *, was_opened: bool) -> Trouble:
    code = LATE_HITS[kind]
    if kind in REGISTRATION_LISTS.values():
        words = _late_listing(number, was_opened=was_opened)
    elif was_opened:
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


def _late_listing(number: str, *, was_opened: bool) -> Words:
    if was_opened:
        return _(
            "Envelope {number} was opened, and a newer list has the registration of its voter as canceled or pending. It "
            "cannot be undone: tell the board and record it.",
            number=number,
        )
    return _(
        "A newer list has the registration of the voter of envelope {number} as canceled or pending. Take the envelope out "
        "of its pile; its reviewer decides again.",
        number=number,
    )


LATE_HITS: Mapping[str, str] = {
    "absentee": "late_absentee_return",
    "check_in": "late_check_in",
    "cancelled": "late_cancellation",
    "pending": "late_pending",
}
"""The list in which something was found late -> the code of the trouble."""


HAND_COUNTS: Mapping[str, tuple[str, str]] = {
    "sorted": ("sorted_short", "sorted_long"),
    "opened": ("hand_count_short", "hand_count_long"),
}
"""Step -> the codes of a pile counted by hand with fewer, and with more, than the record has."""


def _hand_counts(found: StandingCount) -> Iterator[Trouble]:
    for pile in found.piles:
        if pile.counted != len(pile.items):
            yield _hand("sorted", pile.id, len(pile.items), pile.counted)
    for table in found.tables:
        if table.session.by_hand != table.session.by_record:
            yield _hand("opened", table.pile.id, table.session.by_record, table.session.by_hand)


def _opened_in_vain(found: StandingCount) -> Iterator[Trouble]:
    """Opened envelopes that went back since, or were decided otherwise: their ballots lie among those that count."""
    not_counting = set(found.standing.not_counting()) if found.tables else set[str]()
    for number in sorted(found.opened.keys() & not_counting) if not_counting else ():
        sentence = _(
            "Envelope {number} was opened with pile {pile}, and it does not count as it stands now. Opening cannot be "
            "undone: let it be decided and approved again, or tell the board.",
            number=number,
            pile=found.opened[number].pile.id,
        )
        yield Trouble("opened_in_vain", number, "opened", 0, 1, sentence)


def _opened_otherwise(found: StandingCount) -> Iterator[Trouble]:
    """Opened envelopes that were decided again and count otherwise since: their ballots lie where they lay then."""
    since = min((table.session.seq for table in found.tables), default=0)
    for number, seq in sorted(found.standing.decided_again(since)) if found.tables else ():
        if number in found.opened and found.counts_otherwise(number, seq):
            words = _otherwise_words(found, found.opened[number], number, seq)
            yield Trouble("opened_otherwise", number, "opened", 0, 1, words)


def _otherwise_words(found: StandingCount, table: TablePile, number: str, seq: int) -> str:
    now, pile = found.standing.counts_as(seq), table.pile
    if now is not None and now.apart != pile.apart:
        return _(
            "Envelope {number} was opened with pile {pile}, and whether its ballot is kept apart from all others was decided "
            "otherwise since. Opening cannot be undone: tell the board. Was it a slip? Then let it be decided and approved "
            "again.",
            number=number,
            pile=pile.id,
        )
    if not pile.copy:
        return _(
            "Envelope {number} was opened with pile {pile}, whose ballots count as they are, and its ballot counts otherwise "
            "now: contests that must not count may lie in the box with it. Opening cannot be undone: tell the board. Was it "
            "a slip? Then let it be decided and approved again.",
            number=number,
            pile=pile.id,
        )
    return _(
        "Envelope {number} was opened with pile {pile}, whose ballots are duplicated, and its ballot counts otherwise now: "
        "in full, in other contests or on another style. Does one inner envelope alone bear its old instruction, and is "
        "still closed? Then clip the new instruction to it. Else tell the board: opening cannot be undone.",
        number=number,
        pile=pile.id,
    )


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


def _signatures(found: StandingCount) -> Iterator[Trouble]:
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


def _exceptions(found: StandingCount) -> Iterator[Trouble]:
    for table in found.tables:
        for number in table.session.unsettled if found.scans else ():
            sentence = _(
                "Envelope {number} of pile {pile} had something else in it than one ballot, and nobody has said what becomes "
                "of it. A supervisor settles it.",
                number=number,
                pile=table.pile.id,
            )
            yield Trouble("exception_open", number, "opened", 0, 1, sentence)


def _duplicates(found: StandingCount) -> Iterator[Trouble]:
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


STEPS = (_bags, _hits, _opened_in_vain, _opened_otherwise, _hand_counts, _signatures, _exceptions, _duplicates)
