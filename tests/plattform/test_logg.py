"""Log lines hold no personal data and no key to a door."""

import json
import logging
import sys

import pytest

from helsefellesskap.logg import JsonLinje, vask


@pytest.mark.parametrize(
    ("inn", "ut"),
    [
        ("Not Found: /kalender/3q2hXv9LmN0pWc5TyUa1BdEfGh2.ics", "Not Found: /kalender/<hemmelig>.ics"),
        ("/konto/invitasjon/a1b2c3d4e5f6g7h8i9/", "/konto/invitasjon/<hemmelig>/"),
        ("/konto/passord/nokkel/1-c9x8y7z6w5v4u3t2s1:abc/", "/konto/passord/nokkel/<hemmelig>/"),
        (
            "/hospitering/0f8fad5b-d9cb-469f-a165-70867728950e/skjema.pdf",
            "/hospitering/0f8fad5b-d9cb-469f-a165-70867728950e/skjema.pdf",
        ),
        ("/hospitering/?sok=Synne+Søker&side=2", "/hospitering/?<sporring>"),
        ("550 <synne@demo.example> unknown", "550 <<e-post>> unknown"),
        ("ring 90 12 34 56", "ring <tall>"),
        ("nummer 01879012345 her", "nummer <tall> her"),
        ("nr.90123456", "nr.<tall>"),
        ("succeeded in 0.01234567890s: None", "succeeded in 0.01234567890s: None"),
    ],
)
def test_wash(inn: str, ut: str):
    assert vask(inn) == ut


def test_line_has_only_the_listed_keys_and_never_the_text_of_an_exception():
    try:
        raise ValueError("Synne Søker, født 1. mars")
    except ValueError:
        rad = logging.LogRecord("prove", logging.ERROR, __file__, 1, "feil på %s", ("/hospitering/",), sys.exc_info())
    rad.request = "hemmelig"
    linje = json.loads(JsonLinje().format(rad))
    assert list(linje) == ["tid", "niva", "logg", "melding", "feil", "hvor"]
    assert (linje["melding"], linje["feil"]) == ("feil på /hospitering/", "builtins.ValueError")
    assert "Synne" not in json.dumps(linje, ensure_ascii=False)
