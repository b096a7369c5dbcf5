"""Publication, in one transaction: who got a place has it, everybody concerned is told, and the rest is left over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon
from grunnmur.varsling.operations import GAMMELT, send_epost, varsle
from lis.lege.models import Lege
from lis.lis1.models import Kommuneplass
from lis.lis1.operations.folger import koordinatorer, statsforvaltere

from .. import overganger as o
from ..models import Forslag, Kandidat, Restplass, Runde, Rundetilstand, Tildeling
from ..tekster import vedtak as t
from .folger import de_som_ordner, i_utvalget, kommunens_folk, si_fra
from .restplass import oppstaa
from .tildeling import tildel
from .vedtak import krev_plassene


@operasjon
def sett_tid(
    pk: UUID, *, utfort_av: Bruker, versjon: int, publiseres: datetime | None, naa: datetime | None = None
) -> Runde:
    """Decide when it is published by itself; None takes the time away."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    flytt(runde, o.SETT_TID, utfort_av=utfort_av, felter={"publiseres": publiseres}, naa=naa)
    if publiseres and publiseres <= naa:
        raise ValidationError({"publiseres": _("Velg et tidspunkt som ikke har vært, eller publiser nå.")})
    return runde


@operasjon
def publiser(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """Publish now. Nobody is told before everything is written."""
    return _publiser(Runde.objects.laas(pk, versjon), o.PUBLISER, utfort_av, naa or timezone.now())


@operasjon
def publiser_til_tiden(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """Time publishes. What is no longer possible is handed back to those who prepare the round, once."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    if runde.tilstand == Rundetilstand.VEDTATT and runde.valgt:
        try:
            krev_plassene(runde, runde.valgt)
        except ValidationError:
            return _kan_ikke(runde, utfort_av, naa)
    return _publiser(runde, o.PUBLISER_TIL_TIDEN, utfort_av, naa)


def publiser_forfalte(naa: datetime | None = None) -> int:
    """Every decided round whose time has come, one transaction each. For the clock."""
    naa = naa or timezone.now()
    klare = Runde.objects.filter(tilstand=Rundetilstand.VEDTATT, publiseres__lte=naa)
    return hver_for_seg(klare.values_list("pk", "versjon"), publiser_til_tiden, naa=naa)


def _kan_ikke(runde: Runde, tiden: Bruker, naa: datetime) -> Runde:
    hendelse = flytt(runde, o.KAN_IKKE_PUBLISERES, utfort_av=tiden, felter={"publiseres": None}, naa=naa)
    ordnere = de_som_ordner(runde)
    si_fra(runde, hendelse, "kan_ikke_publiseres", ordnere, oppstart=runde.oppstart.isoformat())
    lukk_oppgaver(runde, hendelse, t.PUBLISER)
    for ordner in ordnere:
        aapne_oppgave(
            runde, t.SE_PAA_IGJEN, hendelse, emne=t.halvaaret(runde), undertekst=runde.saksnummer or "", person=ordner,
            frist_virkedager=1,
        )  # fmt: skip
    return runde


def _publiser(runde: Runde, verb: o.Overgang, utfort_av: Bruker, naa: datetime) -> Runde:
    hendelse = flytt(runde, verb, utfort_av=utfort_av, felter={"publisert": naa}, naa=naa)
    oppgjoret = krev_plassene(runde, cast("Forslag", runde.valgt), laas=True)
    kandidater = {k.pk: k for k in runde.kandidater.select_related("lege__bruker", "stilling", "hf")}
    lukk_oppgaver(runde, hendelse)
    _lukk_restplasser(oppgjoret.plass.values(), naa)
    tildelt = [_tildel(runde, kandidater[pk], plass, naa) for pk, plass in oppgjoret.plass.items()]
    system = Bruker.objects.systemet()
    for plass in oppgjoret.nye_rester:
        oppstaa(plass, utfort_av=system, fra=max(runde.oppstart, lokal_dato(naa)), naa=naa)
    _si_fra_til_alle(runde, hendelse, tildelt, [kandidater[pk] for pk in oppgjoret.uten_plass], oppgjoret.ledige)
    return runde


def _lukk_restplasser(plasser: Iterable[Kommuneplass], naa: datetime) -> None:
    """A place left over from an earlier round, and given out in this one, is nobody's to advertise any more."""
    for rest in Restplass.objects.filter(plass__in=[p.pk for p in plasser]).aapne().select_for_update(of=("self",)):
        hendelse = flytt(rest, o.GI_I_RUNDE, utfort_av=Bruker.objects.systemet(), naa=naa)
        lukk_oppgaver(rest, hendelse)


def _tildel(runde: Runde, kandidat: Kandidat, plass: Kommuneplass, naa: datetime) -> Tildeling:
    return tildel(
        utfort_av=Bruker.objects.systemet(), lege=kandidat.lege, plass=plass, hf=kandidat.hf, kanal=runde.kanal,
        stilling=kandidat.stilling, runde=runde, kandidat=kandidat, kriterier=runde.kriterier,
        unntak_begrunnelse=kandidat.unntak_begrunnelse, naa=naa,
    )  # fmt: skip


def _si_fra_til_alle(
    runde: Runde, hendelse: Hendelse, tildelt: list[Tildeling], uten: list[Kandidat], ledige: list[Kommuneplass]
) -> None:
    """Everybody concerned, at one moment: the notices are rows of this transaction."""
    dag = runde.oppstart.isoformat()
    for tildeling in tildelt:
        _til_legen(runde, hendelse, "fikk_plass", tildeling.lege, kommune=tildeling.plass.kommune.fullt_navn)
    for kandidat in uten:
        _til_legen(runde, hendelse, "fikk_ikke_plass", kandidat.lege)
    berort = _unike([*(x.plass.kommune for x in tildelt), *(p.kommune for p in ledige)])
    kommunefolk = [b for kommune in berort for b in kommunens_folk(kommune)]
    si_fra(runde, hendelse, "publisert_kommune", kommunefolk, oppstart=dag)
    andre = [*koordinatorer(), *statsforvaltere(), *i_utvalget(runde.organ), *de_som_ordner(runde)]
    borte = {b.pk for b in kommunefolk}
    si_fra(runde, hendelse, "publisert", [b for b in andre if b.pk not in borte], oppstart=dag)


def _til_legen(runde: Runde, hendelse: Hendelse, mal: str, lege: Lege, **data: str) -> None:
    """In the portal and by mail; by mail alone to whoever has no account."""
    alt = {"saksnummer": runde.saksnummer or "", "oppstart": runde.oppstart.isoformat(), **data}
    if lege.bruker:
        varsle(hendelse, mal=f"tildeling.{mal}", mottakere=[lege.bruker], adresse=t.resultatadresse(runde), data=alt)
    elif timezone.now() - hendelse.tidspunkt <= GAMMELT:  # else history is being loaded
        nokkel = f"tildeling.{mal}:{runde.pk}:{lege.pk}"
        send_epost(
            mal=f"tildeling.{mal}_uten_konto", nokkel=nokkel, til=lege.epost, data=alt, adresse=reverse("lis1:steder")
        )


def _unike(kommuner: Iterable[Virksomhet]) -> list[Virksomhet]:
    return list({kommune.pk: kommune for kommune in kommuner}.values())
