"""Who is in a round: fetched from the positions, added from another trust, taken out (S1-L06, L20)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, Virksomhet, Virksomhetstype
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.varsling.operations import varsle
from lis.lege.operations import finn_eller_lag
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Stilling, Stillingstilstand

from .. import overganger as o
from ..models import Kandidat, Runde, Rundetilstand, Tildeling
from ..tekster import runde as tekster
from .folger import be_om_onsker, kontoer, si_fra_om_runden

RT = Rundetilstand


class Hentet(NamedTuple):
    """What fetching did."""

    nye: int
    ut: int
    endret: int

    @property
    def noe(self) -> bool:
        return bool(self.nye or self.ut or self.endret)


def stillinger_i_halvaaret(runde: Runde) -> QuerySet[Stilling]:
    """Filled positions whose municipal part begins in the half-year, of doctors who have no place yet."""
    har_plass = Tildeling.objects.lopende().filter(lege=OuterRef("lege"))
    return Stilling.objects.filter(
        ~Exists(har_plass), tilstand=Stillingstilstand.BESATT, kommune_fra__gte=runde.oppstart,
        kommune_fra__lt=pluss_maaneder(runde.oppstart, 6),
    )  # fmt: skip


@operasjon
def hent_kandidater(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> tuple[Runde, Hentet]:
    """Make the candidates those who have a position today. Whoever was taken out by hand stays out.

    A doctor whose position has got a named municipality wishes no longer, and one who has lost the position is out.
    """
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    stillinger = {s.pk: s for s in stillinger_i_halvaaret(runde).select_related("lege", "kommune").order_by("pk")}
    egen = _foretaket()
    hos_oss = {k.stilling_id: k for k in runde.kandidater.filter(stilling__isnull=False).select_related("lege__bruker")}
    kjente = set(runde.kandidater.values_list("lege", flat=True))
    ut = [k for pk_, k in hos_oss.items() if k.trukket is None and _borte(k, stillinger.get(pk_))]  # type: ignore[arg-type]
    inn = [s for s in stillinger.values() if s.lege_id not in kjente]
    endret = [
        (k, s)
        for pk_, k in hos_oss.items()
        if k.trukket is None and (s := stillinger.get(pk_)) and s.lege_id == k.lege_id  # type: ignore[arg-type]
        and s.kommune_id != k.fast_kommune_id
    ]  # fmt: skip
    gjort = Hentet(len(inn), len(ut), len(endret))
    endringer = [
        {"felt": felt, "fra": "", "til": "; ".join(sorted(str(rad.lege) for rad in rader))}
        for felt, rader in (("kandidater", inn), ("ut", ut))
        if rader
    ]
    if not gjort.noe and o.HENT_KANDIDATER.tillatt(utfort_av, runde) and runde.tilstand in o.HENT_KANDIDATER.fra:
        return runde, gjort
    hendelse = flytt(runde, o.HENT_KANDIDATER, utfort_av=utfort_av, data={"endringer": endringer}, naa=naa)
    for stilling in inn:
        if stilling.lege:
            Kandidat.objects.create(
                runde=runde, lege=stilling.lege, stilling=stilling, hf=egen, fast_kommune=stilling.kommune
            )
    for kandidat in ut:
        _ta_ut(runde, kandidat, hendelse, naa)
    for kandidat, stilling in endret:
        kandidat.onsker.all().delete()
        kandidat.fast_kommune, kandidat.onsker_levert = stilling.kommune, None
        kandidat.versjon += 1
        kandidat.save()
        if stilling.kommune and kandidat.lege.bruker:
            lukk_oppgaver(runde, hendelse, tekster.ONSKER, person=kandidat.lege.bruker)
    _spor(runde, hendelse, {s.lege_id for s in [*inn, *(s for _k, s in endret)] if s.lege_id})
    return runde, gjort


def _borte(kandidat: Kandidat, stilling: Stilling | None) -> bool:
    return stilling is None or stilling.lege_id != kandidat.lege_id


def _foretaket() -> Virksomhet:
    nett = Helsefellesskap.objects.gjeldende()
    if nett is None:
        raise ValidationError(_("Helsefellesskapet er ikke satt opp."))
    return nett.helseforetak


@operasjon
def legg_til(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    kjent: Legeopplysninger,
    hf: Virksomhet,
    unntak_begrunnelse: str,
    naa: datetime | None = None,
) -> Runde:
    """A doctor without a position here, from another trust: an exception, and why (S1-L06, L20)."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    if o.LEGG_TIL_KANDIDAT.tillatt(utfort_av, runde):
        _kontroller(hf, unntak_begrunnelse)
    lege = finn_eller_lag(kjent)
    if lege.bruker_id == utfort_av.pk:
        raise Nektet
    if runde.kandidater.filter(lege=lege).exists():
        raise ValidationError({"epost": _("Legen er allerede kandidat i runden.")})
    if Tildeling.objects.lopende().filter(lege=lege).exists():
        raise ValidationError({"epost": _("Legen har allerede en kommuneplass.")})
    if Stilling.objects.filter(lege=lege).exists():
        raise ValidationError({"epost": _("Legen har en LIS1-stilling her. Hent kandidatene fra stillingene i stedet.")})
    hendelse = flytt(runde, o.LEGG_TIL_KANDIDAT, utfort_av=utfort_av, data={"hvem": lege.navn}, naa=naa)
    Kandidat.objects.create(runde=runde, lege=lege, hf=hf, unntak_begrunnelse=unntak_begrunnelse)
    _spor(runde, hendelse, {lege.pk})
    return runde


