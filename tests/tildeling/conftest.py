from typing import Any

import pytest


@pytest.fixture
def lis(db: None) -> Any:
    """The cast of LIS1 with LIS1-utvalget (tests/tildeling/folk.py)."""
    from tests.tildeling.folk import lag_tildeling

    return lag_tildeling()
