"""Making a practice election: a made-up electorate and its envelopes on a real definition, as files in a folder.

The same seed and definition give the same bytes on every platform; nothing depends on the clock.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from adjudicator.at_rest.durable import make_folder, private
from adjudicator.law.rules.pack import Pack
from adjudicator.practice import credits as other_votes
from adjudicator.practice import lists
from adjudicator.practice.chance import Chance
from adjudicator.practice.course import COURSE_SIZE, tell_course
from adjudicator.practice.papers import ANSWER_COLUMNS, CURED_AT, PAPER_COLUMNS, TOLD, asked_too
from adjudicator.practice.pens import WrittenPart, without_number, written
from adjudicator.practice.places import place_of
from adjudicator.practice.roll_file import write_roll
from adjudicator.practice.scene import Ballot, Scene, Story
from adjudicator.practice.stories import tell_stories
from adjudicator.practice.stories_elsewhere import with_trouble
from adjudicator.practice.truth import STATEMENT_LAW, Truth, truth_of
from adjudicator.practice.under_pack import UnderPack, truth_under, under_pack
from adjudicator.records.election import Election

Progress = Callable[[int, int], None]
"""Told now and then how much of the work is done: so much, of so much."""

ENVELOPE_COLUMNS = (
    "envelope_number", "stream", "place", "precinct_cast", "style_cast", "party", "cast_at", "reasons", "last_name",
    "first_name", "middle_name", "suffix", "birth_date", "house_number", "street", "city", "zip", "phone", "email",
    "registration_number", "oath_signed", "id_shown", "statement", "sheets", "image", "note",
)  # fmt: skip
ORDER_COLUMNS = ("number", "court", "judge", "places", "from", "to", "status")

LEAST_ELECTORS = 20_000


@dataclass(frozen=True, slots=True)
class PracticeFiles:
    """The files of a practice election. `answers` is for comparing afterwards only."""

    definition: Path
    roll: Path
    absentee: Path
    check_in: Path
    envelopes: Path
    papers: Path
    orders: Path
    answers: Path
    cancelled: Path
    pending: Path


def make_practice(  # noqa: PLR0913 - what is made is three sizes of one thing
    election: Election,
    definition: bytes,
    out: Path,
    *,
    seed: int,
    envelopes: int = 1000,
    electors: int = LEAST_ELECTORS,
    progress: Progress | None = None,
    law: Pack | None = None,
    course: bool = False,
) -> PracticeFiles:
    """Writes a practice election into `out`, which is made where it is missing, and returns its files.

    `definition` are the bytes that `election` was read from, copied as they are. At least `electors` electors, and two
    for each envelope. `law` is the pack that the right answers are by; without it they are those of `truth`. A `course`
    has its own twenty envelopes in their order, whatever `envelopes` says. Refuses a negative number of envelopes and an
    election without portions (ValueError), and a file that is there (FileExistsError).
    """
    if envelopes < 0 or not any(precinct.portions for precinct in election.precincts.values()):
        msg = "a practice election needs a portion to live in, and no fewer than 0 envelopes"
        raise ValueError(msg)
    envelopes = COURSE_SIZE if course else envelopes
    electors = max(electors, 2 * envelopes)
    tell = progress or _silent
    by = under_pack(law, election) if law is not None else None
    scene = Scene(
        election, seed, electors, lambda done: tell(done, electors + envelopes), by.days if by else None,
        movers_at_new=by.movers_at_new if by else False,
    )  # fmt: skip
    stories = tell_course(scene) if course else Chance(seed, "order").shuffled(tell_stories(scene, envelopes))
    if by is not None and by.asks:
        stories = list(with_trouble(scene, stories, by.asks, seed))
    files = files_in(out)
    make_folder(out)
    with files.definition.open("xb") as file:
        file.write(definition)
    people = [scene.roll[number] for number in sorted(scene.roll)]
    write_roll(files.roll, people)
    eve = election.date - timedelta(days=1)
    _write(files.cancelled, lists.CANCELLED_COLUMNS, lists.cancelled_rows(people, eve))
    _write(files.pending, lists.PENDING_COLUMNS, lists.pending_rows(people, eve))
    _write_other_votes(files, scene, stories, seed)
    _write_envelopes(files, scene, stories, seed, by)
    _write(files.orders, ORDER_COLUMNS, _order_rows(scene))
    tell(electors + envelopes, electors + envelopes)
    return files


def _silent(done: int, of: int) -> None:
    """Tells nobody."""


def files_in(out: Path) -> PracticeFiles:
    """The files of a practice election that is made in a folder."""
    names = (
        "roll", "absentee", "check_in", "envelopes", "papers", "orders", "answers", "cancelled", "pending",
    )  # fmt: skip
    return PracticeFiles(out / "election.json", *(out / f"{name}.csv" for name in names))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with open(path, "x", encoding="utf-8", newline="", opener=private) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _order_rows(scene: Scene) -> Iterator[list[str]]:
    for order in scene.orders:
        since, until = (moment.isoformat(timespec="minutes") for moment in (order.begins, order.ends))
        yield [order.number, order.court, order.judge, ";".join(sorted(order.places)), since, until, order.status]


def _write_other_votes(files: PracticeFiles, scene: Scene, stories: Sequence[Story], seed: int) -> None:
    chance = Chance(seed, "other votes")
    listed = other_votes.others(scene, stories, chance)
    _write(files.absentee, other_votes.ABSENTEE_COLUMNS, other_votes.absentee_rows(scene, listed, chance))
    _write(files.check_in, other_votes.CHECK_IN_COLUMNS, other_votes.check_in_rows(scene, listed, chance))


def _write_envelopes(
    files: PracticeFiles, scene: Scene, stories: Sequence[Story], seed: int, by: UnderPack | None
) -> None:
    chance = Chance(seed, "papers")
    width = max(4, len(str(len(stories))))
    numbered = [(f"{number:0{width}d}", story) for number, story in enumerate(stories, start=1)]
    sworn = [(number, story, _statement(story, scene, chance)) for number, story in numbered]
    told = [(number, story, _truth(story, scene, statement, by), statement) for number, story, statement in sworn]
    asks = by.asks if by is not None else ()
    answers, papers = asked_too(ANSWER_COLUMNS, asks), asked_too(PAPER_COLUMNS, asks, CURED_AT)
    _write(files.answers, answers, ([*_answer_row(*each[:3]), *_facts(each[2], asks)] for each in told))
    _write(files.papers, papers, (_paper_row(*each, papers) for each in told))
    _write(files.envelopes, ENVELOPE_COLUMNS, (_envelope_row(scene, each, chance) for each in told))


Told = tuple[str, Story, Truth, str]
"""An envelope's number, its story, its right answer, and the sworn statement on its papers."""


