"""Criteria in the committee: adopted by its minutes, or written anew, and never by anybody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.utvalg.models import Motesak
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import saksliste
from grunnmur.varsling.models import Varsel
from lis.tildeling.models import Kriterier, Kriterium
from lis.tildeling.operations import kriterier as op

from .test_kriterier import SKRIVER, SKRIVER_IKKE, gjor, med_kriterium, varslet
from .tilstander import behandlet, gjeldende, lagt_fram, mote_om_kriterier, ny, utkast

pytestmark = pytest.mark.django_db


# --- the committee ----------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L12", "S1-L19")
def test_utvalget_vedtar_og_den_gamle_versjonen_avloses(lis: Any) -> None:
    gammel = gjeldende(lis)
    sak = lagt_fram(lis)
    mote = sak.motesak.mote  # type: ignore[union-attr]
    assert (ny(sak).tilstand, ny(gammel).tilstand) == ("til_vedtak", "gjelder")
    assert Motesak.objects.om(sak).get().tittel == "Kriterier for fordeling av kommuneplasser, versjon 2"
    sak = behandlet(lis, sak)
    assert (sak.tilstand, sak.vedtatt, ny(gammel).tilstand) == ("gjelder", mote.dag, "avlost")
    siste = Varsel.objects.filter(mal="tildeling.kriterier_gjelder", hendelse__sak_id=sak.pk)
    assert sorted(siste.values_list("mottaker__navn", flat=True)) == sorted(
        {lis.folk[k].navn for k in ("statsforvalter", "kommuneoverlege", "koordinator", "kommunekontakt", "hamarkontakt")}
    )


@pytest.mark.krav("S1-L12")
def test_vedtatte_kriterier_kan_ingen_vedta_utenom_moetet(lis: Any) -> None:
    sak = lagt_fram(lis)
    from lis.tildeling import overganger as o

    for hvem in (*SKRIVER, *SKRIVER_IKKE):
        assert not o.VEDTA.tillatt(lis.folk[hvem], sak)
    with pytest.raises(IntegrityError, match="kriterier_ikke_vedtatt"), transaction.atomic():
        Kriterier.objects.filter(pk=sak.pk).update(tilstand="gjelder", vedtatt=timezone.localdate(), versjon=sak.versjon + 1)


@pytest.mark.parametrize("utfall", ["vedtatt_endret", "utsatt", "orientering"])
def test_vedtatt_med_endringer_maa_skrives_om_og_opp_igjen(lis: Any, utfall: str) -> None:
    sak = behandlet(lis, lagt_fram(lis), utfall)
    assert (sak.tilstand, sak.motesak, sak.vedtatt) == ("utkast", None, None)
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.type, oppgave.rolletype) == ("tildeling.kriterier_skriv_om", "lis_koordinator")
    assert varslet("kriterier_skriv_om") == [lis.koordinator.navn]
    igjen = lagt_fram(lis, sak)
    assert not Oppgave.objects.for_sak(sak).aapne().exists()
    assert behandlet(lis, igjen).tilstand == "gjelder"


def test_et_nei_forkaster_og_de_gamle_gjelder_fortsatt(lis: Any) -> None:
    gammel = gjeldende(lis)
    sak = behandlet(lis, lagt_fram(lis), "ikke_vedtatt")
    assert (sak.tilstand, ny(gammel).tilstand) == ("forkastet", "gjelder")
    assert varslet("kriterier_ikke_vedtatt") == [lis.koordinator.navn]
    assert op.skriv(utfort_av=lis.koordinator, organ=lis.organ).nummer == 3


def test_det_som_er_trukket_tilbake_blir_ikke_vedtatt(lis: Any) -> None:
    sak = lagt_fram(lis)
    gammelt = sak.motesak
    sak = gjor(op.trekk_tilbake, sak, lis.koordinator)
    assert (sak.tilstand, sak.motesak) == ("utkast", None)
    assert varslet("kriterier_trukket") == [lis.organsekretaer.navn]
    sak.motesak = gammelt
    assert behandlet(lis, sak).tilstand == "utkast"


def test_et_mote_saken_er_flyttet_fra_vedtar_ikke(lis: Any) -> None:
    sak = lagt_fram(lis)
    gammelt = sak.motesak
    sak = lagt_fram(lis, gjor(op.trekk_tilbake, sak, lis.koordinator))
    nytt, sak.motesak = sak.motesak, gammelt
    sak = behandlet(lis, sak)
    assert (sak.tilstand, sak.motesak) == ("til_vedtak", nytt)


def test_trukket_og_lagt_fram_igjen_staar_en_gang_paa_sakslisten(lis: Any) -> None:
    mote = mote_om_kriterier(lis)
    sak = lagt_fram(lis, mote=mote)
    sak = gjor(op.trekk_tilbake, sak, lis.koordinator)
    sak = lagt_fram(lis, sak, mote)
    assert Motesak.objects.om(sak).count() == 1
    assert behandlet(lis, sak).tilstand == "gjelder"


def test_det_utvalget_har_behandlet_trekkes_ikke(lis: Any) -> None:
    from grunnmur.utvalg.operations import protokoll

    sak = lagt_fram(lis)
    mote, naa = sak.motesak.mote, timezone.now() - timedelta(days=30)  # type: ignore[union-attr]
    moteop.send_saksliste(mote.pk, utfort_av=lis.utvalgssekretaer, versjon=ny(mote).versjon, naa=naa)
    oppmote = {lis.verv(k).pk: lis.folk[k].pk for k in ("statsforvalter", "kommuneoverlege", "koordinator")}
    protokoll.hold(
        mote.pk, utfort_av=lis.utvalgssekretaer, versjon=ny(mote).versjon, oppmote=oppmote,
        moteleder=lis.statsforvalter.pk, godkjenning="leder",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Utvalget har behandlet saken"):
        gjor(op.trekk_tilbake, sak, lis.koordinator)


def test_etter_avlyst_mote_eller_trukket_sak_kan_kriteriene_tas_tilbake(lis: Any) -> None:
    sak = lagt_fram(lis)
    mote = ny(sak.motesak.mote)  # type: ignore[union-attr]
    saksliste.trekk_sak(mote.pk, utfort_av=lis.utvalgssekretaer, versjon=mote.versjon, nummer=1)
    sak = gjor(op.trekk_tilbake, sak, lis.koordinator)
    assert (sak.tilstand, varslet("kriterier_trukket")) == ("utkast", [])


def test_legges_fram_bare_i_eget_utvalg_og_bare_helt(lis: Any) -> None:
    tom, mote = op.skriv(utfort_av=lis.koordinator, organ=lis.organ), mote_om_kriterier(lis)
    naa = timezone.now() - timedelta(days=30)
    with pytest.raises(ValidationError, match="Skriv ordningen i ord"):
        gjor(op.legg_fram, tom, lis.koordinator, mote=mote.pk, naa=naa)
    sak = gjor(op.endre, tom, lis.koordinator, tekst="Etter ønskene.", rekkefolge="felles", beslutningsdyktig=3)
    with pytest.raises(ValidationError, match="Velg et møte i utvalget"):
        gjor(op.legg_fram, sak, lis.koordinator, mote=mote.pk)  # the agenda deadline is past today
    with pytest.raises(ValidationError, match="Velg et møte i utvalget"):
        gjor(op.legg_fram, sak, lis.koordinator, mote=sak.pk, naa=naa)
    assert (ny(sak).tilstand, Motesak.objects.count()) == ("utkast", 0)


def test_forkastet_utkast_staar_og_et_nytt_kan_begynnes(lis: Any) -> None:
    sak = gjor(op.forkast, utkast(lis), lis.koordinator)
    assert sak.tilstand == "forkastet"
    with pytest.raises(UlovligOvergang):
        gjor(op.endre, sak, lis.koordinator, tekst="Annet.", rekkefolge="felles", beslutningsdyktig=3)
    assert op.skriv(utfort_av=lis.koordinator, organ=lis.organ).nummer == 2


# --- the database -----------------------------------------------------------------------------------------------------


def test_det_som_er_lagt_fram_staar(lis: Any) -> None:
    sak = utkast(lis)
    rad = med_kriterium(lis, sak)
    sak = lagt_fram(lis, sak)
    for navn, gjort in [
        ("kriterier_staar", lambda: Kriterier.objects.filter(pk=sak.pk).update(tekst="Annet", versjon=99)),
        ("kriterium_staar", lambda: Kriterium.objects.filter(pk=rad.pk).update(hoyest=99)),
        ("kriterium_staar", lambda: Kriterium.objects.filter(pk=rad.pk).delete()),
        ("kriteriegruppe_staar", lambda: sak.grupper.create(navn="Ny")),
    ]:
        with pytest.raises(IntegrityError, match=navn), transaction.atomic():
            gjort()
    with pytest.raises(UlovligOvergang):
        gjor(op.sett_kriterium, sak, lis.koordinator, navn="Nytt", hoyest=5)
