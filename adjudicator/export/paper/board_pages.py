"""What the board has in its hands: the agenda of a docket and the minutes of a meeting, and the public's copy of each.

The public's copy has figures alone: no envelope, no reason that a person wrote, and so nobody's outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from adjudicator.casework.record.count_state import DocketState, Vote
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.telling.board_case import BoardCase, by_question
from adjudicator.export.paper.page_words import LABELS, over
from adjudicator.export.paper.summary import FOOT, KEEP, PRACTICE, SeenCheckpoint
from adjudicator.export.paper.typeset import set_page
from adjudicator.law.telling.words import hold_words, outcome_words, reason_words
from adjudicator.records.count import RULINGS
from adjudicator.records.election import Election
from adjudicator.words import ENGLISH, Language, Words, _, beside, capital, n_, number
from adjudicator.words.dates import day_and_hour, hour, long_day, long_day_and_hour

OUTCOMES = ("count_full", "count_partial", "not_counted")

BOARDS_COPY = _("For the board. It lists envelopes by number and is not to be published.")
PUBLIC_COPY = _("For the public. Figures alone: nothing here tells which envelope is whose.")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands on every page: the election, the newest checkpoint, the present moment in the county, and the marks."""

    election: Election
    seen: SeenCheckpoint
    now: datetime
    practice: bool
    outside: str = ""
    language: Language = ENGLISH


@dataclass(frozen=True, slots=True)
class AgendaBatch:
    """A batch on a docket: who approved it, when (an instant), and how many of its envelopes are on it."""

    id: str
    approved_by: str
    approved_at: str
    envelopes: int


@dataclass(frozen=True, slots=True)
class AgendaCase:
    """An envelope that wants a ruling: its number, the codes of what it asks, and the three lines on it."""

    number: str
    codes: tuple[str, ...]
    lines: BoardCase


@dataclass(frozen=True, slots=True)
class Agenda:
    """What goes before the board. `listed` maps outcome and first reason to envelopes, under empty ones those determined
    again since. `late` were determined after the last day, or on what came after it: they count, and the board sees it."""

    docket: DocketState
    drawn_by: str
    batches: tuple[AgendaBatch, ...]
    cases: tuple[AgendaCase, ...]
    listed: Mapping[tuple[str, str], tuple[str, ...]]
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesMotion:
    """One motion: what it was on, the vote, what was taken out and why, the rulings with titles of contests ruled out.

    `why` is why it certifies with something not explained, empty where all was; it is public, as the text of a motion is.
    """

    kind: str
    vote: Vote
    docket: DocketState | None
    removed: Mapping[str, str]
    rulings: Mapping[str, tuple[str, tuple[str, ...]]]
    entered_by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """The motions of one day, in the order in which they were voted on."""

    day: date
    motions: tuple[MinutesMotion, ...]


def agenda_page(agenda: Agenda, place: Place, *, public: bool) -> bytes:
    """The agenda of a docket (PDF)."""
    docket = agenda.docket
    drawn = moment_of(docket.drawn_at).astimezone(place.now.tzinfo)
    data = {
        **_page(place, public=public),
        "title": _("Docket {docket} of the board", docket=docket.id),
        "what": beside(
            _("Drawn {when} by {person}.", when=long_day_and_hour(drawn), person=agenda.drawn_by),
            _("It amends what was certified.") if docket.amends else "",
            _("Drawn before it was looked up once more: {reason}", reason=docket.why) if docket.why else "",
        ),
        "sections": [*_agenda_sections(agenda, place, public=public)],
        "pen": [] if public else [_("Motion number"), _("Hour"), _("For / against / abstained"), _("Secretary")],
    }
    return _set(data, place)