def _statement(story: Story, scene: Scene, chance: Chance) -> str:
    """The sworn statement of a wrong-precinct voter after 17:00, where the law of 2021 asks for one."""
    draw = chance.unit()
    cast_at = story.ballot.cast_at
    wanted = scene.election.date >= STATEMENT_LAW and "OP" in story.reasons and cast_at and cast_at.hour >= 17
    return ("complete" if draw < 0.65 else "incomplete" if draw < 0.85 else "missing") if wanted else "missing"


def _truth(story: Story, scene: Scene, statement: str, by: UnderPack | None) -> Truth:
    if by is not None:
        return truth_under(by, story, scene, statement)
    truth = truth_of(story, scene)
    return replace(truth, facts={**truth.facts, "statement": statement})


def _answer_row(number: str, story: Story, truth: Truth) -> list[str]:
    return [
        number, *(truth.facts.get(fact, "") for fact in TOLD), truth.cast_style, truth.home_style,
        story.person.number if story.on_roll else "", truth.outcome, ";".join(truth.contests),
        ";".join(truth.codes), story.kind,
    ]  # fmt: skip


def _facts(truth: Truth, asks: Sequence[str]) -> list[str]:
    return [truth.facts.get(fact, "") for fact in asks]


def _paper_row(number: str, story: Story, truth: Truth, statement: str, columns: Sequence[str]) -> list[str]:
    ballot = story.ballot
    row = {
        "envelope_number": number,
        "oath": truth.facts["oath"],
        "identification": "shown",
        "cast_at": _minute(ballot.cast_at),
        "place": ballot.place,
        "precinct_cast": ballot.precinct,
        "style_cast": ballot.style,
        "reasons": ";".join(story.reasons),
        "statement": statement,
    } | dict(story.asked)
    return [row.get(column, "") for column in columns]


