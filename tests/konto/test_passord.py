"""A forgotten password, a changed one, and the first one."""

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.varsling.models import Varsel
from helsefellesskap.konto.post import lenke_til_nytt_passord
from tests.konto.folk import PASSORD, Rollebesetning

pytestmark = pytest.mark.django_db


def test_nytt_passord_bestilles_i_utboksen_uten_hemmelighet(client: Client, folk: Rollebesetning) -> None:
    client.post("/konto/passord/glemt/", {"email": folk.soker.epost})
    varsel = Varsel.objects.get()
    assert (varsel.mottaker, varsel.mal, varsel.data) == (folk.soker, "konto.nytt_passord", {})
    assert "passord/nytt" not in varsel.adresse


def test_lenken_virker_en_gang_og_gir_nytt_passord(client: Client, folk: Rollebesetning) -> None:
    lenke = lenke_til_nytt_passord(Varsel(mottaker=folk.soker, mal="konto.nytt_passord"))["adresse"]
    side = client.get(lenke, follow=True)
    nytt = "enda-et-langt-passord"
    svar = client.post(side.request["PATH_INFO"], {"password1": nytt, "password2": nytt})
    assert svar.status_code == 302
    assert Client().post("/logg-inn/", {"login": folk.soker.epost, "password": nytt}).status_code == 302
    assert "Lenken virker ikke" in Client().get(lenke, follow=True).content.decode()
    assert list(Varsel.objects.values_list("mal", flat=True)) == ["konto.passord_endret"]


def test_ulike_passord_sies_med_egen_setning(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.soker)
    svar = client.post(
        reverse("account_change_password"), {"oldpassword": PASSORD, "password1": "et-nytt-passord-1", "password2": "x"}
    )
    assert "De to passordene er ulike." in svar.content.decode()


@pytest.mark.parametrize(
    ("har_passord", "side", "overskrift", "felt"),
    [
        (True, "account_change_password", "Endre passord", ["oldpassword", "password1", "password2"]),
        (False, "account_set_password", "Lag et passord", ["password1", "password2"]),
    ],
)
def test_passord_endres_med_det_gamle_og_lages_uten(
    client: Client, folk: Rollebesetning, har_passord: bool, side: str, overskrift: str, felt: list[str]
) -> None:
    if not har_passord:
        folk.soker.set_unusable_password()
        folk.soker.save()
    client.force_login(folk.soker)
    html = client.get(reverse(side)).content.decode()
    assert f">{overskrift}</h1>" in html
    assert [navn for navn in ("oldpassword", "password1", "password2") if f'name="{navn}"' in html] == felt
