"""Fold steps of the second half: dockets, piles, sessions, boxes, scanner batches, uploads, and what stands of all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import convert

from adjudicator.casework.record.count_state import (
    Bag,
    BoxState,
    CountState,
    DocketState,
    ExplainedDifference,
    LookUp,
    Move,
    Overridden,
    PileState,
    Reconciled,
    Ruling,
    ScanState,
    SessionState,
    UploadState,
    Vote,
)
from adjudicator.casework.record.entry import Entry, commitment_in
from adjudicator.casework.record.shelf import COUNT_KEY, Shelf
from adjudicator.casework.record.state import EnvelopeState, PersonState, changed
from adjudicator.records.facts import Answer, Source
from adjudicator.records.received import REGISTRATION_LISTS


def count_of(shelf: Shelf) -> CountState:
    """What stands of the count; nothing yet where no entry of the second half was made."""
    return shelf.get(CountState, COUNT_KEY) or CountState(0)


def begin(shelf: Shelf, seq: int, board_votes: str) -> None:
    """A new case says when the board votes; one in which it does not has nothing of the count yet."""
    if board_votes != "off":
        _change(shelf, seq, board_votes=board_votes)


def steps_set(shelf: Shelf, seq: int, entry: Entry) -> None:
    """It was set when the board votes, and which style duplicates are made on."""
    data = entry.data
    _change(shelf, seq, board_votes=data["board_votes"], duplicate_on=data["duplicate_on"])


def person_sworn(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The day of a person's oath (O.C.G.A. 21-2-483(a)) is on record."""
    person = shelf.get(PersonState, entry.data["person"])
    if person is None:
        raise LookupError("an entry swears in a person without an account")
    shelf.put(person.id, changed(person, version=seq, sworn=entry.data["day"]))


