"""Admin: criteria are looked at there, and written on their own pages only."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker

from .tilstander import gjeldende

pytestmark = pytest.mark.django_db


def test_kriterier_kan_ses_men_ikke_endres(lis: Any) -> None:
    Bruker.objects.filter(pk=lis.sekretariat.pk).update(is_staff=True, is_superuser=True)
    admin = Client()
    admin.force_login(Bruker.objects.get(pk=lis.sekretariat.pk))
    sak = gjeldende(lis, tekst="Det utvalget skrev.")
    liste = admin.get(reverse("admin:tildeling_kriterier_changelist"), {"q": sak.saksnummer})
    assert (liste.status_code, sak.saksnummer in liste.content.decode()) == (200, True)
    assert admin.get(reverse("admin:tildeling_kriterier_add")).status_code == 403
    side = reverse("admin:tildeling_kriterier_change", args=[sak.pk])
    svar = admin.get(side)
    assert (svar.status_code, "Det utvalget skrev." in svar.content.decode()) == (200, False)
    assert admin.post(side, {}).status_code == 403
    assert admin.post(reverse("admin:tildeling_kriterier_delete", args=[sak.pk]), {"post": "yes"}).status_code == 403
