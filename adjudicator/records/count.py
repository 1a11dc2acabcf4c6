"""The words and codes of the second half: from approval to a ballot's place in the certified count.

Each table is code -> words, in the order in which a screen offers them. A code stands in the record for good.
"""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.words import _

BOARD_VOTES: Mapping[str, str] = {
    "before": _("The board votes before anything is opened"),
    "authority": _("A motion lets staff go on; the board ratifies before certification"),
    "off": _("Approval is the legal act; the board does not vote"),
}
"""When the board votes on what was approved."""

DUPLICATE_ON: Mapping[str, str] = {
    "cast": _("Duplicates are made on the style that was cast"),
    "home": _("Duplicates are made on the voter's own style"),
}
"""Which ballot style a duplicate is made on, as the county's scanner is set up."""

RULINGS: Mapping[str, str] = {
    "count": _("Count"),
    "do_not_count": _("Do not count"),
}
"""What the board rules on one envelope, as the fact `ruling` says it; counting in part names the contests beside it."""

PILES: Mapping[str, str] = {
    "to_open": _("to open"),
    "not_counted": _("not counted, to stay sealed"),
    "held": _("held, to stay sealed"),
}
"""What becomes of the envelopes of a pile."""

EXCEPTIONS: Mapping[str, str] = {
    "empty": _("no ballot in the envelope"),
    "two_ballots": _("more than one ballot in the envelope"),
    "no_inner": _("no inner envelope"),
    "other_style": _("a ballot of another style"),
    "papers_inside": _("papers beside the ballot"),
}
"""What is found in an envelope that is not one ballot of its style in an inner envelope."""

SETTLED_AS: Mapping[str, str] = {
    "as_it_is": _("the ballot counts as it is"),
    "copy": _("the ballot is duplicated"),
    "no_ballot": _("there is no ballot to count"),
}
"""What becomes of an envelope with an exception."""

BOXES: Mapping[str, str] = {
    "envelopes": _("sealed envelopes"),
    "not_counted": _("not counted, unopened"),
    "held": _("held, unopened"),
    "outer": _("outer envelopes, emptied"),
    "inner": _("inner envelopes, sealed"),
    "originals": _("originals of duplicates"),
    "counted": _("ballots that were counted"),
    "stock": _("blank ballots for duplicates"),
}
"""What lies in a box."""

CONDITIONS: Mapping[str, str] = {
    "whole": _("whole"),
    "damaged": _("damaged"),
    "seal_broken": _("seal broken"),
    "other_seal": _("another seal than recorded"),
}
"""How a box was found when it was handed over or opened."""

SCANNED: Mapping[str, str] = {
    "as_they_are": _("ballots as they are"),
    "duplicates": _("duplicates"),
}
"""What a scanner batch holds. Kept apart or not is said beside it: a batch never mixes the two."""

HIT_TOLD: Mapping[str, str] = {
    "board": _("the board"),
    "district_attorney": _("the district attorney"),
    "secretary_of_state": _("the Secretary of State"),
}
"""Who is told of another vote that was found after an envelope was opened."""

SORTS: Mapping[tuple[str, bool], str] = {
    ("as_they_are", False): _("Ballots as they are"),
    ("duplicates", False): _("Duplicates"),
    ("as_they_are", True): _("Kept apart: ballots as they are"),
    ("duplicates", True): _("Kept apart: duplicates"),
}
"""What a scanner batch holds, and whether that is kept apart -> its words: a batch is of one of these, never of two."""


def sort_words(holds: str, apart: bool) -> str:
    """What a scanner batch holds, in words."""
    return SORTS[holds, apart]
