from typing import Any

import pytest


@pytest.fixture
def utv(db: None) -> Any:
    """The fixed cast with a committee (tests/utvalg/folk.py)."""
    from tests.utvalg.folk import lag_utvalg

    return lag_utvalg()
