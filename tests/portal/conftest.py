from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from django.test.utils import override_settings

from grunnmur.portal import kontekst, navigasjon, oversettelse

MENY = [("Min side", "forside"), ("Hospitering", "varsler"), ("LIS-tjeneste", "profil"), ("Veiledning", "personvern")]
MALER = Path(__file__).parent / "maler"


@pytest.fixture
def galleri(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the gallery's templates known, and keep the areas' menu entries and brand out of it."""
    maler = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**maler, "DIRS": [MALER, *maler["DIRS"]]}]
    monkeypatch.setattr(navigasjon, "_punkter", {})
    monkeypatch.setattr(kontekst, "_kilder", {"helsefellesskap": kontekst._uten_navn, "uleste": lambda request: 12})
    for nr, (navn, adresse) in enumerate(MENY):
        navigasjon.registrer(navn, adresse, rekkefolge=nr)


@pytest.fixture
def kompilert(tmp_path: Path) -> Iterator[Any]:
    """The catalogs as they stand, compiled beside the test: compiled files are not kept in the tree."""
    for sprak in ("nb", "nn"):
        mappe = tmp_path / sprak / "LC_MESSAGES"
        mappe.mkdir(parents=True)
        with (mappe / "django.mo").open("wb") as fil:
            write_mo(fil, oversettelse.les(sprak))
    # Django forgets its loaded catalogs when LOCALE_PATHS changes.
    with override_settings(LOCALE_PATHS=[tmp_path]):
        yield
