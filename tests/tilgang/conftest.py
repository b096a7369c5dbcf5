"""Something at the end of every address."""

from typing import Any

import pytest


@pytest.fixture
def sted(db: None) -> Any:
    from tests.tilgang.adresser import lag_sted

    return lag_sted()