def _envelope_row(scene: Scene, told: Told, chance: Chance) -> list[str]:
    number, story, truth, statement = told
    ballot, reasons = _clerk(scene, story, chance)
    person = story.person
    unclear = truth.facts.get("match") == "several"
    text = written(chance, person, story.address, unclear) if story.on_roll else without_number(chance, person)
    party = next((scene.election.contests[c].party for c in scene.election.styles[ballot.style]), "")
    return [
        number, ballot.stream, ballot.place, ballot.precinct, ballot.style, party, _minute(ballot.cast_at),
        ";".join(reasons), *_voter_cells(text), *_reach(text, chance), text.registration_number,
        _ticked(truth.facts["oath"] == "signed", chance) if truth.facts["oath"] != "paper_missing" else "",
        _ticked(story.asked.get("identification", "shown") == "shown", chance),
        statement if statement != "missing" else "", "1" if chance.happens(0.7) else "", "", "",
    ]  # fmt: skip


def _minute(moment: datetime | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else ""


def _voter_cells(text: WrittenPart) -> list[str]:
    return [
        text.last_name, text.first_name, text.middle_name, text.suffix, text.birth_date, text.house_number,
        text.street, text.city, text.zip_code,
    ]  # fmt: skip


def _reach(text: WrittenPart, chance: Chance) -> list[str]:
    """A phone number that nobody has (555-01xx) and an address of a reserved domain (RFC 2606), for some."""
    phone = f"{chance.pick(('404', '470', '678', '770'))}-555-01{chance.below(100):02d}" if chance.happens(0.6) else ""
    plain = "".join(
        letter for letter in f"{text.first_name}.{text.last_name}".lower() if letter in "abcdefghijklmnopqrstuvwxyz."
    )
    domain = chance.pick(("example.com", "example.net", "example.org"))
    return [phone, f"{plain}@{domain}" if chance.happens(0.25) else ""]


def _ticked(yes: bool, chance: Chance) -> str:
    """The box as ticked, now and then left empty."""
    return "" if chance.happens(0.06) else "yes" if yes else "no"


def _clerk(scene: Scene, story: Story, chance: Chance) -> tuple[Ballot, tuple[str, ...]]:
    """What the envelope list has: mostly what is on the paper, at times a slip in time, place, precinct or code."""
    draw, ballot = chance.unit(), story.ballot
    if ballot.stream != "election_day" or scene.order_at(ballot.place):
        return ballot, story.reasons
    if draw < 0.008 and ballot.cast_at and ballot.cast_at.hour >= 13:
        return replace(ballot, cast_at=ballot.cast_at - timedelta(hours=12)), story.reasons
    if draw < 0.016:
        return replace(ballot, place=_other_place(scene, ballot, chance)), story.reasons
    if draw < 0.022:
        return _neighbour(scene, ballot, chance), story.reasons
    if draw < 0.034:
        return ballot, (chance.pick(("EH", "OT", "PI", "OP", "PR")),)
    return ballot, story.reasons


def _other_place(scene: Scene, ballot: Ballot, chance: Chance) -> str:
    near = scene.places.near(ballot.precinct)
    other = place_of(near.draw(chance)) if near else ballot.place
    return ballot.place if scene.order_at(other) else other


def _neighbour(scene: Scene, ballot: Ballot, chance: Chance) -> Ballot:
    """The next precinct's code and style, read off the wrong line."""
    near = scene.places.near(ballot.precinct)
    if not near:
        return ballot
    precinct = near.draw(chance)
    return replace(ballot, precinct=precinct.code, style=scene.places.home_in(precinct.code).draw(chance).portion.style)
