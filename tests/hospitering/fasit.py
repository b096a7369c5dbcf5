"""What follows from a verb, as tests ask for it: who is waited for, who was told."""

from datetime import timedelta

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.varsling.models import Varsel
from hospitering.models import Soknad
from tests.rollebesetning import Cast


def venter_paa(sak: Soknad) -> list[str]:
    return sorted(Oppgave.objects.for_sak(sak).aapne().values_list("type", flat=True))


def fikk(sak: Soknad, mal: str) -> list[str]:
    rader = Varsel.objects.filter(sak_id=sak.pk, mal=f"hospitering.{mal}")
    return sorted(rader.values_list("mottaker__navn", flat=True))


def avslutt(type: RolleType, cast: Cast) -> None:
    """All roles of a kind in Gjøvik ended yesterday."""
    igaar = timezone.localdate() - timedelta(days=1)
    Rolle.objects.filter(type=type, virksomhet=cast.gjovik).update(gyldig_til=igaar)
