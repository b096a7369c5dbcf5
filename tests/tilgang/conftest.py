"""One application, and something at the end of every address."""

from typing import Any

import pytest


@pytest.fixture
def sted(cast: Any) -> Any:
    from tests.tilgang.adresser import lag_sted

    return lag_sted(cast)
