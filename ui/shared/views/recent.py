"""The cases opened last, remembered on this machine, newest first: the path, the county, and whether it is practice."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSettings

KEY, SORT = "start/recent", "start/recent-sort"
MOST = 8


def recent_cases() -> tuple[str, ...]:
    """Paths of the cases opened last."""
    kept = QSettings().value(KEY, [])
    paths = [kept] if isinstance(kept, str) else (kept if isinstance(kept, list) else [])
    return tuple(str(path) for path in paths if path)


def recent_sorts() -> Mapping[str, str]:
    """Path of a case opened last -> whose it is and whether it is practice, as it was said then; not of every one."""
    kept = QSettings().value(SORT, {})
    return {str(path): str(sort) for path, sort in kept.items()} if isinstance(kept, dict) else {}


def remember_case(path: str, sort: str = "") -> None:
    """Puts a case first among those opened last; `sort` says whose it is, and whether it is practice."""
    if path:
        others = [each for each in recent_cases() if each != path]
        paths, sorts = [path, *others][:MOST], {**recent_sorts(), path: sort}
        QSettings().setValue(KEY, paths)
        QSettings().setValue(SORT, {each: sorts[each] for each in paths if sorts.get(each)})


def forget_case(path: str) -> None:
    """Takes a case out of those opened last."""
    QSettings().setValue(KEY, [each for each in recent_cases() if each != path])
