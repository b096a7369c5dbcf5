"""An approved municipal place has two people behind it, is in time, and stays what was approved: verb, page and SQL."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Deltakelse, Rolle, RolleType, Virksomhet, Virksomhetstype
from grunnmur.saksgang.feil import Nektet
from lis.lis1.models import Kommuneplass
from lis.lis1.operations import plass as op
from lis.lis1.operations import stilling as stillingop
from tests.klient import som
from tests.lis1.folk import Lis1Cast
from tests.lis1.plasser import foreslaatt, gjor, godkjent, halvaar
from tests.lis1.stillinger import planlagt

EMBETE = {"type": Virksomhetstype.STATSFORVALTER}
GODKJENN_SQL = """
    UPDATE lis1_kommuneplass SET tilstand = 'godkjent', versjon = versjon + 1, endret = %s, svart_av_id = %s,
        svart_paa_vegne_av_id = %s WHERE id = %s
"""


def nektes(sql: str, *verdier: Any) -> str:
    with pytest.raises(DatabaseError) as feil, transaction.atomic(), connection.cursor() as peker:
        peker.execute(sql, verdier)
    return str(feil.value).splitlines()[0]


@pytest.fixture
def begge(lis: Lis1Cast) -> Lis1Cast:
    """`kommuneoverlege` in Gjøvik is the County Governor's deputy by role too; `hjelper` stands in for `kommunekontakt`."""
    lis.rolle("kommuneoverlege", RolleType.STATSFORVALTER, Virksomhet.objects.get(**EMBETE))
    lis.person("hjelper", "Hanne Hjelper")
    lis.stedfortreder_for("hjelper", Rolle.objects.get(bruker=lis.kommuneoverlege, type=RolleType.KOMMUNEOVERLEGE))
    return lis


@pytest.mark.krav("S1-L07", "S1-L04")
@pytest.mark.parametrize("foreslaar", ["kommuneoverlege", "hjelper"])
def test_den_som_foreslaar_godkjenner_ikke(begge: Lis1Cast, foreslaar: str) -> None:
    """Not in another role, and not when somebody proposed for them."""
    plass = foreslaatt(begge, utfort_av=begge.folk[foreslaar])[0]
    for verb, andre in ((op.godkjenn, {}), (op.ikke_godkjenn, {"kommentar": "Nei."})):
        with pytest.raises(Nektet):
            gjor(verb, plass, begge.kommuneoverlege, **andre)
    samlet = som(begge.kommuneoverlege).post(
        "/lis/lis1/plasser/samlet/", {"sak": f"{plass.pk}:{plass.versjon}"}, follow=True
    )
    assert "Du kan ikke godkjenne en plass du selv har foreslått." in samlet.content.decode()
    assert not Oppgave.objects.venter_paa(begge.kommuneoverlege).filter(sak_id=plass.pk).exists()
    for av, vegne in ((begge.kommuneoverlege, None), (begge.statsforvalter, begge.kommuneoverlege)):
        feil = nektes(GODKJENN_SQL, timezone.now(), av.pk, vegne and vegne.pk, plass.pk)
        assert feil == "kommuneplass_samme_person"
    assert nektes(GODKJENN_SQL, timezone.now(), None, None, plass.pk) == "kommuneplass_samme_person"
    assert gjor(op.godkjenn, plass, begge.statsforvalter).svart_av == begge.statsforvalter


def test_den_som_har_endret_forslaget_godkjenner_ikke(begge: Lis1Cast) -> None:
    plass = foreslaatt(begge)[0]
    gjor(op.endre_plass, plass, begge.kommuneoverlege, oppstart=halvaar(2))
    with pytest.raises(Nektet):
        gjor(op.godkjenn, plass, begge.kommuneoverlege)


