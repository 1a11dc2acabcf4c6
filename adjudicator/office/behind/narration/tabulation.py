"""Scanner batches, uploads, reconciliations and explanations in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.canvass.differing import about_words
from adjudicator.casework.record.entry import Entry
from adjudicator.words import _, beside, n_


def _recorded(entry: Entry) -> str:
    data = entry.data
    holds = _("duplicates") if data["holds"] == "duplicates" else _("as they are")
    return beside(
        n_(
            "recorded scanner batch {scan} with {count} ballot",
            "recorded scanner batch {scan} with {count} ballots",
            data["ballots"],
            scan=data["scan"],
        ),
        holds,
        _("kept apart") if data["apart"] else "",
        n_("{count} flagged", "{count} flagged", data["flagged"]) if data["flagged"] else "",
        _("entered later") if data["later"] else "",
        by=", ",
    )


def _voided(entry: Entry) -> str:
    data = entry.data
    if data["instead"]:
        return _("voided scanner batch {scan}; {instead} is in its place", scan=data["scan"], instead=data["instead"])
    return _("voided scanner batch {scan}", scan=data["scan"])


def _uploaded(entry: Entry) -> str:
    data = entry.data
    before = _("before the results were reconciled") if data["override"] else ""
    words = n_(
        "recorded upload {upload} with {count} scanner batch and {ballots} provisional ballots",
        "recorded upload {upload} with {count} scanner batches and {ballots} provisional ballots",
        len(data["scans"]),
        upload=data["upload"],
        ballots=data["ballots"],
    )
    return beside(words, before, by=", ")


def _reconciled(entry: Entry) -> str:
    return n_(
        "held results against the ballots that may count: {count} difference",
        "held results against the ballots that may count: {count} differences",
        len(entry.data["found"]),
    )


TELLINGS: Mapping[str, Callable[[Entry], str]] = {
    "scan.recorded": _recorded,
    "scan.cleared": lambda e: n_(
        "recorded that the review panel settled {count} ballot of scanner batch {scan}",
        "recorded that the review panel settled {count} ballots of scanner batch {scan}",
        e.data["cleared"],
        scan=e.data["scan"],
    ),
    "scan.in_results": lambda e: n_(
        "recorded that scanner batch {scan} is in the county's results, with {count} ballot",
        "recorded that scanner batch {scan} is in the county's results, with {count} ballots",
        e.data["ballots"],
        scan=e.data["scan"],
    ),
    "scan.voided": _voided,
    "count.reconciled": _reconciled,
    "upload.made": _uploaded,
    "upload.withdrawn": lambda e: _("recorded that upload {upload} was taken out", upload=e.data["upload"]),
    "upload.seen": lambda e: n_(
        "looked at the state's site for upload {upload}: {count} vote",
        "looked at the state's site for upload {upload}: {count} votes",
        e.data["votes"],
        upload=e.data["upload"],
    ),
    "difference.explained": lambda e: _(
        "explained a difference ({what}): {expected} by the record, {actual} found",
        expected=e.data["expected"],
        actual=e.data["actual"],
        what=about_words(e.data["about"]),
    ),
}
"""Kind of entry -> its sentence, after the name of the person."""
