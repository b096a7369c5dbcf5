"""Fixtures. Django is imported inside them: this file is read before its settings are chosen."""

from typing import Any

import pytest


@pytest.fixture
def soker(cast: Any) -> Any:
    """The applicant's browser."""
    from tests.hospitering.skjema import innlogget

    return innlogget(cast.soker)
