"""What the coordinator does with one position, on its page."""

from __future__ import annotations

from datetime import date

import pytest

from lis.lis1.operations import stilling as op
from tests.lis1.folk import Lis1Cast
from tests.lis1.stillinger import UTLYSNING, navngitt, planlagt

from .test_stilling_sider import _uten_husket_valgliste, skjema, som  # noqa: F401  (a fixture for every test)

pytestmark = pytest.mark.django_db


# --- one position -----------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L05", "S1-L17")
def test_fra_utlyst_til_besatt_og_tilbake(lis: Lis1Cast) -> None:
    stilling = planlagt(lis, **navngitt(lis))
    klient, side = som(lis.koordinator), stilling.get_absolute_url()
    assert "Merk som utlyst" in klient.get(side).content.decode()
    svar = klient.post(f"{side}utlys/", {"versjon": stilling.versjon}, follow=True)
    assert "Stillingen er merket som utlyst." in svar.content.decode()
    stilling.refresh_from_db()
    assert klient.post(f"{side}ansett/", {"versjon": stilling.versjon, "navn": "", "epost": "x"}).status_code == 200
    legen = {"versjon": stilling.versjon, "navn": "Nina Nylege", "epost": "nina@prove.example", "hpr_nummer": "123 45 67"}
    svar = klient.post(f"{side}ansett/", legen, follow=True)
    assert "Nina Nylege er registrert som ansatt." in svar.content.decode()
    assert "nina@prove.example" in svar.content.decode()
    stilling.refresh_from_db()
    assert stilling.lege and stilling.lege.hpr_nummer == "1234567"
    assert "Nina Nylege" in klient.get(f"{side}losne/").content.decode()
    svar = klient.post(f"{side}losne/", {"versjon": stilling.versjon}, follow=True)
    assert "Stillingen er utlyst igjen." in svar.content.decode()
    stilling.refresh_from_db()
    svar = klient.post(f"{side}trekk/", {"versjon": stilling.versjon}, follow=True)
    assert "Stillingen er trukket." in svar.content.decode()
    assert klient.get(f"{side}ansett/").status_code == 409


def test_den_som_endrer_en_eldre_versjon_ser_hvem_som_var_foerst_og_beholder_det_som_var_skrevet(lis: Lis1Cast) -> None:
    stilling = planlagt(lis)
    op.endre_stilling(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon, felter={"enhet": lis.kirurgi})
    klient, side = som(lis.koordinator), f"{stilling.get_absolute_url()}endre/"
    skrevet = skjema(lis, versjon=stilling.versjon, koblet="nei", ukoblet_begrunnelse="Avtale med et annet foretak.")
    svar = klient.post(side, skrevet)
    assert svar.status_code == 409
    assert "Avtale med et annet foretak." in svar.content.decode()
    stilling.refresh_from_db()
    svar = klient.post(side, skrevet | {"versjon": stilling.versjon}, follow=True)
    assert "Stillingen er endret." in svar.content.decode()
    stilling.refresh_from_db()
    assert (stilling.koblet, stilling.enhet) == (False, lis.medisin)
    svar = klient.post(side, skrevet | {"versjon": stilling.versjon}, follow=True)
    assert "Ingenting er endret." in svar.content.decode()


def test_begrunnelser_og_avvik_staar_paa_siden(lis: Lis1Cast) -> None:
    stilling = planlagt(
        lis, sykehus_maaneder=15, avvik_begrunnelse="Delt stilling.", avvik_url=UTLYSNING, koblet=False,
        ukoblet_begrunnelse="Avtale.",
    )  # fmt: skip
    side = som(lis.statsforvalter).get(stilling.get_absolute_url()).content.decode()
    for ventet in ("Delt stilling.", UTLYSNING, "Avtale.", "15 måneder i sykehus og 6 i kommune"):
        assert ventet in side, ventet
    assert "Merk som utlyst" not in side
    assert date(2029, 6, 1) == stilling.kommune_fra
