"""What stands on every report beside its own sentences: headings, which the templates get as data, and the line on top."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.records.election import Election
from adjudicator.words import Words, _
from adjudicator.words.dates import long_day

LABELS: Mapping[str, str] = {
    "pages": _("{page} of {pages}", page="{page}", pages="{pages}"),
    "figures": _("What became of them"),
    "envelopes": _("Envelopes"),
    "so_far": _("Envelopes so far"),
    "signed": _("The record, signed"),
    "code": _("The signed checkpoint above, as a QR code"),
    "use": _("What this page is good for"),
    "name_and_date": _("Printed name, date and hour"),
    "precinct": _("Precinct"),
    "style": _("Ballot style"),
    "do": _("What to do"),
    "ballots": _("Ballots"),
    "done": _("Done"),
    "opened_already": _("Opened"),
    "release": _("Release"),
    "place": _("Place"),
    "words": _("The 24 words, in this order"),
    "words_use": _("What it is for"),
}
"""Name of a place in the templates -> its words; the template itself puts numbers for {page} and {pages}."""


def over(election: Election) -> Words:
    """The line above a report's title: which county's, and which election's."""
    return _(
        "{county} County, {state}. {election}, {day}",
        county=election.county,
        state=election.state,
        election=election.name,
        day=long_day(election.date),
    )
