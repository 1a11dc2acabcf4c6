"""Votes of the board: on a docket, with what is taken out and ruled on; its authority; and certification."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.count.board import APPROVED, has_authority, ratified
from adjudicator.casework.acts.count.going_on import GoingOn
from adjudicator.casework.acts.told import is_hour
from adjudicator.casework.record.count_state import CountState, DocketState, Ruling, Vote
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.count import RULINGS
from adjudicator.records.election import Election
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_

LONGEST_NUMBER = 40
"""Signs in the number of a motion."""

Ballots = Mapping[str, Sequence[str]]
"""Envelope -> the contests of the ballot that was cast in it, in ballot order."""


@dataclass(frozen=True, slots=True)
class OwedVotes:
    """What is owed before the board can certify: determinations not voted on and dockets that wait for a vote, by number,
    and how many envelopes have no approved determination."""

    unvoted: tuple[str, ...] = ()
    undecided: int = 0
    dockets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unvoted or self.undecided or self.dockets)


def ballots_of(election: Election, envelopes: Iterable[EnvelopeState]) -> Ballots:
    """The contests of the ballots cast in held envelopes, by number."""
    found = ((each.number, each.determination) for each in envelopes)
    return {number: election.styles.get(made.cast_style, ()) for number, made in found if made is not None}


def vote(  # noqa: PLR0913 - all that a vote says
    docket: DocketState,
    vote: Vote,
    count: CountState,
    act: Act,
    *,
    now: str,
    removed: Mapping[str, str],
    rulings: Mapping[str, Ruling],
    asked: Mapping[str, EnvelopeState],
    ballots: Ballots | None = None,
) -> Acted:
    """Record the board's vote on a docket, with what was taken out, each with a reason, and its rulings.

    `now` is the county's hour; `asked` are the envelopes ruled on; `ballots` their contests, None where not at hand.
    Refused for a docket that has carried, a vote that is not whole, and what is not on the docket.
    """
    if docket.vote is not None and docket.vote.carried:
        return Refusal(
            "voted_already",
            _(
                "The board has voted on docket {docket}: motion {motion} carried.",
                docket=docket.id,
                motion=docket.vote.number,
            ),
        )
    refusal = (
        _not_whole(vote, count, now) or _not_taken_out(docket, removed) or _not_ruled(docket, rulings, asked, ballots)
    )
    if refusal is not None:
        return refusal
    if not vote.carried and (removed or rulings):
        return Refusal(
            "not_carried", _("A motion that did not carry takes nothing out and rules on nothing. Leave those empty.")
        )
    data = {
        "docket": docket.id,
        "vote": structs.asdict(vote),
        "removed": {number: Secret(reason) for number, reason in removed.items()},
        "rulings": {
            number: {"ruling": each.ruling, "ruled_out": list(each.ruled_out)} for number, each in rulings.items()
        },
    }
    return (act.entry("docket.voted", data),)


def _not_taken_out(docket: DocketState, removed: Mapping[str, str]) -> Refusal | None:
    for number, reason in removed.items():
        if number not in docket.items:
            words = _("Envelope {number} is not on docket {docket}.", number=number, docket=docket.id)
            return Refusal("not_on_docket", words, number)
        if not reason.strip():
            words = _("Write why envelope {number} was taken out, in a sentence.", number=number)
            return Refusal("reason_missing", words, number)
    return None


def _not_ruled(
    docket: DocketState, rulings: Mapping[str, Ruling], asked: Mapping[str, EnvelopeState], ballots: Ballots | None
) -> Refusal | None:
    for number, ruling in rulings.items():
        envelope = asked.get(number)
        if number not in docket.questions:
            words = _("Docket {docket} asks no ruling on envelope {number}.", docket=docket.id, number=number)
            return Refusal("not_asked", words, number)
        if envelope is None or envelope.status != "held":
            words = _(
                "Envelope {number} does not wait for the board any more. Leave its ruling out; a new docket has it if it "
                "still wants one.",
                number=number,
            )
            return Refusal("not_held", words, number)
        if ruling.ruling not in RULINGS or (ruling.ruled_out and ruling.ruling != "count"):
            words = _("The board rules to count envelope {number}, in full or in part, or not to.", number=number)
            return Refusal("unknown_ruling", words, number)
        if ballots is not None and list(ruling.ruled_out) != [
            contest for contest in ballots.get(number, ()) if contest in ruling.ruled_out
        ]:
            words = _("The ballot of envelope {number} does not have a contest that was ruled out.", number=number)
            return Refusal("unknown_contest", words, number)
    return None


# motions on the count as a whole


def give_authority(count: CountState, vote: Vote, act: Act, *, now: str) -> Acted:
    """Record the motion that lets staff go on before the vote, which is then owed before certification."""
    if count.board_votes != "authority":
        return Refusal("no_such_step", _("Steps are not set so that a motion of the board lets staff go on."))
    if has_authority(count):
        return Refusal("given_already", _("The board has let staff go on already."))
    refusal = _not_whole(vote, count, now) or _did_not_carry(vote)
    return refusal or (act.entry("authority.given", {"vote": structs.asdict(vote)}),)


def owed(envelopes: Iterable[EnvelopeState], dockets: Sequence[DocketState], count: CountState) -> OwedVotes:
    """What the board still owes: every envelope decided, approved and, where the board votes at all, voted on."""
    unvoted, undecided = list[str](), 0
    votes = count.board_votes != "off"
    for envelope in envelopes:
        if envelope.is_none:
            continue
        if envelope.status not in APPROVED:
            undecided += 1
        elif votes and not ratified(envelope, dockets):
            unvoted.append(envelope.number)
    waiting = tuple(each.id for each in dockets if each.vote is None or not each.vote.carried)
    return OwedVotes(tuple(unvoted), undecided, waiting if votes else ())


def owed_words(found: OwedVotes) -> tuple[str, ...]:
    """What is owed, a sentence each."""
    unvoted, undecided, dockets = len(found.unvoted), found.undecided, len(found.dockets)
    said = (
        n_(
            "{count} approved determination was not voted on.",
            "{count} approved determinations were not voted on.",
            unvoted,
        )
        if unvoted
        else "",
        n_(
            "{count} envelope has no approved determination.",
            "{count} envelopes have no approved determination.",
            undecided,
        )
        if undecided
        else "",
        n_("{count} docket has not carried.", "{count} dockets have not carried.", dockets) if dockets else "",
    )
    return tuple(words for words in said if words)


def certify(  # noqa: PLR0913 - what stands in the way, and what was said of it
    count: CountState,
    dockets: Iterable[DocketState],
    vote: Vote,
    act: Act,
    *,
    now: str,
    troubles: Sequence[str] = (),
    why: str = "",
    may: bool = True,
) -> Acted:
    """Record that the board certified the count. After that it certifies again only what a later docket has amended.

    Refused while there are `troubles`, sentences of what is not explained, unless a supervisor says `why` it is done all the
    same; `may` says that who acts is one.
    """
    if count.certified is not None and not any(each.amends and each.voted > count.certified_seq for each in dockets):
        return Refusal("certified_already", _("The count is certified. What changes after that is an amendment."))
    refusal = _not_whole(vote, count, now) or _did_not_carry(vote)
    if refusal is not None:
        return refusal
    going_on = GoingOn(_in_the_way(len(troubles)) if troubles else None, why, may)
    return going_on.refused() or (
        act.entry("count.certified", {"vote": structs.asdict(vote), "why": going_on.recorded}),
    )


def _in_the_way(count: int) -> Refusal:
    words = n_(
        "{count} thing stands in the way and is not explained. Explain it, or write why the board certifies all the "
        "same.",
        "{count} things stand in the way and are not explained. Explain them, or write why the board certifies all "
        "the same.",
        count,
    )
    return Refusal("in_the_way", words)


def _did_not_carry(vote: Vote) -> Refusal | None:
    if vote.carried:
        return None
    return Refusal("not_carried", _("This motion did not carry: more have to be for it than against it."))


def _not_whole(vote: Vote, count: CountState, now: str) -> Refusal | None:
    """What a vote lacks: its number, which no other has, its hour, which has come, its text, and somebody who voted."""
    numbers = (vote.in_favor, vote.against, vote.abstained)
    lacks = (
        (
            not vote.number.strip() or not vote.text.strip(),
            "motion_incomplete",
            _("A motion needs its number and its text."),
        ),
        (
            len(vote.number) > LONGEST_NUMBER,
            "motion_incomplete",
            _("The number of a motion has at most {count} signs.", count=LONGEST_NUMBER),
        ),
        (
            vote.number.casefold() in {number.casefold() for number in count.motions},
            "motion_taken",
            _("Motion {number} is recorded already. Each motion has a number of its own.", number=vote.number),
        ),
        (not is_hour(vote.hour), "motion_incomplete", _("A motion needs the day and hour of the vote.")),
        (vote.hour > now, "motion_to_come", _("The hour of the vote is in the future. Check it.")),
        (
            min(numbers) < 0 or not sum(numbers),
            "nobody_voted",
            _("Say how many were for it, against it, and abstained."),
        ),
    )
    return next((Refusal(code, words) for is_so, code, words in lacks if is_so), None)
