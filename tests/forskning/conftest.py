from typing import Any

import pytest


@pytest.fixture
def forsk(db: None) -> Any:
    """The fixed cast with researchers, coordinators, two committees and partners of every kind (tests/forskning/folk.py)."""
    from tests.forskning.folk import lag_forskning

    return lag_forskning()
