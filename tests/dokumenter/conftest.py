"""A case with a number, and a short way to ask for its form."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def be_om(cast: Any) -> Callable[..., Any]:
    """Ask for the form of a case as the applicant does: the document, or the job that makes it."""
    from hospitering.skjema_pdf import skjema_som_dokument
    from tests.dokumenter.proveskjema import utfylt

    def be(sak: Any, data: Any = None, **valg: Any) -> Any:
        standard = {"bestilt_av": cast.soker, "sprak": "nb", "vis_privat": True, "adresse": "/hospitering/x/skjema.pdf"}
        return skjema_som_dokument(sak, data or utfylt(), helsefellesskap=cast.helsefellesskap, **standard | valg)

    return be
