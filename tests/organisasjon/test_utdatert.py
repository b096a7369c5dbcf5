"""A page for a unit that was opened before somebody else saved: who changed what, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from grunnmur.organisasjon import operations
from grunnmur.organisasjon.feil import Utdatert
from grunnmur.organisasjon.models import Enhet

from .hus import Rollebesetning

TOM = {"sted": "", "adresse": "", "telefon": "", "fagomraade": "", "profil": ""}


def adresse(enhet: Enhet) -> str:
    return reverse("organisasjon:endre_enhet", args=[enhet.pk])


def versjon(svar: Any) -> int:
    return int(svar.context["form"]["versjon"].value())


def test_utdatert_side_sier_hvem_som_endret_hva_og_beholder_det_skrevne(hus: Rollebesetning, som: Any) -> None:
    klient = som(hus.kontakt)
    lest = versjon(klient.get(adresse(hus.hjemme)))
    operations.endre_enhet(hus.hjemme, telefon="61000200", profil="Lindring.", utfort_av=hus.leder)
    operations.flytt_enhet(hus.hjemme, til=None, utfort_av=hus.admin)
    data = {"navn": "Hjemmetjenesten", "overordnet": hus.helse.pk, **TOM, "adresse": "Skrev lenge på denne 1"}
    svar = klient.post(adresse(hus.hjemme), data | {"versjon": lest})
    html = svar.content.decode()
    assert svar.status_code == 409
    assert "Enheten er endret siden du åpnet den" in html
    assert [(e.hvem, [tuple(f) for f in e.felter]) for e in svar.context["endringer"]] == [
        (hus.leder.navn, [("Telefon", "61000200"), ("Profil", "Lindring.")]),
        (hus.admin.navn, [("Overordnet enhet", "")]),
    ]
    assert f"{hus.leder.navn} lagret" in html
    assert 'value="Skrev lenge på denne 1"' in html
    hus.hjemme.refresh_from_db()
    assert (hus.hjemme.telefon, hus.hjemme.adresse, hus.hjemme.overordnet) == ("61000200", "", None)
    assert klient.post(adresse(hus.hjemme), data | {"versjon": versjon(svar)}).status_code == 302
    hus.hjemme.refresh_from_db()
    assert (hus.hjemme.adresse, hus.hjemme.overordnet) == ("Skrev lenge på denne 1", hus.helse)


def test_samme_side_sendt_to_ganger_er_ingen_konflikt(hus: Rollebesetning, som: Any) -> None:
    klient = som(hus.leder)
    data = {**TOM, "profil": "Ny profil", "versjon": versjon(klient.get(adresse(hus.hjemme)))}
    assert [klient.post(adresse(hus.hjemme), data).status_code for _gang in range(2)] == [302, 302]


def test_bare_flytting_er_ogsaa_vernet(hus: Rollebesetning) -> None:
    foer = Enhet.objects.get(pk=hus.natt.pk).versjon
    operations.endre_enhet(hus.natt, profil="Noe.", utfort_av=hus.kontakt)
    with pytest.raises(Utdatert):
        operations.lagre_enhet(
            hus.natt, utfort_av=hus.kontakt, versjon=foer, plass=operations.Plass(hus.helse), profil="Noe."
        )


@pytest.mark.parametrize("verdi", ["", "x", "-1"])
def test_oedelagt_versjon_er_en_setning(hus: Rollebesetning, som: Any, verdi: str) -> None:
    svar = som(hus.leder).post(adresse(hus.hjemme), {**TOM, "versjon": verdi})
    assert svar.context["form"].errors["versjon"] == ["Siden er utdatert. Last den inn på nytt og prøv en gang til."]


def test_versjonen_stiger_uansett_hvem_som_skriver(hus: Rollebesetning) -> None:
    foer = Enhet.objects.get(pk=hus.hjemme.pk)
    Enhet.objects.filter(pk=foer.pk).update(telefon="61000300", versjon=0)
    etter = Enhet.objects.get(pk=foer.pk)
    assert etter.versjon == foer.versjon + 1
    Enhet.objects.filter(pk=foer.pk).update(telefon="61000300")
    assert Enhet.objects.get(pk=foer.pk).versjon == etter.versjon
