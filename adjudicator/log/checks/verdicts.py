"""What verify says at the end: a verdict for each promise that the record makes, in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from adjudicator.log.file.findings import CheckFinding
from adjudicator.words import _, beside, n_

Promise = Literal["unchanged", "who", "rules", "left"]

PROMISES: Mapping[Promise, str] = {
    "unchanged": _("Nothing was changed"),
    "who": _("Who did it"),
    "rules": _("Follows from the rules"),
    "left": _("What left is what the record says"),
}
"""Promise -> how a verdict names it, in the order in which they are told."""

_OF_WHO = (
    "act.", "acts.", "against.signature", "against.people", "batch.four_eyes", "checkpoint.people", "checkpoint.signature",
    "key.", "log.no_right",
)  # fmt: skip
_OF_RULES = ("admission.", "determination.", "document.unreadable", "log.time_runs_back")
"""How the ids of findings begin that speak against a promise; all others say that something was changed."""

State = Literal["ok", "not_ok", "not_proved", "not_checked"]

STATES: Mapping[State, str] = {
    "ok": _("OK"),
    "not_ok": _("NOT OK"),
    "not_proved": _("NOT PROVED"),
    "not_checked": _("not checked"),
}
"""State -> how a verdict names it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one promise; `words` say what was not proved, not checked or is to be known, empty for nothing."""

    promise: Promise
    state: State
    words: str = ""

    def __str__(self) -> str:
        promise, state = PROMISES[self.promise], STATES[self.state]
        if not self.words:
            return _("{promise}: {state}", promise=promise, state=state)
        return _("{promise}: {state} ({words})", promise=promise, state=state, words=self.words)


def promise_of(finding: str) -> Promise:
    """The promise that a finding of that id speaks against."""
    if finding.startswith(_OF_WHO):
        return "who"
    return "rules" if finding.startswith(_OF_RULES) else "unchanged"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a verification looked at, and what it counted there.

    `deep` is its depth, `read` says that the rows were read at all, `law` that the law of the case was at hand. `entries`
    counts the log's entries, `unsigned` those at its beginning that are of a form without signatures, `by_one` the
    determinations and approvals that rest on what one person alone gave (at the deep depth only), `unseen` the
    determinations that rest on sealed values which the copy lacks. `story` is the seq at which the case went on from a
    restored copy or a raised form without an act of an administrator or supervisor since, 0 for none.
    """

    deep: bool
    entries: int = 0
    unsigned: int = 0
    by_one: int = 0
    unseen: int = 0
    story: int = 0
    read: bool = True
    law: bool = True


def verdicts(findings: Iterable[CheckFinding], looked: Looked) -> tuple[Verdict, ...]:
    """The verdict for each promise."""
    against = {promise_of(finding.id) for finding in findings if finding.severity == "error"}
    return (
        Verdict("unchanged", "not_ok" if "unchanged" in against else "ok"),
        _of_who("who" in against, looked),
        _of_rules("rules" in against, looked),
    )


def spoken_against(told: Iterable[Verdict], findings: Iterable[CheckFinding]) -> tuple[Verdict, ...]:
    """Verdicts that were given before further findings came up."""
    against = {promise_of(finding.id) for finding in findings if finding.severity == "error"}
    return tuple(Verdict(each.promise, "not_ok") if each.promise in against else each for each in told)


def _of_who(against: bool, looked: Looked) -> Verdict:
    words: list[str] = []
    if looked.unsigned:
        last = looked.unsigned
        words.append(
            _("for entries 1 to {last}, which are of form 3.0: their acts are not signed one by one", last=last)
        )
    if looked.by_one:
        words.append(
            n_(
                "{count} determination or approval rests on what one person alone gave",
                "{count} determinations and approvals rest on what one person alone gave",
                looked.by_one,
            )
        )
    elif not looked.deep:
        words.append(_("what rests on one person alone is counted at the deep depth only"))
    if looked.story:
        entry = looked.story
        words.append(
            _("entry {entry} goes on from a copy, and no administrator or supervisor has acted since", entry=entry)
        )
    if against:
        return Verdict("who", "not_ok")
    if not looked.read:
        return Verdict("who", "not_checked")
    return Verdict("who", "not_proved" if looked.unsigned or looked.story else "ok", beside(*words, by="; "))


def _of_rules(against: bool, looked: Looked) -> Verdict:
    if against:
        return Verdict("rules", "not_ok")
    if not looked.deep or not looked.read:
        return Verdict("rules", "not_checked", "" if not looked.read else _("this is the standard depth"))
    if not looked.law:
        return Verdict("rules", "not_checked", _("the definition or a pack is not at hand"))
    if not looked.unseen:
        return Verdict("rules", "ok")
    words = n_(
        "but for {count} determination that rests on sealed values, which this copy lacks",
        "but for {count} determinations that rest on sealed values, which this copy lacks",
        looked.unseen,
    )
    return Verdict("rules", "ok", words)