def _agenda_sections(agenda: Agenda, place: Place, *, public: bool) -> Iterator[dict[str, Any]]:
    docket = agenda.docket
    yield _section(_("What is put to the vote"), figures=_sums(docket))
    if agenda.batches and not public:
        yield _section(_("Approved batches"), lines=[_batch_line(each, place) for each in agenda.batches])
    if agenda.cases:
        questions = [(each.number, each.codes) for each in agenda.cases]
        figures = [(capital(hold_words(code)), number(len(numbers)), 0) for code, numbers in by_question(questions)]
        yield _section(_("Envelopes on which a ruling is asked"), counted=_("What is asked"), figures=figures)
    if agenda.late:
        lines = [] if public else [beside(*agenda.late, by=", ")]
        late = [(_("On the docket"), number(len(agenda.late)), 0)]
        words = _("Determined after the last day: for the board to see")
        yield _section(words, counted=_("Where they are"), figures=late, lines=lines)
    if public:
        return
    cases = {each.number: each for each in agenda.cases}
    for code, numbers in by_question([(each.number, each.codes) for each in agenda.cases]):
        yield _section(
            _("Asked: {question}", question=hold_words(code)), cases=[_case(cases[number]) for number in numbers]
        )
    lists = [_list_of(key, numbers) for key, numbers in sorted(agenda.listed.items(), key=_in_order)]
    if lists:
        yield _section(_("The list"), lines=lists)


def _case(case: AgendaCase) -> dict[str, Any]:
    asks = [_("Count"), _("Count in part, without:"), _("Do not count")]
    return {"number": case.number, "lines": [line for line in case.lines if line], "asks": asks}


def _batch_line(batch: AgendaBatch, place: Place) -> Words:
    when = day_and_hour(moment_of(batch.approved_at).astimezone(place.now.tzinfo)) if batch.approved_at else ""
    return n_(
        "{batch}: {count} envelope, approved by {person}, {when}",
        "{batch}: {count} envelopes, approved by {person}, {when}",
        batch.envelopes,
        batch=batch.id,
        person=batch.approved_by,
        when=when,
    )


def _in_order(item: tuple[tuple[str, str], tuple[str, ...]]) -> tuple[int, str]:
    outcome, reason = item[0]
    return (OUTCOMES.index(outcome) if outcome in OUTCOMES else len(OUTCOMES), reason)


def _list_of(key: tuple[str, str], numbers: tuple[str, ...]) -> Words:
    outcome, reason = key
    words = outcome_words(outcome) if outcome else _("Determined again since, so not voted on here")
    why = reason_words(reason) if reason else ""
    return beside(beside(words, why, by=", "), beside(*numbers, by=", "), by=": ")


def _sums(docket: DocketState) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = []
    for outcome in OUTCOMES:
        found.append((outcome_words(outcome), number(docket.outcomes.get(outcome, 0)), 0))
        if outcome == "not_counted":
            found += [(reason_words(code), number(count), 1) for code, count in sorted(docket.reasons.items())]
    return [*found, (_("Determinations on the docket"), number(len(docket.items)), 0)]


def minutes_page(minutes: Minutes, place: Place, *, public: bool) -> bytes:
    """The minutes of a meeting (PDF)."""
    data = {
        **_page(place, public=public),
        "title": _("Minutes of the board, {day}", day=long_day(minutes.day)),
        "what": n_("{count} motion was voted on.", "{count} motions were voted on.", len(minutes.motions)),
        "sections": [section for each in minutes.motions for section in _motion(each, public=public)],
        "sign": [_("Chair"), _("Member of the board"), _("Member of the board"), _("Secretary")],
    }
    return _set(data, place)


def _motion(motion: MinutesMotion, *, public: bool) -> Iterator[dict[str, Any]]:
    vote, docket = motion.vote, motion.docket
    what = motion_words(motion.kind, docket.id if docket is not None else "")
    yield _section(
        _(
            "Motion {number}, {hour}: {what}",
            number=vote.number,
            hour=hour(datetime.fromisoformat(vote.hour)),
            what=what,
        ),
        lines=[vote.text, vote_words(vote), *_of_motion(motion, public=public)],
        figures=_sums(docket) if docket is not None else [],
    )


