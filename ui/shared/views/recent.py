"""The cases opened last, remembered on this machine: paths alone, newest first."""

from __future__ import annotations

from PySide6.QtCore import QSettings

KEY = "start/recent"
MOST = 8


def recent_cases() -> tuple[str, ...]:
    """Paths of the cases opened last."""
    kept = QSettings().value(KEY, [])
    paths = [kept] if isinstance(kept, str) else (kept if isinstance(kept, list) else [])
    return tuple(str(path) for path in paths if path)


def remember_case(path: str) -> None:
    """Puts a case first among those opened last."""
    if path:
        others = [each for each in recent_cases() if each != path]
        QSettings().setValue(KEY, [path, *others][:MOST])


def forget_case(path: str) -> None:
    """Takes a case out of those opened last."""
    QSettings().setValue(KEY, [each for each in recent_cases() if each != path])
