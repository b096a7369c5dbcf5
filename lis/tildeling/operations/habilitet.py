"""Interests are declared, and the committee decides whether whoever did takes part (forvaltningsloven §§ 6 and 8)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import Habilitet, Habilitetsutfall, Runde
from ..tekster import vedtak as t
from .folger import i_utvalget, si_fra


@operasjon
def meld(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    grunn: str,
    kandidat: UUID | None = None,
    naa: datetime | None = None,
) -> Habilitet:
    """Declare an own interest in the round, or in one candidate: a code, never a story. The others are asked to decide."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    hendelse = flytt(runde, o.MELD_HABILITET, utfort_av=utfort_av, naa=naa)
    if kandidat and not runde.kandidater.filter(pk=kandidat).exists():
        raise ValidationError({"kandidat": _("Velg en kandidat i runden.")})
    if runde.habilitet.filter(bruker=utfort_av, kandidat=kandidat).exists():
        raise ValidationError(_("Du har allerede meldt fra om dette."))
    rad = Habilitet.objects.create(runde=runde, bruker=utfort_av, kandidat_id=kandidat, grunn=grunn, meldt=naa)
    andre = [b for b in i_utvalget(runde.organ) if b.pk != utfort_av.pk and not rules.er_utelukket(b, runde)]
    for bruker in andre:
        if not _venter_paa(runde, bruker):
            aapne_oppgave(
                runde, t.HABILITET, hendelse, emne=runde.organ.navn, undertekst=runde.saksnummer or "", person=bruker,
                frist_virkedager=t.HABILITET_VIRKEDAGER,
            )  # fmt: skip
    si_fra(runde, hendelse, "habilitet_meldt", andre)
    return rad


@operasjon
def avgjor(
    pk: UUID, *, utfort_av: Bruker, versjon: int, habilitet: UUID, utfall: str, naa: datetime | None = None
) -> Habilitet:
    """Write down what the committee decided about one of them. Nobody about themselves; whoever is ruled out, of nobody."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    rad = runde.habilitet.select_related("bruker").get(pk=habilitet)
    hendelse = flytt(runde, o.AVGJOR_HABILITET, utfort_av=utfort_av, naa=naa)
    if rad.bruker_id == utfort_av.pk:
        raise Nektet
    if utfall not in Habilitetsutfall.values:
        raise ValidationError({"utfall": _("Velg om personen er habil eller inhabil.")})
    rad.utfall, rad.avgjort_av, rad.avgjort = utfall, utfort_av, naa
    rad.save(update_fields=["utfall", "avgjort_av", "avgjort"])
    if rules.habiliteten_er_avklart(runde):
        lukk_oppgaver(runde, hendelse, t.HABILITET)
    elif utfall == Habilitetsutfall.INHABIL:
        lukk_oppgaver(runde, hendelse, t.HABILITET, person=rad.bruker)
    si_fra(runde, hendelse, f"habilitet_{utfall}", [rad.bruker])
    return rad


def _venter_paa(runde: Runde, bruker: Bruker) -> bool:
    return Oppgave.objects.for_sak(runde).aapne().filter(type=t.HABILITET, person=bruker).exists()
