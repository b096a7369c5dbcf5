import pytest

from tests.lis1.folk import Lis1Cast


@pytest.fixture
def lis(db: None) -> Lis1Cast:
    """The fixed cast with coordinator, municipal contacts, chief physician, County Governor and RHF (tests/lis1/folk.py)."""
    from tests.lis1.folk import lag_lis1

    return lag_lis1()
