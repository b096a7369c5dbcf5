"""«I cannot come»: the deputy is called in, the secretary is told, and it can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.organisasjon.models import Organmedlem
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.utvalg.forms.protokoll import Oppmoteskjema
from grunnmur.utvalg.kalender import moter
from grunnmur.utvalg.models import Forfall, Mote
from grunnmur.utvalg.operations import forfall as op
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import utvalg as utvalgop
from grunnmur.varsling.models import Varsel
from tests.klient import som
from tests.utvalg.folk import UtvalgCast
from tests.utvalg.test_mote import fortalt
from tests.utvalg.test_vern import nektes

FORFALL_SQL = """
    INSERT INTO utvalg_forfall (id, mote_id, medlem_id, bruker_id, vara_id, meldt)
    VALUES (gen_random_uuid(), %s, %s, %s, %s, %s)
"""


def meld(utv: UtvalgCast, mote: Mote, kode: str, **valg: Any) -> Mote:
    return op.meld_forfall(mote.pk, utfort_av=utv.folk[kode], versjon=utv.ny(mote).versjon, **valg)


def trekk(utv: UtvalgCast, mote: Mote, kode: str) -> Mote:
    return op.trekk_forfall(mote.pk, utfort_av=utv.folk[kode], versjon=utv.ny(mote).versjon)


def test_the_deputy_is_called_in_and_the_secretary_told(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    assert list(moter(utv.vara)) == []
    meld(utv, mote, "medlem")
    assert (fortalt(mote, "innkalt_som_vara"), fortalt(mote, "forfall")) == ({"Vilde Vara"}, {"Siri Sekretær"})
    assert [post.adresse for post in moter(utv.vara)] == [post.adresse for post in moter(utv.medlem)]
    plass = f"plass_{utv.verv('medlem').pk}"
    assert Oppmoteskjema(sak=utv.ny(mote)).fields[plass].initial == str(utv.vara.pk)
    moteop.endre(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon, felter=utv.motefelter(om=40))
    assert "Vilde Vara" in fortalt(mote, "flyttet")


def test_who_says_so_before_the_agenda_lets_the_deputy_have_it_too(utv: UtvalgCast) -> None:
    mote = utv.planlagt()
    meld(utv, mote, "medlem")
    moteop.send_saksliste(mote.pk, utfort_av=utv.utvalgssekretaer, versjon=utv.ny(mote).versjon)
    assert "Vilde Vara" in fortalt(mote, "saksliste")


def test_a_member_who_can_come_after_all_takes_it_back(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    meld(utv, mote, "medlem")
    trekk(utv, mote, "medlem")
    assert (fortalt(mote, "vara_trengs_ikke"), fortalt(mote, "forfall_trukket")) == ({"Vilde Vara"}, {"Siri Sekretær"})
    assert (Forfall.objects.gjeldende().count(), list(moter(utv.vara))) == (0, [])
    meld(utv, mote, "medlem")
    assert Forfall.objects.gjeldende().get().vara == utv.vara


def test_nobody_is_called_to_two_seats_and_a_missing_deputy_is_said(utv: UtvalgCast) -> None:
    utv.person("felles", "Frode Felles")
    utvalgop.oppnevn(utv.organ.pk, utfort_av=utv.utvalgssekretaer, bruker=utv.felles, verv=Organmedlem.Verv.VARA)
    mote = utv.sendt()
    for kode in ("overlege", "medlem", "utvalgsleder"):
        meld(utv, mote, kode)
    innkalt = {f.bruker.navn: f.vara and f.vara.navn for f in Forfall.objects.all()}
    assert innkalt == {"Oda Overlege": "Frode Felles", "Magnus Medlem": "Vilde Vara", "Laila Leder": None}
    assert fortalt(mote, "forfall_uten_vara") == {"Siri Sekretær"}


@pytest.mark.parametrize("hvem", ["vara", "organsekretaer", "utvalgssekretaer", "annetmedlem", "utenfor"])
def test_only_a_member_says_it_and_only_for_themselves(utv: UtvalgCast, hvem: str) -> None:
    mote = utv.sendt()
    with pytest.raises(Nektet):
        meld(utv, mote, hvem)
    meld(utv, mote, "medlem")
    with pytest.raises(Nektet):
        meld(utv, mote, "medlem")
    for andre in (hvem, "overlege"):
        with pytest.raises(Nektet):
            trekk(utv, mote, andre)


def test_it_is_said_before_the_meeting_and_not_of_a_written_procedure(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    with pytest.raises(ValidationError, match="Møtet har begynt"):
        meld(utv, mote, "medlem", naa=mote.start)
    with pytest.raises(UlovligOvergang):
        meld(utv, utv.sendt(utv.skriftligfelter()), "medlem")
    holdt = utv.holdt()
    with pytest.raises(UlovligOvergang):
        meld(utv, holdt, "medlem")


def test_sql_keeps_the_same(utv: UtvalgCast) -> None:
    mote, plass = utv.sendt(), utv.verv("medlem")
    naa, nei = timezone.now(), "forfall_uten_plass_eller_for_sent"
    for medlem, bruker, vara, naar in [
        (plass, utv.overlege, None, naa),  # for somebody else
        (plass, utv.medlem, utv.utenfor, naa),  # somebody who is no deputy
        (utv.verv("overlege"), utv.overlege, utv.vara, naa),  # a deputy of another
        (utv.verv("organsekretaer"), utv.organsekretaer, None, naa),  # no seat
        (plass, utv.medlem, utv.vara, mote.start),  # too late
    ]:
        assert nektes(FORFALL_SQL, mote.pk, medlem.pk, bruker.pk, vara and vara.pk, naar) == nei
    meld(utv, mote, "medlem")
    assert "forfall_ett_per_plass" in nektes(FORFALL_SQL, mote.pk, plass.pk, utv.medlem.pk, None, naa)
    assert "Cannot update" in nektes("UPDATE utvalg_forfall SET vara_id = NULL")
    assert "Cannot delete" in nektes("DELETE FROM utvalg_forfall")
    trekk(utv, mote, "medlem")
    assert "Cannot update" in nektes("UPDATE utvalg_forfall SET trukket = NULL")


def test_the_page_has_the_buttons_and_says_who_is_called_in(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    adresse = mote.get_absolute_url()
    assert "Jeg kan ikke komme" in som(utv.medlem).get(adresse).content.decode()
    for kode in ("vara", "organsekretaer"):
        assert "Jeg kan ikke komme" not in som(utv.folk[kode]).get(adresse).content.decode()
    data = {"versjon": mote.versjon}
    side = som(utv.medlem).post(f"{adresse}meld-forfall/", data, follow=True).content.decode()
    assert ("Jeg kan komme likevel" in side, "Vilde Vara er innkalt som vara" in side) == (True, True)
    assert som(utv.overlege).post(f"{adresse}meld-forfall/", data).status_code == 409
    assert som(utv.utenfor).post(f"{adresse}meld-forfall/", data).status_code == 404


def test_a_failing_notice_leaves_nothing(utv: UtvalgCast, monkeypatch: pytest.MonkeyPatch) -> None:
    mote, foer = utv.sendt(), Varsel.objects.count()

    def feiler(*_a: Any, **_kw: Any) -> None:
        raise RuntimeError("varsle")

    monkeypatch.setattr("grunnmur.utvalg.operations.folger.varsle", feiler)
    with pytest.raises(RuntimeError):
        meld(utv, mote, "medlem")
    assert (Forfall.objects.count(), Varsel.objects.count(), utv.ny(mote).versjon) == (0, foer, mote.versjon)


def test_a_capacity_that_ended_says_nothing(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    utvalgop.avslutt_verv(
        utv.verv("medlem").pk, utfort_av=utv.utvalgssekretaer, siste_dag=timezone.localdate() - timedelta(days=1)
    )
    with pytest.raises(Nektet):
        meld(utv, mote, "medlem")
