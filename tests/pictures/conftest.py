"""Pictures take their time: all but those of Review, the desk that everybody sits at, belong to the slow part."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
RAPID = "test_review_pictures.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow here; the hook sees the items of every folder."""
    for item in items:
        if item.path.parent == HERE and item.path.name != RAPID:
            item.add_marker(pytest.mark.slow)
