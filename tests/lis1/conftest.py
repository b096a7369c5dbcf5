from typing import Any

import pytest


@pytest.fixture
def lis(db: None) -> Any:
    """The fixed cast with coordinator, municipal contacts, chief physician, County Governor and RHF (tests/lis1/folk.py)."""
    from tests.lis1.folk import lag_lis1

    return lag_lis1()
