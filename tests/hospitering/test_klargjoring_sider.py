"""The pages of the ready gate, as people meet them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hospitering.models import Enhetsprofil, Forberedelsespunkt, Side, Soknad, Taushetserklaering, Taushetstekst, Tilstand
from hospitering.operations import klargjoring as op
from tests.hospitering import avtaler
from tests.hospitering.skjema import innlogget, tekst
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db


def adr(sak: Soknad, navn: str = "klargjoring", *mer: Any) -> str:
    return reverse(f"hospitering:{navn}", args=[sak.pk, *mer])


def flat(svar: Any) -> str:
    return " ".join(tekst(svar).split())


@pytest.mark.krav("S1-H14", "S1-H16")
def test_fra_inngaatt_til_klar_i_nettleseren(cast: Cast) -> None:
    Forberedelsespunkt.objects.create(enhet=cast.palliativ, tekst="Bestill adgangskort", ansvarlig=Side.VERT)
    felles = avtaler.tekst()
    sak = avtaler.inngaatt(cast)
    soker, kontakt = innlogget(cast.soker), innlogget(cast.kontakt)
    side = flat(soker.get(adr(sak)))
    assert "0 av 2 er klart" in side
    assert "Bestill adgangskort" in side
    assert adr(sak, "forberedt", sak.forberedelser.get().pk) not in side
    lest = flat(soker.get(adr(sak, "taushet")))
    assert avtaler.TAUSHET in lest
    assert f'name="tekst" value="{felles.pk}"' in lest
    svar = soker.post(adr(sak, "taushet"), {"versjon": sak.versjon, "tekst": felles.pk}, follow=True)
    assert svar.redirect_chain == [(adr(sak), 302)]
    assert "Underskrevet i portalen." in flat(svar)
    assert "1 av 2 er klart" in flat(svar)
    for klient in (soker, kontakt):
        instruks = flat(klient.get(adr(sak, "instruks")))
        for ord_ in ("observatør", "reservere seg", "§ 4-3", "ikke være skriftlig"):
            assert ord_ in instruks
        assert "Jeg har lest instruksen" in instruks
        klient.post(adr(sak, "instruks"), {"versjon": avtaler.naa_er(sak).versjon})
        assert "Jeg har lest instruksen" not in flat(klient.get(adr(sak, "instruks")))
    punkt = adr(sak, "forberedt", sak.forberedelser.get().pk)
    svar = kontakt.post(punkt, {"versjon": avtaler.naa_er(sak).versjon}, follow=True)
    assert "Alt er klart" in flat(svar)
    assert avtaler.naa_er(sak).tilstand == Tilstand.KLAR
    angre = adr(sak, "forberedelse_angret", sak.forberedelser.get().pk)
    assert angre in flat(svar) and angre not in flat(soker.get(adr(sak)))
    svar = kontakt.post(angre, {"versjon": avtaler.naa_er(sak).versjon}, follow=True)
    assert "«Bestill adgangskort» står som ikke gjort. Ingen starter før alt er klart." in flat(svar)
    assert "Alt er klart" not in flat(soker.get(adr(sak)))


@pytest.mark.krav("S1-H14")
def test_verten_registrerer_papir_og_alle_ser_hvem_som_mottok_det(cast: Cast) -> None:
    avtaler.tekst()
    sak = avtaler.inngaatt(cast)
    kontakt, idag = innlogget(cast.kontakt), timezone.localdate()
    i_morgen = f"{idag + timedelta(days=1):%d.%m.%Y}"
    svar = kontakt.post(adr(sak, "taushet_papir"), {"versjon": sak.versjon, "underskrevet": i_morgen})
    assert "Papiret kan ikke være underskrevet i framtiden" in flat(svar)
    kontakt.post(adr(sak, "taushet_papir"), {"versjon": sak.versjon, "underskrevet": f"{idag:%d.%m.%Y}"})
    assert Taushetserklaering.objects.get().mottatt_av == cast.kontakt
    for hvem in (cast.soker, cast.leder):
        assert "På papir. Registrert av Kristin Kontakt" in flat(innlogget(hvem).get(adr(sak)))
    assert kontakt.get(adr(sak, "taushet_papir")).url == adr(sak)


def test_en_stedfortreder_staar_som_den_det_er_paa_vegne_av(cast: Cast) -> None:
    avtaler.tekst()
    sak, idag = avtaler.inngaatt(cast), timezone.localdate()
    cast.stedfortreder_for("stedfortreder", cast.vertsleder.roller.get(type="leder"))
    sak = op.motta_taushet(sak.pk, utfort_av=cast.stedfortreder, versjon=sak.versjon, underskrevet=idag)
    side = flat(innlogget(cast.soker).get(adr(sak)))
    assert "Registrert av Stine Stedfortreder (på vegne av Vera Vertsleder)" in side


@pytest.mark.krav("S1-H14")
def test_det_som_vises_igjen_er_den_nye_teksten(cast: Cast) -> None:
    gammel, sak = avtaler.tekst(), avtaler.inngaatt(cast)
    ny = Taushetstekst.objects.create(virksomhet=cast.sykehus, tekst_nb="Sykehusets egen.")
    svar = innlogget(cast.soker).post(adr(sak, "taushet"), {"versjon": sak.versjon, "tekst": gammel.pk})
    side = flat(svar)
    assert "Les den nye teksten" in side
    assert f'value="{ny.pk}"' in side
    assert str(gammel.pk) not in side


def test_utenforstaaende_og_for_tidlig_er_404_og_for_gammel_side_409(cast: Cast) -> None:
    avtaler.tekst()
    uten = cast.innvilget()
    sak = avtaler.inngaatt(cast)
    for navn in ("klargjoring", "taushet", "taushet_papir", "instruks"):
        assert innlogget(cast.utenfor).get(adr(sak, navn)).status_code == 404
        assert innlogget(cast.soker).get(adr(uten, navn)).status_code == 404
    leder = innlogget(cast.leder)
    assert leder.get(adr(sak)).status_code == 200
    assert leder.get(adr(sak, "taushet")).status_code == 403
    assert "Jeg har lest instruksen" not in flat(leder.get(adr(sak, "instruks")))
    assert leder.post(adr(sak, "instruks"), {"versjon": sak.versjon}).status_code == 403
    assert innlogget(cast.soker).post(adr(sak, "instruks"), {"versjon": sak.versjon - 1}).status_code == 409


def test_foer_avtalen_sier_siden_hva_som_kommer_og_smittevern_er_bare_opplysning(cast: Cast) -> None:
    Forberedelsespunkt.objects.create(enhet=cast.palliativ, tekst="Bestill adgangskort", ansvarlig=Side.VERT)
    Enhetsprofil.objects.create(enhet=cast.palliativ, smittevern="MRSA-prøve etter opphold i utlandet.")
    side = flat(innlogget(cast.soker).get(adr(avtaler.avklart(cast))))
    assert "Klargjøringen begynner når avtalen er inngått." in side
    assert "Bestill adgangskort" in side
    smittevern = side[side.index('id="h-smittevern"') :].split("</section>")[0]
    assert "MRSA-prøve" in smittevern
    assert "her lagres ingen helseopplysninger" in smittevern
    assert "<form" not in smittevern and "<a " not in smittevern and "<input" not in smittevern


def test_siden_koster_det_samme_for_ett_og_for_seks_punkter(cast: Cast) -> None:
    def sporringer(antall: int) -> int:
        for nr in range(antall):
            Forberedelsespunkt.objects.create(enhet=cast.palliativ, tekst=f"Punkt {antall} {nr}", ansvarlig=Side.VERT)
        sak, klient = avtaler.inngaatt(cast), innlogget(cast.kontakt)
        klient.get(adr(sak))
        with CaptureQueriesContext(
            connection,
        ) as fanget:
            assert klient.get(adr(sak)).status_code == 200
        return len(fanget)

    assert sporringer(1) == sporringer(5)


# --- the unit's own list ------------------------------------------------------------------------------------------------


def test_enheten_stiller_listen_sin_og_saker_i_gang_har_sin_egen(cast: Cast) -> None:
    side = reverse("hospitering:forberedelser", args=[cast.palliativ.pk])
    leder = innlogget(cast.vertsleder)
    for hvem, svar in ((cast.utenfor, 404), (cast.kontakt, 403), (cast.leder, 403)):
        assert innlogget(hvem).get(side).status_code == svar
    for ord_ in ("Hent adgangskort", "Les rutinene"):
        assert leder.post(side, {"tekst": ord_, "ansvarlig": "hospitant"}).status_code == 302
    igjen = leder.post(side, {"tekst": "les  rutinene", "ansvarlig": "hospitant"})
    assert "Punktet står på listen allerede." in flat(igjen)
    sak = avtaler.inngaatt(cast)
    kort, rutiner = Forberedelsespunkt.objects.order_by("rekkefolge")
    leder.post(reverse("hospitering:forberedelse_opp", args=[cast.palliativ.pk, rutiner.pk]))
    assert [p.tekst for p in Forberedelsespunkt.objects.filter(aktiv=True)] == ["Les rutinene", "Hent adgangskort"]
    leder.post(reverse("hospitering:fjern_forberedelse", args=[cast.palliativ.pk, kort.pk]))
    leder.post(side, {"tekst": "Møt i resepsjonen", "ansvarlig": "vert"})
    assert [p.tekst for p in Forberedelsespunkt.objects.filter(aktiv=True)] == ["Les rutinene", "Møt i resepsjonen"]
    assert [f.tekst for f in sak.forberedelser.all()] == ["Hent adgangskort", "Les rutinene"]
    fremmed = reverse("hospitering:fjern_forberedelse", args=[cast.akutt.pk, rutiner.pk])
    assert leder.post(fremmed).status_code == 403
    assert Forberedelsespunkt.objects.get(pk=rutiner.pk).aktiv