def _of_motion(motion: MinutesMotion, *, public: bool) -> Iterator[str]:
    if motion.removed and public:
        count = len(motion.removed)
        yield n_("{count} envelope was taken out.", "{count} envelopes were taken out.", count)
    elif motion.removed:
        yield from (
            beside(_("Envelope {number} was taken out", number=number), reason, by=": ")
            for number, reason in motion.removed.items()
        )
    if public:
        sums = Counter(ruling_words(ruling, bool(out)) for ruling, out in motion.rulings.values())
        yield from (beside(_("Rulings"), beside(words, str(count)), by=": ") for words, count in sorted(sums.items()))
    else:
        yield from (_ruling(number, *said) for number, said in motion.rulings.items())
    if motion.docket is not None and motion.docket.why:
        yield _("Drawn before it was looked up once more: {reason}", reason=motion.docket.why)
    if motion.why:
        yield _("Certified with something not explained: {reason}", reason=motion.why)
    if motion.vote.later:
        yield _("Entered later, from the paper of the meeting, by {person}.", person=motion.entered_by)
    else:
        yield _("Entered by {person}.", person=motion.entered_by)


def _ruling(number: str, ruling: str, out: tuple[str, ...]) -> Words:
    said = _("Envelope {number}: {ruling}", number=number, ruling=ruling_words(ruling, bool(out)))
    return beside(said, _("without {contests}", contests=beside(*out, by="; ")) if out else "", by=", ")


def motion_words(kind: str, docket: str) -> str:
    """What a motion was on, by the kind of entry that records it."""
    if kind == "docket.voted":
        return _("docket {docket}", docket=docket)
    return _("certification of the count") if kind == "count.certified" else _("staff may go on before the vote")


def ruling_words(ruling: str, in_part: bool) -> str:
    """A ruling as people say it: "Count in part" where contests are ruled out."""
    return _("Count in part") if in_part else RULINGS[ruling]


def vote_words(vote: Vote) -> Words:
    """A vote in numbers: "3 for, 0 against, 0 abstained: carried"."""
    said = _(
        "{in_favor} for, {against} against, {abstained} abstained",
        in_favor=vote.in_favor,
        against=vote.against,
        abstained=vote.abstained,
    )
    return beside(said, _("carried") if vote.carried else _("did not carry"), by=": ")


def _section(heading: str, **parts: Any) -> dict[str, Any]:
    return {"heading": heading, "lines": [], "counted": LABELS["figures"], "figures": [], "cases": [], **parts}


def _page(place: Place, *, public: bool) -> dict[str, Any]:
    return {
        "over": over(place.election),
        "practice": PRACTICE if place.practice else "",
        "outside": _("Rules: {sentence}", sentence=place.outside) if place.outside else "",
        "copy": PUBLIC_COPY if public else BOARDS_COPY,
        "covers": _covers(place.seen),
        "note": place.seen.note.strip("\n"),
        "keep": KEEP,
        "foot": FOOT,
        "pen": [],
        "sign": [],
    }


def _covers(seen: SeenCheckpoint) -> Words:
    return _("{person} signed the first {size} entries of the office's record.", person=seen.signer, size=seen.size)


def _set(data: Mapping[str, Any], place: Place) -> bytes:
    return set_page("board.typ", data, place.now, place.language, _lines)


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("practice", "outside", "over", "title", "copy", "what"):
        yield from (data[key], "") if data[key] else ()
    for section in data["sections"]:
        yield from (section["heading"], *section["lines"])
        yield from (f"{words}: {number}" for words, number, __ in section["figures"])
        for case in section["cases"]:
            yield from (case["number"], *case["lines"], "   ".join(f"[ ] {each}" for each in case["asks"]), "")
        yield ""
    yield from (
        *(f"{'_' * 40}  {what}" for what in (*data["pen"], *data["sign"])),
        "",
        data["covers"],
        *data["note"].split("\n"),
        "",
    )
    yield from (data["keep"], "", data["foot"])
