"""Commands of the board: docket list, draw, print, vote, minutes; authority, certify, steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from adjudicator.casework.record.count_state import DocketState, Ruling, Vote
from adjudicator.cli.shared.access import acting, as_json, open_office, signed_in
from adjudicator.cli.shared.commands import command, group
from adjudicator.cli.shared.looked_up import look_up_and_say
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import (
    answer_either,
    answer_json,
    answer_lines,
    bad_input,
    granted,
    language,
    say,
)
from adjudicator.cli.shared.paths import existing, new_page
from adjudicator.cli.shared.told_hours import HOUR
from adjudicator.export.paper.board_pages import vote_words
from adjudicator.law.telling.words import hold_words, outcome_words
from adjudicator.office import Office
from adjudicator.records.count import BOARD_VOTES, DUPLICATE_ON
from adjudicator.words import Words, _, beside, n_

DAY = click.DateTime(["%Y-%m-%d"])


def voting(made: Any) -> Any:
    """The options of a command that records a vote."""
    options = (
        option("--number", required=True, help=_("The motion's number.")),
        option("--hour", type=HOUR, help=_("When it was voted on, such as 2020-11-09T14:00.  [default: now]")),
        option("--text", required=True, help=_("The motion's text. It is public: name no voter.")),
        option("--for", "in_favor", type=click.IntRange(0), required=True, help=_("How many were for it.")),
        option("--against", type=click.IntRange(0), required=True, help=_("How many were against it.")),
        option("--abstained", type=click.IntRange(0), default=0, show_default=True, help=_("How many abstained.")),
        option("--later", is_flag=True, help=_("It was written on paper at the meeting and is entered afterwards.")),
    )
    for each in reversed(options):
        made = each(made)
    return made


@group()
def docket() -> None:
    """Draw and print what the board votes on; record the vote.

    Example: adjudicator docket list gwinnett.case
    """


@docket.command("list")
@click.argument("case", type=existing)
@as_json
def list_dockets(case: Path, json_: bool) -> None:
    """List the dockets with their votes. What is ready for another one stands below.

    Example: adjudicator docket list gwinnett.case
    """
    office = open_office(case, read_only=True)
    dockets = tuple(reversed(office.board.dockets()))
    if json_:
        answer_json([_object(each) for each in dockets])
    else:
        answer_lines((*map(_line, dockets), *_ready(office)))


@docket.command()
@click.argument("case", type=existing)
@option(
    "--batch", "batches", multiple=True, help=_("Only this batch. May be given again.  [default: all that is ready]")
)
@option("--without-questions", is_flag=True, help=_("Leave out the envelopes that want a ruling."))
@option("--reason", default="", help=_("Why it amends what was certified; after certification only."))
@option(
    "--override", default="", help=_("Why it is drawn before it was looked up again, as a supervisor. It is public.")
)
@as_json
@acting
def draw(case: Path, batches: tuple[str, ...], json_: bool, person: str | None, **given: Any) -> None:
    """Put a docket together, as the secretary or a supervisor. It has what is approved and on no docket yet.

    Envelopes that wait for the board stand on it with their questions. What goes on it was looked up again in the newest
    lists before: adjudicator docket look-up.

    Example: adjudicator docket draw gwinnett.case --as vlang
    """
    office = signed_in(case, person)
    ready = {each.id for each in office.board.ready().batches}
    unknown = [each for each in batches if each not in ready]
    if unknown:
        known = beside(*sorted(ready), by=", ") or _("none")
        bad_input(_("Batch {batch} is not ready for the board. Ready: {known}.", batch=unknown[0], known=known))
    asked, why = not given["without_questions"], given["override"]
    granted(office.board.draw(batches or None, given["reason"], asked=asked, why=why))
    drawn = office.board.dockets()[0]
    answer_either(_line(drawn), _object(drawn), as_json=json_)


@docket.command("look-up")
@click.argument("case", type=existing)
@as_json
@acting
def look_up(case: Path, json_: bool, person: str | None) -> None:
    """Look up in the newest lists what goes on the next docket. The lists are those of other votes.

    A new vote sends its envelope back to its reviewer.

    Example: adjudicator docket look-up gwinnett.case --as vlang
    """
    office = signed_in(case, person)
    look_up_and_say(office, office.board.next_docket(), as_json=json_)


@docket.command("print")
@click.argument("case", type=existing)
@click.argument("docket_id", metavar="DOCKET")
@option("--out", type=new_page, required=True, help=_("The page (PDF); it must not exist yet."))
@option("--public", is_flag=True, help=_("The public's copy: figures alone, no envelope."))
@as_json
def print_docket(case: Path, docket_id: str, out: Path, public: bool, json_: bool) -> None:
    """Write the agenda of a docket as a page to print. The public's copy has figures alone.

    Example: adjudicator docket print gwinnett.case D0001 --out agenda.pdf
    """
    office = open_office(case, read_only=True)
    granted(office.board_papers.write_agenda(out, _known(office, docket_id), public=public, language=language()))
    answer_either(_("{page} is written.", page=str(out)), {"file": str(out), "public": public}, as_json=json_)


@docket.command()
@click.argument("case", type=existing)
@option("--day", type=DAY, required=True, help=_("The day of the meeting, such as 2020-11-09."))
@option("--out", type=new_page, required=True, help=_("The page (PDF); it must not exist yet."))
@option("--public", is_flag=True, help=_("The public's copy: figures alone, no envelope."))
@as_json
@acting
def minutes(case: Path, day: datetime, out: Path, public: bool, json_: bool, person: str | None) -> None:
    """Write the minutes of a meeting as a page to print. They have each motion with its vote and the rulings.

    Why an envelope was taken out stands in them with --as alone: people write names into reasons.

    Example: adjudicator docket minutes gwinnett.case --day 2020-11-09 --out minutes.pdf
    """
    office = signed_in(case, person) if person is not None else open_office(case, read_only=True)
    granted(office.board_papers.write_minutes(out, day.date(), public=public, language=language()))
    answer_either(_("{page} is written.", page=str(out)), {"file": str(out), "public": public}, as_json=json_)


@docket.command()
@click.argument("case", type=existing)
@click.argument("docket_id", metavar="DOCKET")
@voting
@option(
    "--take-out",
    multiple=True,
    metavar="ENVELOPE=REASON",
    help=_("Take an envelope out, with why. May be given again."),
)
@option("--count", "to_count", multiple=True, metavar="ENVELOPE", help=_("Ruled to count. May be given again."))
@option(
    "--count-without",
    multiple=True,
    metavar="ENVELOPE=CONTEST,CONTEST",
    help=_("Ruled to count in part, without these contests, by title or id. May be given again."),
)
@option(
    "--do-not-count",
    "not_to_count",
    multiple=True,
    metavar="ENVELOPE",
    help=_("Ruled not to count. May be given again."),
)
@as_json
@acting
def vote(case: Path, docket_id: str, json_: bool, person: str | None, **given: Any) -> None:
    """Record the board's vote on a docket, as its secretary. Envelopes can be taken out, and ruled on.

    A docket that does not carry can be voted on again, under a motion of another number.

    Example: adjudicator docket vote gwinnett.case D0001 --number 2020-12 --hour 2020-11-09T14:00 --text "Resolved, that
    docket D0001 is approved." --for 4 --against 0 --do-not-count 0143 --as vlang
    """
    office = signed_in(case, person)
    on = _known(office, docket_id)
    removed = dict(_pair(each, "--take-out") for each in given["take_out"])
    rulings = {number: Ruling("count") for number in given["to_count"]}
    rulings |= {number: Ruling("do_not_count") for number in given["not_to_count"]}
    for each in given["count_without"]:
        number, named = _pair(each, "--count-without")
        rulings[number] = Ruling("count", _contests(office, number, named.split(",")))
    granted(office.board.vote(on, _vote(office, given), removed, rulings))
    voted = _known(office, docket_id)
    answer_either(_line(voted), _object(voted), as_json=json_)


@command()
@click.argument("case", type=existing)
@voting
@as_json
@acting
def authority(case: Path, json_: bool, person: str | None, **given: Any) -> None:
    """Record the motion that lets staff go on. The board's secretary does it; a ratifying vote is then owed.

    Example: adjudicator authority gwinnett.case --number 2020-10 --text "Resolved, that staff may open what is
    approved." --for 4 --against 0 --as vlang
    """
    office = signed_in(case, person)
    given_vote = _vote(office, given)
    granted(office.board.give_authority(given_vote))
    answer_either(_("Motion {number} is recorded.", number=given_vote.number), _vote_object(given_vote), as_json=json_)


@command()
@click.argument("case", type=existing)
@voting
@option(
    "--override", default="", help=_("Why it is certified with something not explained, as a supervisor. It is public.")
)
@as_json
@acting
def certify(case: Path, override: str, json_: bool, person: str | None, **given: Any) -> None:
    """Record that the board certified the count. What stands in the way is printed first.

    Its secretary does it. While something does, a supervisor records it, with a reason.

    Example: adjudicator certify gwinnett.case --number 2020-14 --text "Resolved, that the count is certified." --for 4
    --against 0 --as vlang
    """
    office = signed_in(case, person)
    troubles = office.board.in_the_way()
    for words in troubles:
        say(words)
    given_vote = _vote(office, given)
    granted(office.board.certify(given_vote, override))
    described = {**_vote_object(given_vote), "in_the_way": list(troubles)}
    answer_either(_("Motion {number} is recorded.", number=given_vote.number), described, as_json=json_)


@command()
@click.argument("case", type=existing)
@option("--board-votes", type=click.Choice(tuple(BOARD_VOTES)), help=_("When the board votes."))
@option("--duplicate-on", type=click.Choice(tuple(DUPLICATE_ON)), help=_("Which style duplicates are made on."))
@option("--reason", default="", help=_("Why, in a sentence; nothing about a voter."))
@as_json
@acting
def steps(
    case: Path, board_votes: str | None, duplicate_on: str | None, reason: str, json_: bool, person: str | None
) -> None:
    """Print or set when the board votes, and on which style. The style is that of duplicates; to set either takes a reason.

    Example: adjudicator steps gwinnett.case --board-votes before --reason "The board's bylaws" --as vlang
    """
    sets = board_votes is not None or duplicate_on is not None
    office = signed_in(case, person) if sets else open_office(case, read_only=True)
    count = office.board.count()
    if sets:
        granted(office.board.set_steps(board_votes or count.board_votes, duplicate_on or count.duplicate_on, reason))
        count = office.board.count()
    described = {"board_votes": count.board_votes, "duplicate_on": count.duplicate_on}
    if json_:
        answer_json(described)
    else:
        answer_lines((BOARD_VOTES[count.board_votes], DUPLICATE_ON[count.duplicate_on]))


def _known(office: Office, docket_id: str) -> DocketState:
    found = office.board.docket(docket_id)
    if found is None:
        known = beside(*(each.id for each in reversed(office.board.dockets())), by=", ") or _("none")
        bad_input(_("There is no docket {docket}. Dockets: {known}.", docket=docket_id, known=known))
    return found


def _vote(office: Office, given: Mapping[str, Any]) -> Vote:
    hour = given["hour"] if isinstance(given["hour"], datetime) else office.now()
    return Vote(
        str(given["number"]).strip(),
        hour.strftime("%Y-%m-%dT%H:%M"),
        str(given["text"]).strip(),
        given["in_favor"],
        given["against"],
        given["abstained"],
        given["later"],
    )


def _pair(given: str, name: str) -> tuple[str, str]:
    number, sign, rest = given.partition("=")
    if not sign or not number.strip() or not rest.strip():
        bad_input(_('{option} takes ENVELOPE=..., not "{given}".', option=name, given=given))
    return number.strip(), rest.strip()


def _contests(office: Office, number: str, named: Sequence[str]) -> tuple[str, ...]:
    """The ids of contests named by title or id; ends the command for one that the ballot does not have."""
    ballot = office.board.contests_of(number)
    by_name = {title.casefold(): contest for contest, title in ballot} | {contest: contest for contest, __ in ballot}
    found = tuple(by_name.get(each.strip().casefold(), by_name.get(each.strip(), "")) for each in named)
    if "" in found:
        titles = beside(*(title for __, title in ballot), by="; ") or _("none")
        name = named[found.index("")].strip()
        bad_input(
            _(
                'The ballot of envelope {number} has no contest "{name}". Contests: {titles}.',
                number=number,
                name=name,
                titles=titles,
            )
        )
    return found


def _line(docket: DocketState) -> Words:
    counted = n_("{count} determination", "{count} determinations", len(docket.items))
    asked = len(docket.questions)
    wants = n_("{count} ruling asked", "{count} rulings asked", asked) if asked else ""
    voted = _("not voted on")
    if docket.vote is not None:
        voted = _("motion {number}: {vote}", number=docket.vote.number, vote=vote_words(docket.vote))
    return beside(docket.id, counted, wants, voted, by="  ")


def _ready(office: Office) -> Iterator[str]:
    ready = office.board.ready()
    if not ready:
        yield _("Nothing is ready for another docket.")
        return
    for each in ready.batches:
        outcomes = (beside(outcome_words(code), str(count)) for code, count in sorted(each.outcomes.items()))
        yield _("Ready: {batch}, {outcomes}", batch=each.id, outcomes=beside(*outcomes, by=", "))
    for number, codes in ready.questions.items():
        asks = beside(*map(hold_words, codes), by="; ")
        yield _("Ready: envelope {number}, {question}", number=number, question=asks)


def _object(docket: DocketState) -> dict[str, object]:
    return {
        "docket": docket.id,
        "batches": list(docket.batches),
        "envelopes": len(docket.items),
        "outcomes": dict(docket.outcomes),
        "reasons": dict(docket.reasons),
        "questions": {number: list(codes) for number, codes in docket.questions.items()},
        "amends": bool(docket.amends),
        "override": docket.why,
        "vote": _vote_object(docket.vote) if docket.vote is not None else None,
        "taken_out": list(docket.removed),
        "rulings": {
            number: {"ruling": each.ruling, "ruled_out": list(each.ruled_out)}
            for number, each in docket.rulings.items()
        },
    }


def _vote_object(vote: Vote) -> dict[str, object]:
    return {
        "number": vote.number,
        "hour": vote.hour,
        "text": vote.text,
        "for": vote.in_favor,
        "against": vote.against,
        "abstained": vote.abstained,
        "carried": vote.carried,
        "later": vote.later,
    }


COMMANDS = (docket, authority, certify, steps)
