"""The declaration texts: whose they are, that a new version never changes an old one, and what is signed (S1-H14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.saksgang.feil import Nektet
from hospitering.models import Taushetserklaering, Taushetstekst
from hospitering.operations.taushetstekst import ny_taushetstekst
from hospitering.selectors.taushetstekst import gjeldende_tekst
from tests.hospitering import avtaler
from tests.hospitering.skjema import innlogget, tekst
from tests.rollebesetning import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.krav("S1-H14")]


def side(virksomhet: Virksomhet) -> str:
    return reverse("hospitering:taushetstekst", args=[virksomhet.pk])


def skjema(**andre: Any) -> dict[str, Any]:
    return {
        "forrige": 0, "tekst_nb": "Jeg tier.", "tekst_nn": "Eg teier.", "gjelder_fra": f"{timezone.localdate():%d.%m.%Y}",
    } | andre  # fmt: skip


def test_kontakten_skriver_sin_virksomhets_tekst_og_gamle_versjoner_staar(cast: Cast) -> None:
    kontakt = innlogget(cast.kontakt_adm)
    assert kontakt.get(reverse("hospitering:taushetstekster")).url == side(cast.gjovik)
    assert f'href="{side(cast.gjovik)}"' in tekst(kontakt.get(reverse("organisasjon:oversikt", args=[cast.gjovik.pk])))
    assert kontakt.post(side(cast.gjovik), skjema()).status_code == 302
    i_morgen = timezone.localdate() + timedelta(days=1)
    kontakt.post(side(cast.gjovik), skjema(forrige=1, tekst_nb="Nytt.", gjelder_fra=f"{i_morgen:%d.%m.%Y}"))
    assert list(Taushetstekst.objects.order_by("versjon").values_list("virksomhet__navn", "versjon", "tekst_nb")) == [
        ("Gjøvik", 1, "Jeg tier."),
        ("Gjøvik", 2, "Nytt."),
    ]
    gjelder = [gjeldende_tekst(cast.gjovik.pk, dag) for dag in (timezone.localdate(), i_morgen)]
    assert [t.versjon for t in gjelder if t] == [1, 2]
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Taushetstekst.objects.filter(versjon=1).update(tekst_nb="Noe annet.")


def test_den_som_kom_sist_faar_vite_det_og_beholder_det_som_er_skrevet(cast: Cast) -> None:
    kontakt = innlogget(cast.kontakt_adm)
    kontakt.post(side(cast.gjovik), skjema())
    svar = kontakt.post(side(cast.gjovik), skjema(tekst_nb="Min versjon."))
    assert svar.status_code == 409
    assert "Min versjon." in tekst(svar)
    assert 'name="forrige" value="1"' in tekst(svar)
    assert Taushetstekst.objects.count() == 1


def test_en_tekst_gjelder_ikke_bakover_og_ikke_foer_den_forrige(cast: Cast) -> None:
    idag = timezone.localdate()
    valg = {"utfort_av": cast.kontakt_adm, "tekst_nb": "Ny."}
    with pytest.raises(ValidationError, match="passert"):
        ny_taushetstekst(cast.gjovik, forrige=0, gjelder_fra=idag - timedelta(days=1), **valg)
    ny_taushetstekst(cast.gjovik, forrige=0, gjelder_fra=idag + timedelta(days=9), **valg)
    with pytest.raises(ValidationError, match="den dagen eller senere"):
        ny_taushetstekst(cast.gjovik, forrige=1, gjelder_fra=idag, **valg)


def test_bare_egen_virksomhet_og_felles_bare_for_systemadministrator(cast: Cast) -> None:
    for hvem in (cast.utenfor, cast.vertsleder, cast.sekretariat):
        assert innlogget(hvem).get(reverse("hospitering:taushetstekster")).status_code == 404
    kontakt, felles = innlogget(cast.kontakt_adm), reverse("hospitering:taushetstekst_felles")
    assert [kontakt.get(a).status_code for a in (side(cast.hamar), felles)] == [404, 404]
    for virksomhet in (cast.hamar, None):
        with pytest.raises(Nektet):
            ny_taushetstekst(virksomhet, utfort_av=cast.kontakt_adm, forrige=0, tekst_nb="Ny.")
    Bruker.objects.filter(pk=cast.utenfor.pk).update(is_staff=True)
    ny_taushetstekst(None, utfort_av=Bruker.objects.get(pk=cast.utenfor.pk), forrige=0, tekst_nb="Felles.")
    assert gjeldende_tekst(cast.hamar.pk, timezone.localdate()) == Taushetstekst.objects.get()


def test_felles_tekst_er_stamdata_som_ikke_skriver_over(cast: Cast) -> None:
    call_command("last_inn_taushetstekst")
    felles = Taushetstekst.objects.get()
    assert (felles.virksomhet, felles.versjon) == (None, 1)
    assert "helsepersonelloven § 21" in felles.tekst_nb
    assert "teieplikt" in felles.tekst_nn
    call_command("last_inn_taushetstekst")
    assert Taushetstekst.objects.count() == 1


def test_databasen_nekter_en_erklaering_som_ikke_kan_vaere_sann(cast: Cast) -> None:
    idag = timezone.localdate()
    hamars = Taushetstekst.objects.create(virksomhet=cast.hamar, tekst_nb="Hamars.")
    rett = {"tekst": avtaler.tekst(), "form": "elektronisk", "underskrevet": idag}
    sak = avtaler.inngaatt(cast)
    for feil, nei in [
        ({"underskrevet": idag + timedelta(days=2)}, "taushet_underskrevet_foer_registrert"),
        ({"form": "papir"}, "taushet_papir_er_mottatt_av_noen"),
        ({"tekst": hamars}, "taushet_hos_en_annen_enn_verten"),
        ({"form": "papir", "mottatt_av": cast.soker}, "taushet_hos_en_annen_enn_verten"),
    ]:
        with pytest.raises(IntegrityError, match=nei), transaction.atomic():
            Taushetserklaering.objects.create(soknad=sak, **(rett | feil))
    Taushetserklaering.objects.create(soknad=sak, **rett)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        Taushetserklaering.objects.update(underskrevet=idag - timedelta(days=1))
