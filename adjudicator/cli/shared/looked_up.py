"""What a look-up in the newest lists came to, as two commands print it."""

from __future__ import annotations

from adjudicator.cli.shared.output import answer_either, granted
from adjudicator.office import Office
from adjudicator.office.desks.count.table_papers import hits_in
from adjudicator.words import _, beside, n_


def look_up_and_say(office: Office, about: str, *, as_json: bool) -> None:
    """Look a pile, a docket or what goes on the next one up, and print what came of it."""
    found = granted(office.looking_up.look_up(about))
    words = n_("{count} envelope looked up.", "{count} envelopes looked up.", found.envelopes)
    back = _("Back to their reviewers: {numbers}.", numbers=hits_in(found.back, found.hits)) if found.back else ""
    late = (
        _("Opened already, to be reported: {numbers}.", numbers=hits_in(found.opened, found.hits))
        if found.opened
        else ""
    )
    value = {
        "envelopes": found.envelopes,
        "back": list(found.back),
        "opened": list(found.opened),
        "hits": dict(found.hits),
    }
    answer_either(beside(words, back, late), value, as_json=as_json)