def docket_drawn(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A docket waits for the board."""
    data = entry.data
    docket = DocketState(
        id=data["docket"],
        version=seq,
        drawn_by=entry.by,
        drawn_at=entry.at,
        batches=tuple(data["batches"]),
        items=dict(data["items"]),
        outcomes=dict(data["outcomes"]),
        reasons=dict(data["reasons"]),
        questions={number: tuple(codes) for number, codes in data["questions"].items()},
        amends=commitment_in(data.get("reason")),
        why=data["why"],
    )
    shelf.put(docket.id, docket)
    _numbered(shelf, seq, "docket")
    if docket.why:
        _went_on(shelf, seq, entry, docket.id, docket.why)


def docket_voted(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The board has voted on a docket; an envelope that it ruled on goes back to review with the ruling as a fact."""
    data, docket = entry.data, shelf.get(DocketState, entry.data["docket"])
    vote = convert(data["vote"], Vote)
    rulings = {number: convert(ruling, Ruling) for number, ruling in data["rulings"].items()}
    removed = {number: commitment_in(reason) for number, reason in data["removed"].items()}
    if docket is not None:  # a few envelopes are folded alone, without the dockets that they stood on
        shelf.put(docket.id, changed(docket, version=seq, vote=vote, voted=seq, removed=removed, rulings=rulings))
    for number, ruling in rulings.items():
        _rule(shelf, seq, number, ruling, vote)
    _moved(shelf, seq, vote)


def _moved(shelf: Shelf, seq: int, vote: Vote, **changes: Any) -> None:
    """A motion was voted on: no other has its number."""
    _change(shelf, seq, motions=(*count_of(shelf).motions, vote.number), **changes)


def _rule(shelf: Shelf, seq: int, number: str, ruling: Ruling, vote: Vote) -> None:
    envelope = shelf.get(EnvelopeState, number)
    if envelope is None:
        raise LookupError("the board ruled on an envelope that was never received")
    answer = Answer("ruling", ruling.ruling, Source("board", vote.hour, vote.number))
    answers = {**envelope.answers, "ruling": answer}
    back = {"status": "to_do", "ruled_out": ruling.ruled_out, "left_as": envelope.behind}
    shelf.put(number, changed(envelope, version=seq, answers=answers, **back))


def authority_given(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A motion lets staff go on before the vote."""
    vote = convert(entry.data["vote"], Vote)
    _moved(shelf, seq, vote, authority=vote, authority_seq=seq)


def certified(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The board certified the count."""
    vote = convert(entry.data["vote"], Vote)
    _moved(shelf, seq, vote, certified=vote, certified_seq=seq)
    if entry.data["why"]:
        _went_on(shelf, seq, entry, vote.number, entry.data["why"])


def _went_on(shelf: Shelf, seq: int, entry: Entry, about: str, why: str = "") -> None:
    """Somebody went on although something stood in the way."""
    found = Overridden(seq, entry.kind, about, entry.by, why)
    _change(shelf, seq, overridden=(*count_of(shelf).overridden, found))


def looked_up(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Envelopes were looked up in the newest files; one with a new hit goes back to its reviewer, to be asked again."""
    data = entry.data
    hits, back = dict(data["hits"]), tuple(data["back"])
    found = LookUp(seq, data["about"], tuple(data["files"]), hits, back, data["size"])
    _change(shelf, seq, looked_up=(*count_of(shelf).looked_up, found))
    for number in found.back:
        asked = "" if hits.get(number) in REGISTRATION_LISTS.values() else "voted_already"
        _give_back(shelf, seq, number, commitment_in(data["reason"]), asked)


def _give_back(shelf: Shelf, seq: int, number: str, reason: str, asked: str) -> None:
    """Back to its reviewer; the answer to what is `asked` goes. One on registration stays: its list is held against it."""
    envelope = shelf.get(EnvelopeState, number)
    if envelope is None:
        raise LookupError("an envelope was looked up that was never received")
    answers = {fact: answer for fact, answer in envelope.answers.items() if fact != asked}
    reviewer = envelope.determination.by if envelope.determination else ""
    again = {"status": "to_do", "batch": "", "returned": reason, "returned_to": reviewer}
    back = {**again, "left_as": envelope.behind}  # what has left in a release is taken away by the next one
    shelf.put(number, changed(envelope, version=seq, answers=answers, **back))


def hit_told(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Somebody was told of another vote that was found after the envelope was opened."""
    data, count = entry.data, count_of(shelf)
    whom = (*count.told.get(data["envelope"], ()), data["to"])
    _change(shelf, seq, told={**count.told, data["envelope"]: whom})


def pile_sorted(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A pile was sorted and counted; an envelope that lay in an unopened one before has left it."""
    data = entry.data
    pile = PileState(
        id=data["pile"],
        version=seq,
        what=data["what"],
        apart=data["apart"],
        copy=data["copy"],
        items=dict(data["items"]),
        counted=data["counted"],
        people=tuple(data["people"]),
        hour=data["hour"],
        box=data["box"],
        later=data["later"],
        signed=(entry.by,),
        seq=seq,
    )
    shelf.put(pile.id, pile)
    _numbered(shelf, seq, "pile")


def pile_signed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Another of those who sorted a pile has signed it."""
    pile = _found(shelf, PileState, entry.data["pile"])
    shelf.put(pile.id, changed(pile, version=seq, signed=(*pile.signed, entry.by)))


def session_opened(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Two or three people have opened a pile; it is signed once each of them has signed."""
    data = entry.data
    pile = _found(shelf, PileState, data["pile"])
    session = SessionState(
        id=data["session"],
        version=seq,
        what="opened",
        pile=pile.id,
        people=tuple(data["people"]),
        begins=data["begins"],
        ends=data["ends"],
        signed=(entry.by,),
        left=tuple(data["left"]),
        by_record=data["by_record"],
        by_hand=data["by_hand"],
        exceptions=dict(data["exceptions"]),
        later=data["later"],
        seq=seq,
    )
    shelf.put(session.id, session)
    shelf.put(pile.id, changed(pile, version=seq, session=session.id))
    _numbered(shelf, seq, "session")
    if data["override"] is not None:
        _went_on(shelf, seq, entry, session.id)


def session_duplicated(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A maker and a witness have duplicated ballots of an opened pile."""
    data = entry.data
    pile = _found(shelf, PileState, data["pile"])
    session = SessionState(
        id=data["session"],
        version=seq,
        what="duplicated",
        pile=pile.id,
        people=tuple(data["people"]),
        begins=data["begins"],
        ends=data["ends"],
        signed=(entry.by,),
        issued=data["issued"],
        done=data["done"],
        spoiled=data["spoiled"],
        returned=data["returned"],
        later=data["later"],
        seq=seq,
    )
    shelf.put(session.id, session)
    _numbered(shelf, seq, "session")


def session_signed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Another person of a session has signed it."""
    session = _found(shelf, SessionState, entry.data["session"])
    shelf.put(session.id, changed(session, version=seq, signed=(*session.signed, entry.by)))


def exception_settled(shelf: Shelf, seq: int, entry: Entry) -> None:
    """It was said what becomes of an envelope with an exception."""
    data, session = entry.data, shelf.get(SessionState, entry.data["session"])
    if session is None:  # a few envelopes are folded alone, without the sessions at which they were opened
        return
    settled = {**session.settled, data["envelope"]: data["settled"]}
    shelf.put(session.id, changed(session, version=seq, settled=settled))


def box_sealed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A box is under seal."""
    data = entry.data
    box = shelf.get(BoxState, data["box"]) or BoxState(data["box"], seq, data["holds"])
    step = _step(seq, entry, "sealed", data["place"])
    seals = tuple(data["seals"])
    shelf.put(
        box.id,
        changed(box, version=seq, holds=data["holds"], seals=seals, place=data["place"], moves=(*box.moves, step)),
    )


def box_moved(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A box went from one place to another."""
    box = _found(shelf, BoxState, entry.data["box"])
    step = _step(seq, entry, "moved", entry.data["to"])
    shelf.put(box.id, changed(box, version=seq, place=step.to, moves=(*box.moves, step)))


def box_opened(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The seals of a box were broken by two people."""
    box = _found(shelf, BoxState, entry.data["box"])
    step = _step(seq, entry, "opened", box.place)
    shelf.put(box.id, changed(box, version=seq, seals=(), moves=(*box.moves, step)))


def box_delivered(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A box left the office, as to the clerk of the superior court (O.C.G.A. 21-2-500(a))."""
    box = _found(shelf, BoxState, entry.data["box"])
    step = _step(seq, entry, "delivered", entry.data["to"])
    shelf.put(box.id, changed(box, version=seq, place=step.to, moves=(*box.moves, step)))


def box_signed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The second person of a step of a box has signed it."""
    box, signs = _found(shelf, BoxState, entry.data["box"]), entry.data["entry"]
    moves = tuple(changed(move, signed=True) if move.seq == signs else move for move in box.moves)
    shelf.put(box.id, changed(box, version=seq, moves=moves))


def _step(seq: int, entry: Entry, what: str, to: str) -> Move:
    data = entry.data
    return Move(what, to, entry.by, data["second"], data["hour"], data["condition"], seq)


def scan_recorded(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A scanner batch with its number of ballots."""
    data = entry.data
    scan = ScanState(
        id=data["scan"],
        version=seq,
        seq=seq,
        holds=data["holds"],
        apart=data["apart"],
        ballots=data["ballots"],
        flagged=data["flagged"],
        hour=data["hour"],
        by=entry.by,
        later=data["later"],
    )
    shelf.put(scan.id, scan)


def scan_cleared(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The review panel has settled ballots of a scanner batch; `cleared` is how many in all."""
    scan = _found(shelf, ScanState, entry.data["scan"])
    shelf.put(scan.id, changed(scan, version=seq, cleared=entry.data["cleared"]))


def scan_in_results(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The tabulation system took a scanner batch into the county's results."""
    scan = _found(shelf, ScanState, entry.data["scan"])
    shelf.put(scan.id, changed(scan, version=seq, in_results=entry.data["ballots"]))


def scan_voided(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A scanner batch does not stand: its ballots were scanned again, or never should have been."""
    scan = _found(shelf, ScanState, entry.data["scan"])
    voided = commitment_in(entry.data["reason"])
    shelf.put(scan.id, changed(scan, version=seq, voided=voided, instead=entry.data["instead"]))


def upload_made(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Cumulative results went to the state."""
    data = entry.data
    upload = UploadState(
        id=data["upload"],
        version=seq,
        seq=seq,
        scans=tuple(data["scans"]),
        file=data["file"],
        name=commitment_in(data["name"]),
        ballots=data["ballots"],
        contest=data["contest"],
        votes=data["votes"],
        hour=data["hour"],
        by=entry.by,
    )
    shelf.put(upload.id, upload)
    _numbered(shelf, seq, "upload")
    if data["override"] is not None:
        _went_on(shelf, seq, entry, upload.id)


def upload_withdrawn(shelf: Shelf, seq: int, entry: Entry) -> None:
    """An upload was taken out of the state's totals; the one before it does not come back by itself."""
    upload = _found(shelf, UploadState, entry.data["upload"])
    shelf.put(upload.id, changed(upload, version=seq, withdrawn=commitment_in(entry.data["reason"])))


def upload_seen(shelf: Shelf, seq: int, entry: Entry) -> None:
    """What the state's site shows of an upload."""
    data, upload = entry.data, _found(shelf, UploadState, entry.data["upload"])
    shelf.put(upload.id, changed(upload, version=seq, seen=data["votes"], seen_hour=data["hour"]))


def bag_counted(shelf: Shelf, seq: int, entry: Entry) -> None:
    """What a place brought, held against its numbered list; a later entry about the place takes its place."""
    data, count = entry.data, count_of(shelf)
    bag = Bag(data["issued"], data["missing"], data["unlisted"], seq)
    _change(shelf, seq, bags={**count.bags, data["place"]: bag})


def reconciled(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Results were held against what may count."""
    data = entry.data
    found = {each["about"]: (each["expected"], each["actual"]) for each in data["found"]}
    _change(shelf, seq, reconciled=Reconciled(seq, data["file"], data["ballots"], found))


def explained(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Two numbers that differ were explained."""
    data, count = entry.data, count_of(shelf)
    words = ExplainedDifference(data["expected"], data["actual"], commitment_in(data["words"]), entry.by, seq)
    _change(shelf, seq, explained={**count.explained, data["about"]: words})


def _found(shelf: Shelf, what: type[Any], key: str) -> Any:
    state = shelf.get(what, key)
    if state is None:
        raise LookupError("an entry speaks of what there is not")
    return state


def _numbered(shelf: Shelf, seq: int, what: str) -> None:
    count = count_of(shelf)
    following: Mapping[str, int] = {**count.next, what: count.next.get(what, 1) + 1}
    _change(shelf, seq, next=following)


def _change(shelf: Shelf, seq: int, **changes: Any) -> None:
    shelf.put(COUNT_KEY, changed(count_of(shelf), version=seq, **changes))


STEPS = {
    "steps.set": steps_set,
    "person.sworn": person_sworn,
    "docket.drawn": docket_drawn,
    "docket.amended": docket_drawn,
    "docket.voted": docket_voted,
    "authority.given": authority_given,
    "count.certified": certified,
    "envelopes.looked_up": looked_up,
    "hit.told": hit_told,
    "pile.sorted": pile_sorted,
    "pile.signed": pile_signed,
    "session.opened": session_opened,
    "session.duplicated": session_duplicated,
    "session.signed": session_signed,
    "exception.settled": exception_settled,
    "box.sealed": box_sealed,
    "box.moved": box_moved,
    "box.opened": box_opened,
    "box.delivered": box_delivered,
    "box.signed": box_signed,
    "scan.recorded": scan_recorded,
    "scan.cleared": scan_cleared,
    "scan.in_results": scan_in_results,
    "scan.voided": scan_voided,
    "upload.made": upload_made,
    "upload.withdrawn": upload_withdrawn,
    "upload.seen": upload_seen,
    "bag.counted": bag_counted,
    "count.reconciled": reconciled,
    "difference.explained": explained,
}
