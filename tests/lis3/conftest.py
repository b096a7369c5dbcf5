from typing import Any

import pytest


@pytest.fixture
def lis(db: None) -> Any:
    """The fixed cast with coordinator, municipal contacts, doctors, departments and places (tests/lis3/folk.py)."""
    from tests.lis3.folk import lag_lis

    return lag_lis()
