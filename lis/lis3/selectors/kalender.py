"""In-house teaching in the doctor's calendar, while the service lasts (S1-I21)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde
from grunnmur.organisasjon.models import Bruker

from ..models import Tjenestedel, Tjenestetilstand

T = Tjenestetilstand


def internundervisning(bruker: Bruker) -> Iterable[Kalenderpost]:
    """Each part of a confirmed or running service at a department that has given a link to its teaching."""
    deler = (
        Tjenestedel.objects.filter(
            tjeneste__innmelding__lege__bruker=bruker,
            tjeneste__tilstand__in=[T.BEKREFTET, T.KLAR, T.PAAGAAR],
            opptar=True,
        )
        .exclude(plass__avdeling__internundervisning_url="")
        .select_related("tjeneste", "plass__avdeling")
        .order_by("fra")
    )
    for del_ in deler:
        yield Kalenderpost(
            nokkel=f"internundervisning-{del_.pk}",
            fra=del_.fra,
            til=del_.til,
            tittel=_("Internundervisning ved avdelingen"),
            adresse=del_.plass.avdeling.internundervisning_url,
            laget=del_.tjeneste.opprettet,
        )


def registrer() -> None:
    registrer_kilde(internundervisning)
