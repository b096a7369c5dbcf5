"""Admin: places and pages are looked at there, and written on their own pages only."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from tests.lis1.folk import Lis1Cast
from tests.lis1.plasser import foreslaatt
from tests.lis1.profiler import publisert


def test_plasser_og_sider_kan_ses_men_ikke_endres(lis: Lis1Cast) -> None:
    Bruker.objects.filter(pk=lis.sekretariat.pk).update(is_staff=True, is_superuser=True)
    admin = Client()
    admin.force_login(Bruker.objects.get(pk=lis.sekretariat.pk))
    for modell, objekt in [("kommuneplass", foreslaatt(lis, merknad="Det kommunen skrev.")[0]), ("profil", publisert(lis))]:
        assert admin.get(reverse(f"admin:lis1_{modell}_changelist"), {"q": "gjøvik"}).status_code == 200
        assert admin.get(reverse(f"admin:lis1_{modell}_add")).status_code == 403
        side = reverse(f"admin:lis1_{modell}_change", args=[objekt.pk])
        svar = admin.get(side)
        assert (svar.status_code, "Det kommunen skrev." in svar.content.decode()) == (200, False)
        assert admin.post(side, {}).status_code == 403
        assert admin.post(reverse(f"admin:lis1_{modell}_delete", args=[objekt.pk]), {"post": "yes"}).status_code == 403
