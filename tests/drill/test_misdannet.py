"""Ten thousand malformed posts and query strings, none of them a server error."""

from tests.rollebesetning import Cast
from tests.tilgang.adresser import klient, lag_sted
from tests.tilgang.misdannet import skyt


def test_ti_tusen_misdannede_foresporsler_gir_ingen_serverfeil(cast: Cast) -> None:
    roller = ("anonym", "soker", "leder", "mottak", "vertsleder", "kontakt_adm", "sekretariat", "utenfor", "admin")
    sted = lag_sted(cast)
    assert skyt(sted, {rolle: klient(sted.cast, rolle) for rolle in roller}, 10_000, fro=2) == []
