"""Running: started and ended by the dates, called off at once and acknowledged by the others."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, krev, operasjon

from .. import overganger as o
from ..models import Aarsak, Avtale, Periodeart, Periodeforslag, Periodetilstand, Side, Soknad, Tilstand
from ..rules import ledere_egen
from ..rules.avtale import side_til, ukvitterte
from ..tekster import avtale as tekster
from .belegg import slipp_ukene
from .folger import folk_paa, si_fra, spor_side

P = Periodetilstand


@operasjon
def start(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The first day has come and all was ready by then: it runs. Raises `ValidationError` when it was not."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale").laas(soknad_id, versjon)
    if not kan_starte(soknad.avtale, naa):
        raise ValidationError(_("Hospiteringen starter av seg selv den dagen som er avtalt, når alt er klart."))
    return _start(soknad, utfort_av, naa)


def kan_starte(avtale: Avtale, naa: datetime) -> bool:
    """The first day has come, and all was ready no later than on it. That the clock stood still changes nothing."""
    if not (avtale.fra and avtale.klar_tid):
        return False
    return avtale.fra <= lokal_dato(naa) and lokal_dato(avtale.klar_tid) <= avtale.fra


def start_hvis_i_dag(soknad: Soknad, *, utfort_av: Bruker, naa: datetime) -> None:
    """Ready on the very day: it starts at once."""
    if kan_starte(soknad.avtale, naa):
        _start(soknad, utfort_av, naa)


def _start(soknad: Soknad, utfort_av: Bruker, naa: datetime) -> Soknad:
    hendelse = flytt(soknad, o.START, utfort_av=utfort_av, naa=naa)
    Avtale.objects.filter(pk=soknad.pk).update(startet_tid=naa)
    lukk_oppgaver(soknad, hendelse, tekster.IKKE_STARTET)
    # What has begun can still be shortened, but its first day no longer moved.
    _la_forslag_falle(soknad, hendelse, soknad.avtale.perioder.exclude(art=Periodeart.KORTET, fra=F("avtale__fra")))
    return soknad


def la_forslag_falle(soknad: Soknad, hendelse: Hendelse) -> None:
    """No period waits for anybody any more."""
    _la_forslag_falle(soknad, hendelse, Periodeforslag.objects.filter(avtale=soknad.pk))


def _la_forslag_falle(soknad: Soknad, hendelse: Hendelse, perioder: QuerySet[Periodeforslag]) -> None:
    if perioder.filter(tilstand__in=[P.FORESLATT, P.HOS_LEDER]).update(tilstand=P.ERSTATTET):
        lukk_oppgaver(soknad, hendelse, tekster.PERIODE_SVAR, tekster.PERIODE_LEDER)


@operasjon
def meld_ikke_klar(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The first day has come and not all is green: it does not start, and both are asked to postpone or call off.

    Once for each first day. What is made ready before that day is over starts after all.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet__virksomhet").laas(soknad_id, versjon)
    avtale: Avtale = soknad.avtale
    data = {"fra": avtale.fra.isoformat() if avtale.fra else ""}
    meldt = er_meldt(soknad)
    hendelse = flytt(soknad, o.MELD_IKKE_KLAR, utfort_av=utfort_av, data=data, naa=naa)
    if meldt or avtale.fra is None or lokal_dato(naa) < avtale.fra or kan_starte(avtale, naa):
        raise UlovligOvergang
    har_forslag = avtale.perioder.filter(tilstand__in=[P.FORESLATT, P.HOS_LEDER]).exists()
    for side in Side:
        si_fra(soknad, hendelse, "ikke_startet", folk_paa(soknad, side))
        if not har_forslag:
            spor_side(soknad, side, tekster.IKKE_STARTET, hendelse)
    return soknad


def er_meldt(soknad: Soknad) -> bool:
    """Whether both have been told that it could not start on the first day that applies now."""
    fra = soknad.avtale.fra
    meldt = Hendelse.objects.for_sak(soknad).filter(navn=o.MELD_IKKE_KLAR.navn)
    return fra is not None and meldt.filter(data__fra=fra.isoformat()).exists()


def spor_igjen_om_start(soknad: Soknad, hendelse: Hendelse) -> None:
    """A proposal to postpone came to nothing: it is for both to find another way, as before it was made."""
    if soknad.tilstand in (Tilstand.AVTALE_INNGAATT, Tilstand.KLAR) and er_meldt(soknad):
        lukk_oppgaver(soknad, hendelse, tekster.IKKE_STARTET)
        for side in Side:
            spor_side(soknad, side, tekster.IKKE_STARTET, hendelse)


@operasjon
def avslutt(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The last day has passed: it is held, and both sides owe an evaluation (S1-H20)."""
    from .evaluering import spor_evaluering

    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet__virksomhet").laas(soknad_id, versjon)
    if soknad.avtale.til and lokal_dato(naa) <= soknad.avtale.til:
        raise ValidationError(_("Hospiteringen er ikke over ennå."))
    hendelse = flytt(soknad, o.AVSLUTT, utfort_av=utfort_av, naa=naa)
    Avtale.objects.filter(pk=soknad.pk).update(gjennomfort_tid=naa)
    la_forslag_falle(soknad, hendelse)
    lukk_oppgaver(soknad, hendelse)
    spor_evaluering(soknad, hendelse)
    return soknad


