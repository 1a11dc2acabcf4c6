"""Looking envelopes up once more in the newest files of votes and registrations, and telling of what is found too late."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.count.at_table import TableAct, wrong_hour
from adjudicator.casework.acts.count.board import APPROVED
from adjudicator.casework.record.count_state import CountState
from adjudicator.casework.record.entry import Secret, moment_of
from adjudicator.casework.record.state import CaseState, EnvelopeState, FileState
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.count import HIT_TOLD
from adjudicator.records.elector import Credit
from adjudicator.records.received import EVERY_VOTE, FILE_KINDS, REGISTRATION_LISTS, Registration, Votes, kinds_telling
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

VOTES = frozenset({"election_day", "advance_vote", "absentee_accepted", "credit_in_question"})
"""Values of the fact `voted_already` that say that another ballot was, or may have been, voted."""

TO_THE_MINUTE = len("2020-11-06T17:00")

LISTS: Mapping[Votes, str] = {"before": "absentee", "election_day": "check_in"}
"""Of which votes a list tells -> its code in the entry. A list of registrations has what it says of everybody on it."""

Tells = Votes | Registration
"""What a file is looked up for: other votes, or a registration that is canceled or pending."""

KINDS_TELLING: Mapping[Tells, tuple[str, ...]] = {
    **{votes: kinds_telling(votes) for votes in EVERY_VOTE},
    **{says: (kind,) for kind, says in REGISTRATION_LISTS.items()},
}
"""What is looked up -> the kinds of files that tell it, in the order in which an entry names them."""

OTHER_VOTE = _(
    "A newer list has another vote of this voter that nobody knew when this was determined. Look at other votes again."
)
NOT_REGISTERED = _(
    "A newer list has the registration of this voter as canceled or pending, which nobody knew when this was determined. "
    "Look at the registration again."
)
EITHER = _(
    "A newer list has another vote of this voter, or the registration as canceled or pending, which nobody knew when this "
    "was determined. Look at other votes and at the registration again."
)


def newest_files(files: Iterable[FileState]) -> dict[Tells, FileState]:
    """The newest file that tells of each sort of other votes and of registrations, as far as there is one."""
    ordered = sorted(files, key=lambda file: (file.dated, file.version))
    return {
        tells: file for tells, kinds in KINDS_TELLING.items() for file in ordered if file.kind in kinds
    }  # the last one stays


def names_of(newest: Mapping[Tells, FileState]) -> tuple[str, ...]:
    """What the record calls the newest files, in the order of KINDS_TELLING."""
    return tuple(newest[tells].digest for tells in KINDS_TELLING if tells in newest)


def knows_every_vote(newest: Mapping[Tells, FileState]) -> bool:
    """Whether there is a file of each sort of other votes; lists of registrations need not be there."""
    return all(votes in newest for votes in EVERY_VOTE)


def not_final(case: CaseState, newest: Mapping[Tells, FileState]) -> Refusal | None:
    """Why the files do not tell the last word yet, None where they do.

    The absentee file has to be as of a time after the last day's hour, and the check-in list marked final.
    """
    before, election_day = newest.get("before"), newest.get("election_day")
    last = moment_of(case.deadlines["last_day"]).astimezone(ZoneInfo(case.time_zone)).isoformat()[:TO_THE_MINUTE]
    if before is None or before.as_of <= last:
        words = _(
            "The newest absentee file does not speak of the time after the last day. Receive one that does, and say as of "
            "when it is."
        )
        return Refusal("absentee_not_final", words)
    if election_day is None or not election_day.final:
        return Refusal(
            "check_in_not_final", _("The newest check-in list is not marked as final. Receive the final one.")
        )
    return None


def is_looked_up(about: str, count: CountState, newest: Mapping[Tells, FileState]) -> bool:
    """Whether a docket or pile was looked up in the newest files."""
    names = names_of(newest)
    return any(each.about == about and each.files == names for each in reversed(count.looked_up))


def not_fresh(about: str, count: CountState, case: CaseState, newest: Mapping[Tells, FileState]) -> Refusal | None:
    """Why a pile has to be looked up before it is opened, None where it was, in files that tell the last word."""
    refusal = not_final(case, newest)
    if refusal is None and not is_looked_up(about, count, newest):
        words = _("Pile {pile} was not looked up again since the newest files came. Look it up first.", pile=about)
        return Refusal("not_looked_up", words)
    return refusal


@dataclass(frozen=True, slots=True)
class ToDraw:
    """A docket that is to be drawn, by its number: its envelopes with their versions, and which were opened already."""

    docket: str
    versions: Mapping[str, int]
    opened: Container[str]


def not_looked_up(
    to_draw: ToDraw, count: CountState, case: CaseState, newest: Mapping[Tells, FileState], act: Act
) -> Refusal | None:
    """Why a docket's envelopes have to be looked up before it is drawn, None where they were since each was approved.

    Once the last day is over, the files have to tell the last word, as for an opening. Before that nobody can have such
    files: those that there are do. An envelope that was opened was looked up for that.
    """
    sealed = [version for number, version in to_draw.versions.items() if number not in to_draw.opened]
    if not sealed:
        return None
    if act.at > case.deadlines["last_day"]:
        refusal = not_final(case, newest)
        if refusal is not None:
            return refusal
    elif not knows_every_vote(newest):
        return None
    names = names_of(newest)
    read = [each.size for each in count.looked_up if each.about == to_draw.docket and each.files == names]
    if read and max(sealed) <= read[-1]:
        return None
    words = _(
        "What goes on docket {docket} was not looked up again since it was approved and the newest files came. Look it up "
        "first.",
        docket=to_draw.docket,
    )
    return Refusal("not_looked_up", words)


def new_hit(
    state: EnvelopeState, credits_of: Callable[[EnvelopeState], Iterable[Credit]], kinds: Mapping[str, str]
) -> str:
    """In which list ("absentee", "check_in") the newest files have a vote that nobody knew when the envelope was determined.

    Empty where there is none. `credits_of` gives what the newest files say of its elector, `kinds` maps a file to its kind.
    What a record said then, and a person put aside with a reason, is not new.
    """
    answer = state.answers.get("voted_already")
    known = {claim.value for claim in answer.claims if claim.source.kind != "envelope"} if answer is not None else set()
    if state.determination is not None:
        known.add(state.determination.facts.get("voted_already", ""))
    for credit in credits_of(state):
        tells = FILE_KINDS[kinds[credit.file]].tells
        if credit.value in VOTES and credit.value not in known and tells is not None:
            return LISTS[tells]
    return ""


def new_listing(sheet: Sheet) -> str:
    """Whether the newest canceled or pending list asks again about a registration: what it says ("cancelled", "pending").

    Empty where it does not: where it said so when the envelope was determined, the roll was made since, or the registration
    was canceled after election day.
    """
    known = sheet.known.get("registration")
    if known is None or "registration" not in sheet.overtaken:
        return ""
    says = REGISTRATION_LISTS.get(known.answer.source.kind)
    return says if says is not None and says == known.answer.value else ""


def reason_for(kinds: Iterable[str]) -> str:
    """What reviewers read whose envelopes go back with hits of these kinds."""
    of_votes = {kind in LISTS.values() for kind in kinds}
    if of_votes == {True, False}:
        return EITHER
    return OTHER_VOTE if of_votes == {True} else NOT_REGISTERED


def look_up(  # noqa: PLR0913 - all that a look-up says
    about: str,
    listed: Container[str],
    hits: Sequence[tuple[EnvelopeState, str]],
    opened: Callable[[str], bool],
    newest: Mapping[Tells, FileState],
    act: Act,
    *,
    size: int,
) -> Acted:
    """Record a look-up of a docket's or pile's envelopes, which are `listed`; `opened` says which were opened.

    The record had `size` entries when they were read.

    A new hit goes back to its reviewer, unless its envelope was opened; then it is to be reported. Refused while there is no
    list of each sort of other votes.
    """
    if not knows_every_vote(newest):
        return Refusal("no_files", _("Receive an absentee file and a check-in list first."))
    found = {state.number: kind for state, kind in sorted(hits, key=lambda hit: hit[0].number)}
    stray = next((number for number in found if number not in listed), "")
    if stray:
        return Refusal("not_listed", _("Envelope {number} is not on this list.", number=stray), stray)
    back = {
        state.number: state.determination.seq
        for state, _kind in sorted(hits, key=lambda hit: hit[0].number)
        if state.status in APPROVED and not opened(state.number) and state.determination is not None
    }
    data: dict[str, Any] = {
        "about": about,
        "size": size,
        "files": list(names_of(newest)),
        "hits": found,
        "back": back,
        "reason": Secret(str(reason_for(found[number] for number in back))) if back else None,
    }
    return (act.entry("envelopes.looked_up", data),)


def tell_hit(number: str, to: str, hour: str, at: TableAct, *, opened: bool) -> Acted:
    """Record who was told of what was found after an envelope was opened."""
    if not opened or not any(number in look_up.hits for look_up in at.count.looked_up):
        words = _("Nothing was found of envelope {number} after it was opened.", number=number)
        return Refusal("no_hit", words, number)
    if to not in HIT_TOLD:
        return Refusal("unknown_receiver", _("Say who was told."), number)
    if to in at.count.told.get(number, ()):
        return Refusal("nothing_changed", _("That is on record already."), number)
    wrong = wrong_hour(hour, at.case, at.act)
    return wrong or (at.act.entry("hit.told", {"envelope": number, "to": to, "hour": hour}),)
