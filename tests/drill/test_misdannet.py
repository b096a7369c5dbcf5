"""Ten thousand malformed posts and query strings, none of them a server error."""

import pytest

from tests.tilgang.adresser import lag_sted
from tests.tilgang.misdannet import skyt


@pytest.mark.django_db
def test_ti_tusen_misdannede_foresporsler_gir_ingen_serverfeil() -> None:
    roller = (
        "anonym", "soker", "leder", "mottak", "vertsleder", "kontakt_adm", "sekretariat", "utenfor", "admin", "koordinator",
        "kommune_lis", "lis3", "avdelingsleder", "alis_kontor", "svarer", "kommunesvarer",
    )  # fmt: skip
    sted = lag_sted()
    assert skyt(sted, {rolle: sted.klient(rolle) for rolle in roller}, 10_000, fro=2) == []
