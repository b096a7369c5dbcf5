"""Admin: the rules of research are changed there, cases are looked at, and a restricted project is not there at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forskning.models import Innstilling, Partnerprofil, Prosjekt
from forskning.operations import behov as behovop
from forskning.operations import utlysning as utlysningop
from grunnmur.organisasjon.models import Bruker

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(forsk: Any) -> Client:
    Bruker.objects.filter(pk=forsk.sekretariat.pk).update(is_staff=True, is_superuser=True)
    klient = Client()
    klient.force_login(Bruker.objects.get(pk=forsk.sekretariat.pk))
    return klient


def side(modell: str, hva: str, *args: Any) -> str:
    return reverse(f"admin:forskning_{modell}_{hva}", args=args)


def test_sakene_kan_ses_men_ikke_endres(forsk: Any, admin: Client) -> None:
    utlysning = utlysningop.skriv(
        utfort_av=forsk.fou,
        felter={
            "finansior": "Demofondet", "tittel": "Helsetjenester", "beskrivelse": "Til alle.", "temaer": [],
            "frist": timezone.now() + timedelta(days=40), "lenke": "https://fond.example/utlysning",
        },
    )  # fmt: skip
    behov = behovop.meld(
        utfort_av=forsk.kommuneforsker,
        felter={
            "tittel": "Fall i hjemmet", "beskrivelse": "Det vi skrev.", "virksomhet": forsk.gjovik, "enhet": None,
            "temaer": [forsk.temaer["demografi"]],
        },
    )  # fmt: skip
    for sak in (forsk.ide(sammendrag="Det vi skrev."), utlysning, behov):
        modell = str(sak._meta.model_name)
        liste = admin.get(side(modell, "changelist"), {"q": str(sak.saksnummer)})
        assert (liste.status_code, liste.context["cl"].result_count) == (200, 1), modell
        assert admin.get(side(modell, "add")).status_code == 403
        svar = admin.get(side(modell, "change", sak.pk))
        assert (svar.status_code, 'name="_save"' in svar.content.decode()) == (200, False), modell
        assert "Det vi skrev." not in svar.content.decode(), modell
        assert admin.post(side(modell, "change", sak.pk), {}).status_code == 403
        assert admin.post(side(modell, "delete", sak.pk), {"post": "yes"}).status_code == 403
    for modell in ("temaforslag", "dokument"):
        assert admin.get(side(modell, "changelist")).status_code == 200


def test_et_begrenset_prosjekt_finnes_ikke_i_admin(forsk: Any, admin: Client) -> None:
    forsk.ide()
    lukket = forsk.ide(begrensning="konkurranse")
    liste = admin.get(side("prosjekt", "changelist"))
    assert (liste.context["cl"].result_count, lukket.saksnummer in liste.content.decode()) == (1, False)
    assert admin.get(side("prosjekt", "change", lukket.pk)).status_code == 302
    Prosjekt.objects.filter(pk=lukket.pk).update(begrensning="")
    assert admin.get(side("prosjekt", "change", lukket.pk)).status_code == 200


def test_reglene_endres_med_ny_versjon_og_profilen_bare_ses(forsk: Any, admin: Client) -> None:
    regler = Innstilling.objects.get()
    felter = {
        "strategisk_organ": forsk.ssu.pk, "partnersvar_virkedager": 7, "skriftlig_virkedager": 5, "stille_maaneder": 6,
        "formidling_maaneder": 3,
    }  # fmt: skip
    assert admin.post(side("innstilling", "change", regler.pk), felter).status_code == 302
    ny = Innstilling.objects.get()
    assert (ny.partnersvar_virkedager, ny.versjon) == (7, regler.versjon + 1)
    assert admin.post(side("innstilling", "change", regler.pk), felter | {"stille_maaneder": 0}).status_code == 200
    assert Innstilling.objects.get().stille_maaneder == 6
    profil = Partnerprofil.objects.first()
    assert profil is not None
    svar = admin.get(side("partnerprofil", "change", profil.pk))
    assert (svar.status_code, 'name="_save"' in svar.content.decode()) == (200, False)
    assert admin.get(side("partnerprofil", "add")).status_code == 403
