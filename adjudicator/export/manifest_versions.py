"""The versions of a release's manifest: each says by which rules its files were made, and are made again."""

from __future__ import annotations

FORMAT, VERSION = "provisional-ballot-release", 6
READABLE = frozenset({2, 3, 4, 5, 6})
MADE_AGAIN_SINCE = 3
"""Version 2 carries neither the definition nor packs: it cannot be made again from its record. In version 3 the public
totals were not yet read beside those of earlier releases.
"""
TAKES_AWAY_SINCE = 5
"""The version since which a release takes away what an earlier one carried and that does not stand like that any more, and
has a package of its own for the tabulation room.
"""
LOOKED_UP_SINCE = 6
"""The version since which a release has `status.csv`, the look-up of voters who were given a receipt."""
