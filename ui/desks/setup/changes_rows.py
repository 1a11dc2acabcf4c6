"""The list of what an act would change: a row an envelope, in numbers and codes' words, never a voter's data."""

from __future__ import annotations

from adjudicator.casework.acts.consequences import Change, Consequences
from adjudicator.casework.record.state import STATUSES
from adjudicator.casework.telling.consequence_words import (
    DEEDS,
    after_words,
    before_words,
    difference_words,
    follows_words,
    stands_words,
    summary_words,
)
from adjudicator.records.envelope import ordinal_of
from adjudicator.words import _, n_, plural
from ui.desks.setup.screen import ChangesScreen
from ui.parts import Column, Filter, ListWords, OutcomeCell, Row

COLUMNS = (
    Column("envelope", _("Envelope"), "strong", 86),
    Column("stands", _("Where it stands"), width=150),
    Column("before", _("Recorded"), "outcome", 190),
    Column("after", _("Then"), "outcome", 190),
    Column("differs", _("What differs"), width=150, stretch=True),
    Column("deed", _("What becomes of it"), "strong", 138),
)
WORDS = ListWords(
    plural("{count} envelope", "{count} envelopes"), _("envelopes"), _("Nothing changes"),
    _("No determination and no answer would change. What you do here applies to everything from now on."),
    hint=_("Filter envelopes"), icon="check",
)  # fmt: skip


def changes_screen(number: int, words: tuple[str, str], found: Consequences) -> ChangesScreen:
    """What an act would change; `words` are its title and a sentence about it."""
    title, says = words
    chips = tuple(Filter(deed, label, len(found.by_deed(deed))) for deed, label in DEEDS.items() if found.by_deed(deed))
    return ChangesScreen(
        number=number,
        title=title,
        says=says,
        summary=summary_words(found),
        follows=follows_words(found),
        rows=tuple(_row(change) for change in sorted(found.changes, key=lambda each: ordinal_of(each.state.number))),
        chips=chips if len(chips) > 1 else (),
        confirm="",
    )


def waiting_words(found: Consequences) -> str:
    """What the person who acted has to do next, after what was done: "3 envelopes wait for you to close a batch"."""
    recorded = (*found.by_deed("determined"), *found.by_deed("restored"))
    anew = [each for each in recorded if each.after is not None and each.after.outcome != "held"]
    return (
        n_(
            "{count} envelope waits for you to close a batch",
            "{count} envelopes wait for you to close a batch",
            len(anew),
        )
        if anew
        else ""
    )


def restore_words(found: Consequences) -> str:
    """Whether what an earlier act sent back is restored, as a choice; empty where there is nothing."""
    back = found.by_deed("restored")
    return (
        n_(
            "Restore the {count} determination that an earlier change sent back",
            "Restore the {count} determinations that an earlier change sent back",
            len(back),
        )
        if back
        else ""
    )


def _row(change: Change) -> Row:
    state, before, after = change.state, change.before, change.after
    outcomes = (before.outcome if before else "undecided", after.outcome if after else "undecided")
    apart = (before is not None and "kept_apart" in before.marks, after is not None and "kept_apart" in after.marks)
    said = (before_words(change), after_words(change))
    cells = tuple(OutcomeCell(*cell) for cell in zip(outcomes, apart, said, strict=True))
    differs, deed = difference_words(change), DEEDS[change.deed]
    place = STATUSES.index(state.status)
    order = (ordinal_of(state.number), f"{place} {state.batch}", *said, differs, deed)
    return Row(
        state.number, (state.number, stands_words(state), *cells, differs, deed), frozenset({change.deed}), order
    )
