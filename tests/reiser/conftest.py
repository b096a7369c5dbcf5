"""What the journeys share: somebody signed in, on a page; and the cast of LIS3 where a browser can see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page

from tests.nettleser import logg_inn

if TYPE_CHECKING:
    from grunnmur.organisasjon.models import Bruker


@pytest.fixture
def som(ny_side: Callable[..., Page]) -> Callable[..., Page]:
    """A page where this person has opened a case, or an address."""

    def aapne(bruker: Bruker, hvor: Any, **valg: Any) -> Page:
        side = ny_side(**{"viewport": {"width": 1280, "height": 900}, **valg})
        logg_inn(side, bruker)
        side.goto(hvor if isinstance(hvor, str) else hvor.get_absolute_url())
        return side

    return aapne


@pytest.fixture
def lis(transactional_db: None) -> Any:
    """The cast of tests/lis3/folk.py."""
    from tests.lis3.folk import lag_lis

    return lag_lis()


@pytest.fixture
def veil(transactional_db: None) -> Any:
    """The people of guidance (tests/veiledning/folk.py)."""
    from tests.veiledning.folk import lag_veil

    return lag_veil()
