"""The demo: everybody of the contract, cases in every state, made by the verbs, the same each time."""

import pytest

from tests.demo.fasit import sjekk_demoen


@pytest.mark.django_db
def test_demoen_er_hel_og_lik_hver_gang(settings: object) -> None:
    """One of each kind; the whole of it is in `make drill`."""
    settings.DEMO = True  # type: ignore[attr-defined]
    sjekk_demoen("--liten")
