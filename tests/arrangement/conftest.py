"""The people of events in the empty database of this test."""

from typing import Any

import pytest


@pytest.fixture
def arr(db: None) -> Any:
    """The fixed cast with those who arrange (tests/arrangement/folk.py)."""
    from tests.arrangement.folk import lag_arrangement

    return lag_arrangement()
