from collections.abc import Iterator
from typing import Any

import pytest

from tests.varsling.postmottak import Postmottak


@pytest.fixture
def post(settings: Any) -> Iterator[Postmottak]:
    """The mail server that settings point to."""
    server = Postmottak()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.DEFAULT_FROM_EMAIL = "ikke-svar@portal.example"
    settings.BASE_URL = "https://portal.example"
    yield server
    server.stopp()


@pytest.fixture
def kommune(db: None) -> Any:
    """A unit with a leader and a stand-in below a unit with a leader; a contact for the whole."""
    from tests.varsling.kommune import bygg_kommune

    return bygg_kommune()
