"""Joining to a session is no way out of the duty: the day stands, and only who was there is answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from veiledning.models import Aktivitet, Foresporsel, Paamelding
from veiledning.operations import aktivitet as op
from veiledning.operations import paamelding, samordning
from veiledning.operations.taushet import meld_taushet_forfalte
from veiledning.selectors.aktivitet import aktivitetsside
from veiledning.selectors.behov import valgbare, valgbare_for

from .aktiviteter import fortalt, holdt, om, oppgaver, planlagt
from .folk import VeilCast

TAUS = ("taus", None, "veiledningskoordinator")


def les(sak: Foresporsel) -> Foresporsel:
    return Foresporsel.objects.get(pk=sak.pk)


def samordnet(veil: VeilCast, **andre: object) -> tuple[Foresporsel, Aktivitet]:
    """Due in five working days, joined to a session in thirty."""
    en = veil.meldt()
    sak = planlagt(veil, en, **({"start": om(30)} | andre))
    return les(en), sak


def i_databasen(sak: Foresporsel, **felter: object) -> None:
    with transaction.atomic():
        Foresporsel.objects.filter(pk=sak.pk).update(versjon=F("versjon") + 1, **felter)


@pytest.mark.krav("S1-V12")
def test_en_senere_samling_er_ubesvart_til_den_som_spurte_har_godtatt_den(veil: VeilCast) -> None:
    en, sak = samordnet(veil)
    assert (meld_taushet_forfalte(om(5)), meld_taushet_forfalte(om(6))) == (0, 1)
    assert oppgaver(en) == [("kommer", veil.soker, ""), TAUS]
    paamelding.meld_paa(sak.pk, utfort_av=veil.soker, naa=om(6))
    en = les(en)
    assert (en.taus_siden, en.forste_svar_tid, en.avtalt_tid, oppgaver(en)) == (None, om(6), om(6), [])
    assert meld_taushet_forfalte(om(20)) == 0
    paamelding.meld_av(sak.pk, utfort_av=veil.soker, naa=om(20))
    assert (meld_taushet_forfalte(om(20)), oppgaver(en)) == (1, [TAUS])


@pytest.mark.krav("S1-V12")
def test_aa_samordne_etter_fristen_tar_ikke_oppfoelgingen_fra_koordinatoren(veil: VeilCast) -> None:
    en = veil.tatt()
    meld_taushet_forfalte(om(6))
    sak = planlagt(veil, les(en), start=om(30))
    assert (les(en).taus_siden, oppgaver(en)) == (om(6), [("kommer", veil.soker, ""), TAUS])
    op.avlys(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, naa=om(7))
    assert (les(en).taus_siden, oppgaver(en)) == (om(6), [("ta", veil.svarer, ""), TAUS])


@pytest.mark.krav("S1-V03")
@pytest.mark.parametrize("verb", ["dekker_ikke", "avlys", "ikke_var_med"])
def test_ingen_vei_ut_av_en_samling_gir_ny_frist(veil: VeilCast, verb: str) -> None:
    en, sak = samordnet(veil)
    frist = en.svarfrist
    if verb == "dekker_ikke":
        samordning.dekker_ikke(en.pk, utfort_av=veil.soker, versjon=en.versjon, naa=om(20))
    elif verb == "avlys":
        op.avlys(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, naa=om(20))
    else:
        holdt(veil, sak, var_med=[])
    assert (les(en).tilstand, les(en).svarfrist) == ("meldt", frist)
    assert meld_taushet_forfalte(om(31)) == 1


def test_databasen_lar_ingen_samling_flytte_fristen(veil: VeilCast) -> None:
    en, _sak = samordnet(veil)
    assert en.svarfrist is not None
    with pytest.raises(IntegrityError, match="samordning_gir_ikke_ny_frist"):
        i_databasen(en, tilstand="meldt", samordnet_til=None, svarfrist=en.svarfrist + timedelta(days=1))


@pytest.mark.krav("S1-V11")
def test_det_som_ikke_dekkes_av_en_samling_samordnes_ikke_en_gang_til(veil: VeilCast) -> None:
    en, sak = samordnet(veil)
    en = samordning.dekker_ikke(en.pk, utfort_av=veil.soker, versjon=en.versjon)
    with pytest.raises(ValidationError, match=en.saksnummer or ""):
        planlagt(veil, en)
    with pytest.raises((ValidationError, UlovligOvergang)):
        op.samordne(en.pk, utfort_av=veil.koordinator, versjon=en.versjon, aktivitet=sak.pk)
    assert (valgbare(veil.koordinator, [en.pk]), valgbare_for(sak)) == ([], [])
    with pytest.raises(IntegrityError, match="besvares_for_seg"):
        i_databasen(en, tilstand="samordnet", samordnet_til=sak, vakt=None, neste_trinn=None)


@pytest.mark.krav("S1-V11")
def test_en_holdt_samling_besvarer_bare_dem_som_var_der(veil: VeilCast) -> None:
    var_med, ble_borte = veil.meldt(), veil.meldt(av="hamarspor")
    sak = planlagt(veil, var_med, ble_borte)
    paamelding.meld_av(sak.pk, utfort_av=veil.hamarspor)
    holdt(veil, sak, var_med=[veil.soker.pk])
    assert (les(var_med).tilstand, les(ble_borte).tilstand) == ("gjennomfort", "meldt")
    assert oppgaver(ble_borte) == [("ta", veil.svarer, "")]
    assert (fortalt("aktivitet_holdt"), fortalt("holdt_uten_deg")) == ({"Synne Søker"}, {"Hilde Hamarspør"})
    assert Hendelse.objects.for_sak(ble_borte).filter(navn="ikke_var_med").exists()


def test_databasen_besvarer_ingen_som_ikke_var_der(veil: VeilCast) -> None:
    en, sak = samordnet(veil)
    felter = {"tilstand": "gjennomfort", "ansvarlig": veil.svarer, "gjennomfort_tid": timezone.now()}
    with pytest.raises(IntegrityError, match="holdt_for_den_som_var_med"):
        i_databasen(en, **felter)
    Paamelding.objects.filter(aktivitet=sak).update(svar="var_med")
    i_databasen(en, **felter)


def test_et_ja_gjelder_det_tidspunktet_det_ble_sagt_til(veil: VeilCast) -> None:
    en, sak = samordnet(veil)
    paamelding.meld_paa(sak.pk, utfort_av=veil.soker)
    paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor)
    sak.refresh_from_db()
    sak = op.endre(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, felter={"sted": "Møterom to"})
    assert oppgaver(en) == []
    op.endre(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, felter={"start": om(60)})
    assert dict(Paamelding.objects.values_list("bruker__navn", "svar")) == {"Synne Søker": "spurt", "Hilde Hamarspør": "ja"}
    assert oppgaver(en) == [("kommer", veil.soker, "")]
    assert (fortalt("aktivitet_flyttet"), meld_taushet_forfalte(om(6))) == ({"Synne Søker"}, 1)


def test_den_som_har_sluttet_spoerres_ikke_om_utfallet(veil: VeilCast) -> None:
    en, sak = samordnet(veil)
    veil.svarer.is_active = False
    veil.svarer.save(update_fields=["is_active"])
    holdt(veil, sak)
    assert oppgaver(en) == [("utfall", veil.soker, "")]


@pytest.mark.krav("S1-V12")
def test_en_avlysning_som_viser_til_kapasitet_staar_paa_spoersmaalet_og_svares_med_plikten(
    veil: VeilCast, client: Client
) -> None:
    en, sak = samordnet(veil)
    client.force_login(veil.svarer)
    svar = client.post(
        f"/veiledning/aktiviteter/{sak.pk}/avlys/",
        {"versjon": sak.versjon, "kommentar": "Vi har dessverre ikke kapasitet til dette."},
        follow=True,
    )
    assert "kan ikke settes til side" in svar.content.decode()
    assert Hendelse.objects.for_sak(en).filter(navn="nevn_kapasitet").count() == 1
    assert fortalt("kapasitet") == {"Kirsti Koordinator"}


@pytest.mark.krav("S1-V13")
def test_hva_andre_har_spurt_om_ser_bare_de_som_arrangerer(veil: VeilCast, client: Client) -> None:
    en, sak = samordnet(veil)
    to = veil.meldt(veil.behov(overskrift="Smertepumpe om natten"), av="hamarspor")
    op.samordne(to.pk, utfort_av=veil.koordinator, versjon=to.versjon, aktivitet=sak.pk)
    sak.refresh_from_db()
    ser = {
        navn: {b.pk for b in aktivitetsside(sak, veil.folk[navn]).behov}
        for navn in ("koordinator", "svarer", "soker", "leder")
    }
    assert ser == {"koordinator": {en.pk, to.pk}, "svarer": {en.pk, to.pk}, "soker": {en.pk}, "leder": set()}
    client.force_login(veil.soker)
    side = client.get(sak.get_absolute_url()).content.decode()
    assert "Smertepumpe om natten" not in side
    assert "2 spørsmål får svar her." in side