@operasjon
def avlys(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, aarsak: str, naa: datetime | None = None) -> Soknad:
    """Host or employer calls it off, at once; the reason is a code, and the others say that they have seen it."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet__virksomhet").laas(soknad_id, versjon)
    krev(soknad, o.AVLYS, utfort_av=utfort_av)
    krev_aarsak(aarsak)
    slutt(soknad, aarsak)
    hendelse = flytt(soknad, o.AVLYS, utfort_av=utfort_av, data={"aarsak": aarsak}, naa=naa)
    spor_kvittering(soknad, hendelse, utfort_av, mal="avlyst")
    return soknad


def krev_aarsak(aarsak: str) -> None:
    """A reason is one of the codes, and none of them is about health. Raises `ValidationError`."""
    if aarsak not in Aarsak.values:
        raise ValidationError({"aarsak": _("Velg en grunn.")})


def slutt(soknad: Soknad, aarsak: str) -> None:
    """What ends with the agreement: why stands on it, and its weeks are free. Before the move, as the database demands."""
    Avtale.objects.filter(pk=soknad.pk).update(slutt_aarsak=aarsak)
    slipp_ukene(soknad)


def spor_kvittering(soknad: Soknad, hendelse: Hendelse, utfort_av: Bruker, *, mal: str) -> None:
    """Whoever did not do it says that they have seen it: the sides are asked, and the employer hears of it."""
    la_forslag_falle(soknad, hendelse)
    lukk_oppgaver(soknad, hendelse)
    egen = side_til(utfort_av, soknad)
    for side in Side:
        if side != egen:
            spor_side(soknad, side, tekster.KVITTER, hendelse, mal=mal)
    si_fra(soknad, hendelse, f"{mal}_arbeidsgiver", [f.bruker for f in ledere_egen(soknad)])


@operasjon
def kvitter(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """One side has seen that it comes to nothing. Raises `ValidationError` when it has said so already."""
    soknad = Soknad.objects.laas(soknad_id, versjon)
    side = side_til(utfort_av, soknad)
    hendelse = flytt(soknad, o.KVITTER, utfort_av=utfort_av, data={"side": side}, naa=naa)
    skyldig = ukvitterte(soknad, side) if side else Oppgave.objects.none()
    if not skyldig.update(lukket=hendelse.tidspunkt, lukket_av=hendelse, neste_paaminnelse=None):
        raise ValidationError(_("Dere har allerede bekreftet at dere har sett det."))
    return soknad
