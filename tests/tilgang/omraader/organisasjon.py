"""Gjøvik and its register: the unit of the applicant, the leader's role, and who stands in for that leader."""

from grunnmur.organisasjon.models import Rolle, RolleType, Stedfortreder
from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting


def lag(cast: Cast, tilstand: str) -> Ting:
    rolle = Rolle.objects.get(bruker=cast.leder, type=RolleType.LEDER)
    return Ting(
        {
            "organisasjon:*": {"pk": cast.gjovik.pk},
            "organisasjon:enhet": {"pk": cast.korttid.pk},
            "organisasjon:endre_enhet": {"pk": cast.korttid.pk},
            "organisasjon:legg_ned_enhet": {"pk": cast.korttid.pk},
            "organisasjon:gjenaapne_enhet": {"pk": cast.korttid.pk},
            "organisasjon:avslutt_rolle": {"pk": rolle.pk},
            "organisasjon:sett_stedfortreder": {"pk": rolle.pk},
            "organisasjon:avslutt_stedfortreder": {"pk": Stedfortreder.objects.get().pk},
            "organisasjon:logo": {"sha256": "0" * 64},
            "organisasjon:importmal": {"innhold": "enheter", "filtype": "csv"},
        }
    )
