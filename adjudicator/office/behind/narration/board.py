"""What entries of the board say, each as a sentence behind the name of who made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adjudicator.casework.record.entry import Entry
from adjudicator.records.count import BOARD_VOTES, DUPLICATE_ON
from adjudicator.words import _, beside, n_, small


def _drawn(entry: Entry) -> str:
    data = entry.data
    count, asked = len(data["items"]), len(data["questions"])
    said = n_(
        "put together docket {docket} with {count} determination",
        "put together docket {docket} with {count} determinations",
        count,
        docket=data["docket"],
    )
    if entry.kind == "docket.amended":
        said = n_(
            "put together docket {docket}, which amends what was certified, with {count} determination",
            "put together docket {docket}, which amends what was certified, with {count} determinations",
            count,
            docket=data["docket"],
        )
    wants = n_("{count} envelope wants a ruling", "{count} envelopes want a ruling", asked) if asked else ""
    over = _("before it was looked up once more: {why}", why=data["why"]) if data["why"] else ""
    return beside(said, wants, over, by="; ")


def _later(entry: Entry) -> str:
    return _("entered later") if entry.data["vote"]["later"] else ""


def _voted(entry: Entry) -> str:
    data = entry.data
    vote: Mapping[str, Any] = data["vote"]
    removed, rulings = len(data["removed"]), len(data["rulings"])
    said = _("recorded motion {number} on docket {docket}", number=vote["number"], docket=data["docket"])
    return beside(
        beside(said, _result(vote), by=": "),
        n_("{count} envelope taken out", "{count} envelopes taken out", removed) if removed else "",
        n_("{count} ruling", "{count} rulings", rulings) if rulings else "",
        _later(entry),
        by=", ",
    )


def _result(vote: Mapping[str, Any]) -> str:
    carried = vote["in_favor"] > vote["against"]
    places = {"in_favor": vote["in_favor"], "against": vote["against"], "abstained": vote["abstained"]}
    if carried:
        return _("carried with {in_favor} for, {against} against, {abstained} abstained", **places)
    return _("did not carry with {in_favor} for, {against} against, {abstained} abstained", **places)


def _steps(entry: Entry) -> str:
    votes, style = BOARD_VOTES[entry.data["board_votes"]], DUPLICATE_ON[entry.data["duplicate_on"]]
    return _("set the steps: {votes}; {style}", votes=small(votes), style=small(style))


def _authority(entry: Entry) -> str:
    said = _("recorded motion {number}: staff may go on before the board votes", number=entry.data["vote"]["number"])
    return beside(said, _later(entry), by=", ")


def _certified(entry: Entry) -> str:
    said = _("recorded motion {number}: the board certified the count", number=entry.data["vote"]["number"])
    why = entry.data["why"]
    return beside(said, _("with something not explained: {why}", why=why) if why else "", _later(entry), by=", ")


TELLINGS: Mapping[str, Callable[[Entry], str]] = {
    "steps.set": _steps,
    "docket.drawn": _drawn,
    "docket.amended": _drawn,
    "docket.voted": _voted,
    "authority.given": _authority,
    "count.certified": _certified,
}
