"""Time acts: participants are reminded, and whoever arranges is asked whether it was held."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import tekster as t
from ..models import Arrangement, Deltaker, Svar, Tilstand
from .deltaker import PAAMINNELSE
from .folger import be_om_oppfolging, de_som_arrangerer, si_fra, si_fra_til_deltakere


@operasjon
def minn_deltakere(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Arrangement:
    """Remind those who come, each once."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.MINN_DELTAKERE, utfort_av=utfort_av, naa=naa)
    ikke_minnet = list(sak.deltakere.kommer().filter(paaminnet__isnull=True).select_related("bruker"))
    Deltaker.objects.filter(pk__in=[d.pk for d in ikke_minnet]).update(paaminnet=naa)
    si_fra_til_deltakere(sak, hendelse, "paaminnelse", ikke_minnet)
    return sak


def minn_deltakere_om_arrangementer(*, naa: datetime | None = None) -> int:
    """Every event that is near. Returns how many; a rerun finds nobody."""
    naa = naa or timezone.now()
    ikke_minnet = Deltaker.objects.filter(arrangement=OuterRef("pk"), svar=Svar.JA, paaminnet__isnull=True)
    naere = Arrangement.objects.filter(tilstand=Tilstand.KUNNGJORT, start__gt=naa, start__lte=naa + PAAMINNELSE)
    return hver_for_seg(naere.filter(Exists(ikke_minnet)).values_list("pk", "versjon"), minn_deltakere, naa=naa)


@operasjon
def minn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Arrangement:
    """It is over and nobody has said how it went: whoever arranges owes it now."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.MINN, utfort_av=utfort_av, naa=naa)
    be_om_oppfolging(sak, hendelse)
    si_fra(sak, hendelse, "ikke_registrert", de_som_arrangerer(sak))
    return sak


def spor_om_de_ble_holdt(*, naa: datetime | None = None) -> int:
    """Ask about every event that is over and unregistered, each once. Returns how many."""
    naa = naa or timezone.now()
    spurt = Oppgave.objects.aapne().filter(type=t.FOLG_OPP).values("sak_id")
    over = Arrangement.objects.filter(tilstand__in=[Tilstand.PLANLAGT, Tilstand.KUNNGJORT], slutt__lt=naa)
    return hver_for_seg(over.exclude(pk__in=spurt).values_list("pk", "versjon"), minn, naa=naa)
