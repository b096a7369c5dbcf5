from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from django.test.utils import override_settings

from grunnmur.portal import oversettelse


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
