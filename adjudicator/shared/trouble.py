"""What a station says where it cannot record: the server is away, or tells another story than the copy."""

from __future__ import annotations

from adjudicator.records.trouble import WorldError
from adjudicator.words import _

AWAY = "server_away"
ANOTHER_STORY = "another_story"

_GOES_ON = _(
    "What you type is kept, and everything can be looked at. Recording comes back by itself when the server answers again."
)
_KEEP_IT = _(
    "Nothing is recorded or signed from here. Keep this copy as it is, and tell the people who run the server: the record "
    "there was changed, or went on from an older backup."
)


def server_away(since: str = "") -> WorldError:
    """The server does not answer; `since` says since when, as an hour in words, where that is known."""
    if since:
        return WorldError(
            AWAY, _("The server of the shared record has not answered since {time}", time=since), _GOES_ON
        )
    return WorldError(AWAY, _("The server of the shared record does not answer"), _GOES_ON)


def another_story(entry: int) -> WorldError:
    """The server's record is not the one of this copy, from an entry on."""
    what = _("The record at the server is another one than this copy from entry {entry} on", entry=str(entry))
    return WorldError(ANOTHER_STORY, what, _KEEP_IT)


def other_passphrase() -> WorldError:
    """The passphrase does not open the case key that the server keeps."""
    what = _("This passphrase does not open the shared record")
    return WorldError("wrong_passphrase", what, _("Try again; without the right one nobody can read the record."))
