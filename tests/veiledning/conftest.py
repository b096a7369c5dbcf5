from typing import Any

import pytest


@pytest.fixture
def veil(db: None) -> Any:
    """The fixed cast with those who answer, coordinate and lead on either side (tests/veiledning/folk.py)."""
    from tests.veiledning.folk import lag_veil

    return lag_veil()