def test_vikaren_svarer_ikke_for_den_som_foreslo(begge: Lis1Cast) -> None:
    plass = foreslaatt(begge, utfort_av=begge.kommuneoverlege)[0]
    begge.person("vikaren", "Vera Vikar")
    begge.stedfortreder_for("vikaren", Rolle.objects.get(bruker=begge.kommuneoverlege, type=RolleType.STATSFORVALTER))
    with pytest.raises(Nektet):
        gjor(op.godkjenn, plass, begge.vikaren)


@pytest.mark.krav("S1-L04")
def test_et_annet_embete_og_et_annet_helseforetak_bestemmer_ikke_her(lis: Lis1Cast) -> None:
    annet = Virksomhet.objects.create(navn="Statsforvalteren i Østfold", **EMBETE)
    foretak = Virksomhet.objects.create(navn="Et annet HF", type=Virksomhetstype.HELSEFORETAK)
    lis.person("fremmed", "Frida Fremmed")
    lis.rolle("fremmed", RolleType.STATSFORVALTER, annet)
    lis.rolle("fremmed", RolleType.LIS_KOORDINATOR, foretak)
    with pytest.raises(Nektet):
        gjor(op.godkjenn, foreslaatt(lis)[0], lis.fremmed)
    stilling = planlagt(lis)
    with pytest.raises(Nektet):
        stillingop.lys_ut(stilling.pk, utfort_av=lis.fremmed, versjon=stilling.versjon)
    assert som(lis.fremmed).get("/lis/lis1/stillinger/ny/").status_code == 403


def test_sql_godkjenner_ikke_for_sent_eller_for_en_som_har_gaatt_ut(lis: Lis1Cast) -> None:
    plass = foreslaatt(lis)[0]
    begynt = timezone.make_aware(datetime.combine(plass.oppstart, datetime.min.time()))
    assert nektes(GODKJENN_SQL, begynt, lis.statsforvalter.pk, None, plass.pk) == "kommuneplass_halvaaret_har_begynt"
    Deltakelse.objects.filter(virksomhet=lis.gjovik).update(gyldig_til=timezone.localdate() - timedelta(days=1))
    assert nektes(GODKJENN_SQL, timezone.now(), lis.statsforvalter.pk, None, plass.pk) == "kommuneplass_deltar_ikke"


def test_en_godkjent_plass_er_det_som_ble_godkjent(lis: Lis1Cast) -> None:
    plass = godkjent(lis)
    endre = "UPDATE lis1_kommuneplass SET {} WHERE id = %s"
    assert nektes(endre.format("oppstart = '2040-09-01'"), plass.pk) == "kommuneplass_er_godkjent"
    assert nektes(endre.format("enhet_id = NULL"), plass.pk) == "kommuneplass_er_godkjent"
    assert "Cannot update rows" in nektes(endre.format(f"kommune_id = '{lis.hamar.pk}'"), plass.pk)


@pytest.mark.krav("S1-L07")
def test_en_godkjent_plass_i_bruk_trekkes_ikke_men_et_ubesvart_forslag_kan_ryddes_bort(lis: Lis1Cast) -> None:
    plass, forslag = godkjent(lis), foreslaatt(lis)[0]
    begynt = timezone.make_aware(datetime.combine(plass.oppstart, datetime.min.time()))
    with pytest.raises(ValidationError, match="Halvåret har begynt"):
        gjor(op.trekk_plass, plass, lis.kommunekontakt, naa=begynt)
    with pytest.raises(Nektet):
        gjor(op.trekk_plass, plass, lis.hamarkontakt, naa=begynt)
    trekk = "UPDATE lis1_kommuneplass SET tilstand = 'trukket', versjon = versjon + 1, endret = %s WHERE id = %s"
    assert nektes(trekk, begynt, plass.pk) == "kommuneplass_er_i_bruk"
    gjor(op.trekk_plass, forslag, lis.kommunekontakt, naa=begynt)
    assert set(Kommuneplass.objects.values_list("tilstand", flat=True)) == {"godkjent", "trukket"}
