"""The early dialogue of a project: what is said stays said (S1-F03)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Innlegg, Prosjekt
from ..rules import deltar_i_dialogen, styrer, svarer_for_en_partner
from .folger import de_som_styrer, partnernes_folk, prosjektets_folk, si_fra


@operasjon
def skriv(
    prosjekt_pk: UUID, *, utfort_av: Bruker, tekst: str, svar_til: UUID | None = None, naa: datetime | None = None
) -> Innlegg:
    """Say something, or answer something said. One level: whoever answers an answer answers what it was an answer to.

    People write side by side, so no version is asked for.
    """
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.select_for_update(of=("self",)).get(pk=prosjekt_pk)
    hendelse = flytt(prosjekt, o.SKRIV_INNLEGG, utfort_av=utfort_av, naa=naa)
    traad = _traaden(prosjekt, svar_til) if svar_til else None
    fra = _taler_for(utfort_av, prosjekt)
    innlegg = Innlegg(
        prosjekt=prosjekt,
        svar_til=traad,
        av=utfort_av,
        virksomhet=fra,
        tekst=tekst,
        tidspunkt=naa,
    )
    innlegg.full_clean(validate_unique=False, validate_constraints=False)
    innlegg.save(force_insert=True)
    adresse = f"{reverse('forskning:partnere', args=[prosjekt.pk])}#innlegg-{(traad or innlegg).pk}"
    til = _skal_vite(prosjekt, traad, utfort_av)
    si_fra(prosjekt, hendelse, "dialog_svar" if traad else "dialog_nytt", til, adresse=adresse, av=utfort_av.navn)
    return innlegg


def _traaden(prosjekt: Prosjekt, svar_til: UUID) -> Innlegg:
    svart_paa = prosjekt.innlegg.select_related("svar_til").filter(pk=svar_til).first()
    if svart_paa is None:
        raise ValidationError(_("Innlegget finnes ikke. Last siden på nytt."))
    return svart_paa.svar_til or svart_paa


def _taler_for(bruker: Bruker, prosjekt: Prosjekt) -> Virksomhet | None:
    """The party the person is in the project for: the role they act in, else where the project says they come from."""
    fullmakt = styrer(bruker, prosjekt)
    if fullmakt is True:
        return prosjekt.eier
    fullmakt = fullmakt or svarer_for_en_partner(bruker, prosjekt)
    if isinstance(fullmakt, Fullmakt):
        return fullmakt.rolle.virksomhet
    deltaker = prosjekt.deltakere.gjeldende().filter(bruker=bruker).select_related("virksomhet").first()
    return deltaker.virksomhet if deltaker else None


def _skal_vite(prosjekt: Prosjekt, traad: Innlegg | None, av: Bruker) -> list[Bruker]:
    """Of something new, everybody in the dialogue; of an answer, the leader and those who wrote in the thread."""
    if traad is None:
        til = [*prosjektets_folk(prosjekt), *partnernes_folk(prosjekt)]
    else:
        skrev = [traad.av, *(svar.av for svar in traad.svarene.select_related("av"))]
        # Whoever has left the project since they wrote is told nothing more of it.
        til = [*de_som_styrer(prosjekt), *(b for b in skrev if deltar_i_dialogen(b, prosjekt))]
    return [b for b in {b.pk: b for b in til}.values() if b.pk != av.pk]
