"""Acts on releases: one leaves, and the tabulation room says that it has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adjudicator.casework.acts.act import Act, Acted, secret
from adjudicator.casework.acts.told import is_hour
from adjudicator.casework.record.count_state import SessionState
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import CaseState, ReleaseState
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class Said:
    """What the tabulation room said of a release: who, at which hour (local, ISO 8601), its own reference and number."""

    who: str
    told_at: str
    ballots: int
    reference: str = ""


def make_release(  # noqa: PLR0913 - all that the entry says
    case: CaseState,
    items: Mapping[str, int],
    files: Mapping[str, str],
    *,
    size: int,
    root: str,
    act: Act,
    taken_away: Mapping[str, int] | None = None,
) -> Acted:
    """Record a release of approved determinations.

    `items` map envelopes to the seqs of their determinations, `taken_away` those that left before and are open again to the
    seqs of the determinations that left, `files` names to SHA-256; size and root are those of the record that it was made
    from. One may only take away. Refused when there is nothing new and nothing to take away.
    """
    if not items and not taken_away:
        return Refusal("nothing_to_release", _("Nothing is approved and not yet released."))
    data = {
        "release": f"R{case.next_release:04d}",
        "follows": case.last_release,
        "size": size,
        "root": root,
        "items": dict(items),
        "files": dict(files),
        "taken_away": dict(taken_away or {}),
    }
    return (act.entry("release.made", data),)


def exceptions_open(sessions: Iterable[SessionState]) -> Refusal | None:
    """Why nothing leaves while nobody has said what becomes of an envelope with an exception; None where all is said."""
    found = next(((each.id, number) for each in sessions for number in each.unsettled), None)
    if found is None:
        return None
    session, number = found
    words = _(
        "Envelope {number} had something else in it than one ballot (session {session}). A supervisor says at Opening what "
        "becomes of it; then a release can be made.",
        number=number,
        session=session,
    )
    return Refusal("exception_open", words, number)


def acknowledge(release: ReleaseState, said: Said, act: Act) -> Acted:
    """Record that the tabulation room has a release. A number that is not ours is recorded like any other.

    Refused without a name or an hour, and where the same was said last.
    """
    if not said.who.strip():
        return Refusal("who_missing", _("Give the name of the person in the tabulation room who said so."))
    if not is_hour(said.told_at):
        words = _("Give the day and hour at which it was said, such as 2020-11-06T21:05.")
        return Refusal("bad_hour", words)
    last = release.acknowledged
    if last is not None and (last.told_at, last.ballots) == (said.told_at, said.ballots):
        return Refusal("said_already", _("This is recorded already."))
    data = {
        "release": release.id,
        "who": Secret(said.who.strip()),
        "told_at": said.told_at,
        "reference": secret(said.reference),
        "ballots": said.ballots,
    }
    return (act.entry("release.acknowledged", data),)
