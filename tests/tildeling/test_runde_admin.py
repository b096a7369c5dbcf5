"""Admin: rounds, proposals, allocations and places left over are looked at there, without what decides them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from lis.tildeling.models import Forslag, Restplass, Runde, Tildeling

from .tilstander import publisert

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(lis: Any) -> Client:
    Bruker.objects.filter(pk=lis.sekretariat.pk).update(is_staff=True, is_superuser=True)
    klient = Client()
    klient.force_login(Bruker.objects.get(pk=lis.sekretariat.pk))
    return klient


def test_sakene_kan_ses_men_ikke_endres(lis: Any, admin: Client) -> None:
    lis.plass(lis.hamar)
    runde = publisert(lis)
    forslag, tildelt, rest = Forslag.objects.get(), Tildeling.objects.get(), Restplass.objects.get()
    for sak in (runde, forslag, tildelt, rest):
        modell = sak._meta.model_name
        liste = admin.get(reverse(f"admin:tildeling_{modell}_changelist"), {"q": sak.saksnummer})
        assert (liste.status_code, liste.context["cl"].result_count) == (200, 1), modell
        assert admin.get(reverse(f"admin:tildeling_{modell}_add")).status_code == 403
        side = reverse(f"admin:tildeling_{modell}_change", args=[sak.pk])
        svar = admin.get(side)
        assert (svar.status_code, 'name="_save"' in svar.content.decode()) == (200, False), modell
        assert runde.fro not in liste.content.decode() + svar.content.decode(), modell
        assert admin.post(side, {}).status_code == 403
        assert admin.post(reverse(f"admin:tildeling_{modell}_delete", args=[sak.pk]), {"post": "yes"}).status_code == 403


def test_admin_ser_verken_poeng_onsker_eller_svaret(lis: Any, admin: Client) -> None:
    """The seed is a column of letters, so it is the one that a general rule would show."""
    publisert(lis)
    for modell, skjult in (
        (Runde, {"fro"}),
        (Forslag, {"navn", "inndata", "resultat"}),
        (Tildeling, {"unntak_begrunnelse"}),
    ):
        navn = modell._meta.model_name
        svar = admin.get(reverse(f"admin:tildeling_{navn}_change", args=[modell.objects.get().pk]))
        vist = {felt for _tittel, valg in svar.context["adminform"].fieldsets for felt in valg["fields"]}
        assert "tilstand" in vist
        assert not vist & skjult, navn
