"""What the journeys share: somebody signed in, on a page; and the cast of LIS3 where a browser can see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page

from tests.nettleser import logg_inn

if TYPE_CHECKING:
    from grunnmur.organisasjon.models import Bruker


UTEN_SKRIPT_HVER_GANG = {
    "test_from_a_plan_to_a_fagdag_that_was_held",
    "test_an_application_is_sent_before_it_is_anchored",
    "test_kommunen_foreslaar_statsforvalteren_godkjenner_og_kommunen_ser_det",
    "test_foretaket_avtaler_og_kommunen_besetter",
    "test_from_a_plan_to_approved_minutes",
    "test_fra_unnskyldning_til_utfall",
    "test_from_ready_notice_to_the_queue",
    "test_fra_soknad_til_signert_skjema",
}
"""Of the journeys that are made with and without scripts: one of each area is made both ways for every change."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The other journeys are made without scripts by `make drill`, which asks for this folder by name beside its own."""
    if any("drill" in argument for argument in config.args):
        return
    senere = [item for item in items if _uten_skript(item) and item.originalname not in UTEN_SKRIPT_HVER_GANG]  # type: ignore[attr-defined]
    if senere:
        config.hook.pytest_deselected(items=senere)
        items[:] = [item for item in items if item not in senere]


def _uten_skript(item: pytest.Item) -> bool:
    valg = item.callspec.params if hasattr(item, "callspec") else {}
    return "reiser" in item.path.parts and any(valg.get(navn) is False for navn in ("js", "skript", "med_skript"))


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
