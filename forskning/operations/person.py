"""Who takes part in a project, with an account here or only by name (S1-F02, S1-F04)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Prosjekt, Prosjektdeltaker, Prosjektrolle
from .folger import si_fra


@operasjon
def legg_til(
    pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Prosjektdeltaker:
    """Somebody takes part from today: `bruker`, who sees the project from now on, or only a `navn`.

    `felter`: rolle, bruker or navn, and virksomhet.
    """
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    bruker, navn = felter.get("bruker"), (felter.get("navn") or "").strip()
    hendelse = flytt(
        prosjekt, o.LEGG_TIL_PERSON, utfort_av=utfort_av, data={"person": bruker.navn if bruker else navn}, naa=naa
    )
    if feil := _feil(prosjekt, bruker, navn, felter["rolle"], lokal_dato(naa)):
        raise ValidationError(feil)
    deltaker = Prosjektdeltaker.objects.create(
        prosjekt=prosjekt, bruker=bruker, navn="" if bruker else navn, virksomhet=felter.get("virksomhet"),
        rolle=felter["rolle"], gyldig_fra=lokal_dato(naa),
    )  # fmt: skip
    si_fra(prosjekt, hendelse, "prosjekt_person", [bruker], hvem=utfort_av.navn)
    return deltaker


def _feil(prosjekt: Prosjekt, bruker: Bruker | None, navn: str, rolle: str, dag: date) -> dict[str, str]:
    if rolle not in Prosjektrolle.values:
        return {"rolle": _("Velg hva personen gjør i prosjektet.")}
    if bruker is None and not navn:
        return {"navn": _("Skriv e-postadressen til en som har konto, eller navnet til en som ikke har det.")}
    if bruker is None:
        return {}
    if not bruker.is_active or bruker.er_system:
        return {"epost": _("Kontoen er stengt. Skriv navnet i stedet.")}
    if bruker.pk == prosjekt.leder_id:
        return {"epost": _("%(navn)s leder prosjektet, og trenger ikke å legges til.") % {"navn": bruker.navn}}
    if prosjekt.deltakere.filter(bruker=bruker, gyldig_til__isnull=True).exists():
        return {"epost": _("%(navn)s er allerede med i prosjektet.") % {"navn": bruker.navn}}
    return {}


@operasjon
def ta_ut(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """Somebody takes part no more. `versjon` is the project's.

    Yesterday was the last day, so that a restricted project closes to them at once; on the very day they came, today is.
    """
    naa = naa or timezone.now()
    deltaker = Prosjektdeltaker.objects.select_related("bruker").get(pk=pk)
    prosjekt = Prosjekt.objects.laas(deltaker.prosjekt_id, versjon)
    flytt(
        prosjekt, o.TA_UT_PERSON, utfort_av=utfort_av,
        data={"person": deltaker.bruker.navn if deltaker.bruker else deltaker.navn}, naa=naa,
    )  # fmt: skip
    if deltaker.gyldig_til is not None:
        raise UlovligOvergang
    deltaker.gyldig_til = max(deltaker.gyldig_fra, lokal_dato(naa) - timedelta(days=1))
    deltaker.save(update_fields=["gyldig_til"])
    return prosjekt
