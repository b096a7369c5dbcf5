"""What came of it: both sides say so, and then the case is closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import frister, rules
from .. import overganger as o
from ..models import Besvart, Foresporsel, Innstilling, LedetTil, Side, Tilstand, Utfall
from ..tekster import foresporsel as t
from .folger import be, be_ansvarlig, folk, si_fra
from .kapasitet import noter_kapasitet


def be_om_utfall(sak: Foresporsel, hendelse: Hendelse) -> None:
    """Both sides owe a word on what came of it, until the case closes by itself. Call it where guidance was given."""
    frist = pluss_virkedager(lokal_dato(hendelse.tidspunkt), Innstilling.objects.gjeldende().lukkes_virkedager)
    for person in (sak.melder, sak.ansvarlig):
        if person is not None and person.is_active:
            be(sak, t.UTFALL, hendelse, person=person, frist=frist)


@operasjon
def kode_utfall(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    besvart: str,
    nytte: int,
    ledet_til: Iterable[str] = (),
    kommentar: str = "",
    naa: datetime | None = None,
) -> Foresporsel:
    """One side says what came of it; once more puts it right. When both have, the case is closed.

    Where the asker says that it was not answered, it stays open until its time is out: the asker may still send it
    back, and the coordinator knows. Raises `ValidationError` by field, for a comment about one patient too (S1-V13).
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.KODE_UTFALL, utfort_av=utfort_av, naa=naa)
    side = Side.MELDER if utfort_av.pk == sak.melder_id else Side.SVARER
    valgt = sorted(set(ledet_til))
    _kontroller(sak, besvart, nytte, valgt, kommentar)
    felter = {"besvart": besvart, "nytte": nytte, "ledet_til": valgt, "kommentar": kommentar}
    Utfall.objects.update_or_create(foresporsel=sak, side=side, defaults={**felter, "av": utfort_av, "tidspunkt": naa})
    _lukk_egen_oppgave(sak, hendelse, utfort_av)
    if side == Side.MELDER and besvart == Besvart.NEI:
        si_fra(sak, hendelse, "utfall_nei", folk(rules.koordinatorer(sak)))
    noter_kapasitet(sak, kommentar, utfort_av=utfort_av, naa=naa)
    utfall = dict(sak.utfall.values_list("side", "besvart"))
    if len(utfall) == len(Side) and utfall[Side.MELDER] != Besvart.NEI:
        _lukk(sak, utfort_av=Bruker.objects.systemet(), naa=naa)
    return sak


def _kontroller(sak: Foresporsel, besvart: str, nytte: int, ledet_til: list[str], kommentar: str) -> None:
    feil: dict[str, list[str]] = {}
    if besvart not in (Besvart.JA, Besvart.DELVIS, Besvart.NEI):
        feil["besvart"] = [_("Velg om spørsmålet ble besvart.")]
    if nytte not in range(1, 6):
        feil["nytte"] = [_("Velg hvor nyttig det var, fra 1 til 5.")]
    if not set(ledet_til) <= set(LedetTil.values):
        feil["ledet_til"] = [_("Velg fra listen.")]
    elif LedetTil.INGENTING in ledet_til and len(ledet_til) > 1:
        feil["ledet_til"] = [_("«Ingen endring» kan ikke velges sammen med noe annet.")]
    if kommentar and sak.om_enkeltpasient:
        feil["kommentar"] = [_("Skriv ingenting når spørsmålet gjelder en enkeltpasient.")]
    if feil:
        raise ValidationError(feil)


def _lukk_egen_oppgave(sak: Foresporsel, hendelse: Hendelse, bruker: Bruker) -> None:
    aapne = Oppgave.objects.for_sak(sak).aapne().filter(type=t.UTFALL, person=bruker)
    aapne.update(lukket=hendelse.tidspunkt, lukket_av=hendelse, neste_paaminnelse=None)


def _lukk(sak: Foresporsel, *, utfort_av: Bruker, naa: datetime) -> None:
    """The number to ring is gone with the last word: nobody needs it any more."""
    felter: dict[str, Any] = {"lukket_tid": naa, "ring_tlf": ""}
    hendelse = flytt(sak, o.LUKK, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(sak, hendelse)


@operasjon
def ikke_besvart(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """The asker says that the question was not answered: it is owed anew, with a fresh deadline, by whoever had it.

    It is counted. What either side had said of the outcome no longer holds.
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    felter = {"svarfrist": frister.svarfrist(sak, naa), "taus_siden": None, "gjennomfort_tid": None}
    hendelse = flytt(sak, o.IKKE_BESVART, utfort_av=utfort_av, felter=felter, naa=naa)
    sak.utfall.all().delete()
    lukk_oppgaver(sak, hendelse)
    be_ansvarlig(sak, hendelse)
    si_fra(sak, hendelse, "ikke_besvart", [sak.ansvarlig])
    if Hendelse.objects.for_sak(sak).filter(navn=o.IKKE_BESVART.navn).count() > 1:
        si_fra(sak, hendelse, "ikke_besvart_igjen", folk(rules.koordinatorer(sak)))
    return sak


@operasjon
def lukk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """Close what both sides have had time to say something about. Who did not, counts as «not stated»."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    _lukk(sak, utfort_av=utfort_av, naa=naa)
    sagt = set(sak.utfall.values_list("side", flat=True))
    Utfall.objects.bulk_create(
        Utfall(foresporsel=sak, side=side, besvart=Besvart.IKKE_OPPGITT, tidspunkt=naa)
        for side in Side.values
        if side not in sagt
    )
    return sak


def lukk_forfalte(naa: datetime | None = None) -> int:
    """Close the cases whose outcome has been waited for long enough; return how many."""
    naa = naa or timezone.now()
    grense = pluss_virkedager(lokal_dato(naa), -Innstilling.objects.gjeldende().lukkes_virkedager)
    forfalt = Q(tilstand=Tilstand.GJENNOMFORT, gjennomfort_tid__date__lt=grense)
    return hver_for_seg(Foresporsel.objects.filter(forfalt).values_list("pk", "versjon"), lukk, naa=naa)