def _kontroller(hf: Virksomhet, begrunnelse: str) -> None:
    if hf.type != Virksomhetstype.HELSEFORETAK or hf == _foretaket():
        raise ValidationError({"hf": _("Velg helseforetaket legen kommer fra. Leger herfra hentes fra stillingene.")})
    if not begrunnelse.strip():
        raise ValidationError({"unntak_begrunnelse": _("Skriv hvorfor legen kommer fra et annet helseforetak.")})


@operasjon
def ta_ut(pk: UUID, kandidat: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """The doctor is no longer in the round. Why is never asked, and never kept (S1-L14)."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    rad = runde.kandidater.select_for_update(of=("self",)).select_related("lege__bruker").get(pk=kandidat)
    if rad.trukket is not None and o.TA_UT_KANDIDAT.tillatt(utfort_av, runde):
        raise UlovligOvergang(_("Kandidaten er allerede tatt ut."))
    hendelse = flytt(runde, o.TA_UT_KANDIDAT, utfort_av=utfort_av, data={"hvem": rad.lege.navn}, naa=naa)
    _ta_ut(runde, rad, hendelse, naa)
    return runde


def _ta_ut(runde: Runde, kandidat: Kandidat, hendelse: Hendelse, naa: datetime) -> None:
    Kandidat.objects.filter(pk=kandidat.pk).update(trukket=naa, versjon=kandidat.versjon + 1)
    bruker = kandidat.lege.bruker
    if bruker is None or runde.tilstand == RT.PLANLAGT:
        return
    lukk_oppgaver(runde, hendelse, tekster.ONSKER, person=bruker)
    # The doctor no longer sees the round, so the link is to the front page.
    varsle(
        hendelse, mal="tildeling.kandidat_ut", mottakere=[bruker], adresse=reverse("forside"),
        data={"saksnummer": runde.saksnummer or ""},
    )  # fmt: skip


@operasjon
def ta_inn_igjen(pk: UUID, kandidat: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """Somebody taken out by mistake is in again, with the wishes they had."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    rad = runde.kandidater.select_for_update(of=("self",)).select_related("lege").get(pk=kandidat)
    if rad.trukket is None and o.LEGG_TIL_KANDIDAT.tillatt(utfort_av, runde):
        raise UlovligOvergang(_("Kandidaten er allerede med."))
    hendelse = flytt(runde, o.LEGG_TIL_KANDIDAT, utfort_av=utfort_av, data={"hvem": rad.lege.navn}, naa=naa)
    Kandidat.objects.filter(pk=rad.pk).update(trukket=None, versjon=rad.versjon + 1)
    _spor(runde, hendelse, {rad.lege_id})
    return runde


def _spor(runde: Runde, hendelse: Hendelse, leger: set[UUID]) -> None:
    """In an open round those who came in are told at once, and owe wishes."""
    if runde.tilstand != RT.AAPEN or not leger:
        return
    be_om_onsker(runde, hendelse)
    nye = {k.lege.bruker_id for k in runde.kandidater.filter(lege__in=leger).select_related("lege")}
    si_fra_om_runden(runde, hendelse, "runde_aapen", [b for b in kontoer(runde, onsker=True) if b.pk in nye])
    si_fra_om_runden(runde, hendelse, "runde_fast", [b for b in kontoer(runde, onsker=False) if b.pk in nye])


def laas_kandidat(runde: Runde, kandidat: UUID, versjon: int) -> Kandidat:
    """The row of a candidate, held; raises `Utdatert` when it is another than the page was made from."""
    rad = runde.kandidater.select_for_update(of=("self",)).select_related("lege__bruker").get(pk=kandidat)
    if rad.versjon != versjon:
        raise Utdatert
    return rad
