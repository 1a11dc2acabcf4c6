"""Local times where clocks are changed: what a time on paper, or one that a person types, can mean.

What is decided by it:

- A time *on papers* (when a ballot was cast, the hours of a court's order, of a polling place) is the clock on the wall, and
  is held only against other times on that wall. It is kept as written, without a zone.
- A time *of an arrival* is a moment. Where the clock showed it twice, in the night in which clocks are put back, the first
  is taken: both lie on the same day and hours away from any office's, so that nothing turns on it but whether the moment
  has already been, and then a person is believed.
- A time that no clock showed, in the night in which clocks are put forward, was misread. It is not moved to one that was:
  a person looks again.
"""

from __future__ import annotations

from datetime import datetime, tzinfo


def times_shown(moment: datetime, zone: tzinfo) -> int:
    """How often the clocks of a zone show a local time (given without zone): once, twice, or never (0)."""
    first, second = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or second is None or first == second:
        return 1
    return 2 if first > second else 0


def first_shown(moment: datetime, zone: tzinfo) -> datetime:
    """The moment, aware, at which the clocks of a zone first show a local time (given without zone).

    ValueError for one that they never show.
    """
    if not times_shown(moment, zone):
        raise ValueError("no clock of the zone shows this time")
    return moment.replace(tzinfo=zone, fold=0)
