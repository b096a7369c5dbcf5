"""No request, however malformed, is a server error. Ten thousand of them are in `make drill`."""

from tests.tilgang.adresser import Sted
from tests.tilgang.misdannet import skyt


def test_seks_hundre_misdannede_foresporsler_gir_ingen_serverfeil(sted: Sted) -> None:
    roller = (
        "anonym", "soker", "leder", "mottak", "kontakt_adm", "koordinator", "kommune_lis", "avdelingsleder", "svarer",
        "vertsleder", "admin",
    )  # fmt: skip
    assert skyt(sted, {rolle: sted.klient(rolle) for rolle in roller}, 600) == []
