"""The pages of joint activities: who sees what, what they say, and how many queries they cost."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from grunnmur.oppgaver.kalender import kalender_for
from veiledning.models import Aktivitet, Paamelding
from veiledning.operations import aktivitet as op
from veiledning.operations import paamelding, vakt
from veiledning.selectors import behov as behovsutvalg

from .aktiviteter import felter, om, planlagt
from .folk import VeilCast


def hent(client: Client, veil: VeilCast, kode: str, adresse: str) -> Any:
    client.force_login(veil.folk[kode])
    return client.get(adresse)


@pytest.mark.krav("S1-V11")
def test_koordinatoren_ser_behov_hos_alle_parter_men_samordner_bare_egne(veil: VeilCast, client: Client) -> None:
    eget = veil.meldt(veil.behov(overskrift="Bruk av smertepumpe"))
    veil.meldt(veil.behov(overskrift="Smertepumpe om natten"), av="hamarspor")
    fremmed = veil.meldt(veil.omvendt(overskrift="Korttidsplass", behov="Hvem bestemmer utreisedag?"), av="sykehuslege")
    veil.meldt(veil.tilbakering())
    side = hent(client, veil, "koordinator", "/veiledning/behov/").context["side"]
    assert [[r.sak.overskrift for r in g.rader] for g in side.grupper] == [["Bruk av smertepumpe", "Smertepumpe om natten"]]
    assert side.grupper[0].felles == ["smertepumpe"]
    assert [(r.sak.pk, r.hindring) for r in side.andre] == [
        (fremmed.pk, "Koordinatoren ved Gjøvik kommune kan samordne dette.")
    ]
    tatt = vakt.ta(eget.pk, utfort_av=veil.svarer, versjon=eget.versjon)
    assert tatt.pk in {r.sak.pk for g in behovsutvalg.behovsside(veil.koordinator).grupper for r in g.rader}


def test_siden_er_bare_for_koordinatorer(veil: VeilCast, client: Client) -> None:
    koder = ("koordinator", "kommunekoordinator", "svarer", "vertsleder", "soker", "utenfor")
    for adresse in ("/veiledning/behov/", "/veiledning/aktiviteter/ny/"):
        svar = {kode: hent(client, veil, kode, adresse).status_code for kode in koder}
        assert svar == dict(zip(koder, [200, 200, 404, 404, 404, 404], strict=True))


def test_filteret_skiller_fagfelt_og_part(veil: VeilCast, client: Client) -> None:
    veil.meldt()
    veil.meldt(veil.behov(fagfelt="rus", overskrift="LAR"), av="hamarspor")
    for sporring, antall in (
        ("fagfelt=rus", 1),
        (f"part={veil.hamar.pk}", 1),
        (f"part={veil.sykehus.pk}", 2),
        ("part=x", 2),
    ):
        side = hent(client, veil, "koordinator", f"/veiledning/behov/?{sporring}").context["side"]
        assert sum(len(g.rader) for g in side.grupper) + len(side.andre) == antall


def skjema(veil: VeilCast, **andre: Any) -> dict[str, Any]:
    return {
        "virksomhet": veil.sykehus.pk, "tittel": "Smertepumper", "beskrivelse": "Innstilling og feilsøking.",
        "fagfelt": "somatikk", "svarer": veil.svarer.pk, "form": "video", "dag": om(10).strftime("%d.%m.%Y"),
        "klokken": "13.00", "varighet": 60,
    } | andre  # fmt: skip


@pytest.mark.krav("S1-V11")
def test_en_gruppe_blir_en_aktivitet(veil: VeilCast, client: Client) -> None:
    en, to = veil.meldt(), veil.meldt(av="hamarspor")
    fremmed = veil.meldt(veil.omvendt(), av="sykehuslege")
    valgte = f"behov={en.pk}&behov={to.pk}&behov={fremmed.pk}&behov=tull"
    side = hent(client, veil, "koordinator", f"/veiledning/aktiviteter/ny/?{valgte}")
    assert (side.context["falt_fra"], side.context["form"].initial["tittel"]) == (1, en.overskrift)
    svar = client.post("/veiledning/aktiviteter/ny/", skjema(veil, behov=[str(en.pk), str(to.pk)]))
    sak = Aktivitet.objects.get()
    assert (svar.status_code, svar["Location"]) == (302, f"/veiledning/aktiviteter/{sak.pk}/")
    assert (set(sak.behov.values_list("pk", flat=True)), sak.start) == ({en.pk, to.pk}, om(10))


@pytest.mark.parametrize(
    ("feil", "felt"),
    [
        ({"dag": "01.01.2020"}, "dag"), ({"klokken": "25"}, "klokken"), ({"form": "mote"}, "sted"),
        ({"tittel": ""}, "tittel"), ({"lenke": "http://usikker.example"}, "lenke"),
        ({"form": "skriftlig"}, "form"), ({"plasser": "0"}, "plasser"),
        ({"beskrivelse": "Gjelder 01819010028"}, "beskrivelse"),
    ],
)  # fmt: skip
def test_det_som_er_galt_staar_ved_feltet_og_det_skrevne_blir_staaende(
    veil: VeilCast, client: Client, feil: dict[str, str], felt: str
) -> None:
    client.force_login(veil.koordinator)
    svar = client.post("/veiledning/aktiviteter/ny/", skjema(veil, **feil))
    assert (svar.status_code, list(svar.context["form"].errors)) == (200, [felt])
    assert svar.context["form"]["klokken"].value() == feil.get("klokken", "13.00")
    assert not Aktivitet.objects.exists()


@pytest.mark.krav("S1-V11")
def test_navnene_er_for_dem_som_arrangerer(veil: VeilCast, client: Client) -> None:
    sak = planlagt(veil, veil.meldt())
    paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor)
    adresse = f"/veiledning/aktiviteter/{sak.pk}/"
    for kode, ser in (("koordinator", True), ("svarer", True), ("soker", False), ("kommunesvarer", False)):
        side = hent(client, veil, kode, adresse)
        assert ("Hilde Hamarspør" in side.content.decode(), side.context["side"].antall) == (ser, 1)
    assert hent(client, veil, "utenfor", adresse).status_code == 404


def test_handlingene_er_for_dem_som_har_retten(veil: VeilCast, client: Client) -> None:
    sak = planlagt(veil)
    for kode, forventet in (
        ("koordinator", {"hold": 200, "endre": 200, "samle": 200, "avlys": 200}),
        ("svarer", {"hold": 200, "endre": 403, "samle": 403, "avlys": 200}),
        ("soker", {"hold": 403, "endre": 403, "samle": 403, "avlys": 403}),
        ("utenfor", {"hold": 404, "endre": 404, "samle": 404, "avlys": 404}),
    ):
        svar = {k: hent(client, veil, kode, f"/veiledning/aktiviteter/{sak.pk}/{k}/").status_code for k in forventet}
        assert (kode, svar) == (kode, forventet)


def test_det_som_ikke_har_begynt_kan_ikke_registreres_som_holdt(veil: VeilCast, client: Client) -> None:
    sak = planlagt(veil)

    def koder() -> list[str]:
        side = hent(client, veil, "koordinator", f"/veiledning/aktiviteter/{sak.pk}/")
        return [kode for kode, _h in side.context["handlinger"]]

    assert koder() == ["endre", "samle", "avlys"]
    Aktivitet.objects.filter(pk=sak.pk).update(start=om(-1))
    assert "hold" in koder()


def test_to_med_samme_navn_skilles_naar_det_krysses_av_hvem_som_kom(veil: VeilCast, client: Client) -> None:
    sak = planlagt(veil)
    for kode in ("hamarspor", "kommunesvarer", "soker"):
        paamelding.meld_paa(sak.pk, utfort_av=veil.folk[kode])
    type(veil.soker).objects.filter(pk=veil.soker.pk).update(navn=veil.hamarspor.navn)
    skjema_ = hent(client, veil, "koordinator", f"/veiledning/aktiviteter/{sak.pk}/hold/").context["form"]
    assert sorted(navn for _pk, navn in skjema_.fields["var_med"].choices) == sorted(
        [f"{veil.hamarspor.navn} ({b.epost})" for b in (veil.hamarspor, veil.soker)] + [veil.kommunesvarer.navn]
    )


def test_knappene_paa_siden(veil: VeilCast, client: Client) -> None:
    sak = planlagt(veil, veil.meldt(), plasser=1)
    adresse = f"/veiledning/aktiviteter/{sak.pk}/"
    client.force_login(veil.soker)
    assert "Jeg kommer" in client.get(adresse).content.decode()
    client.post(f"{adresse}meld-paa/")
    assert Paamelding.objects.get(bruker=veil.soker).svar == "ja"
    client.force_login(veil.hamarspor)
    client.get(adresse)  # what was said to the one before
    svar = client.post(f"{adresse}meld-paa/", follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Alle plassene er tatt. Ta kontakt med Kirsti Koordinator."]
    sak.refresh_from_db()
    op.avlys(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon)
    assert client.post(f"{adresse}meld-paa/").status_code == 409
    assert client.get(f"{adresse}meld-paa/").status_code == 405


def test_verbene_gjoeres_fra_sidene_sine(veil: VeilCast, client: Client) -> None:
    sak, en = planlagt(veil), veil.meldt()
    client.force_login(veil.koordinator)

    def post(kode: str, data: dict[str, Any]) -> Any:
        sak.refresh_from_db()
        return client.post(f"/veiledning/aktiviteter/{sak.pk}/{kode}/", {"versjon": sak.versjon, **data})

    assert post("samle", {}).context["form"].errors == {"behov": ["Velg minst ett spørsmål."]}
    assert post("samle", {"behov": [str(en.pk)]}).status_code == 302
    assert post("endre", skjema(veil, klokken="14.00")).status_code == 302
    assert post("hold", {"var_med": []}).context["form"].non_field_errors() == [
        "Aktiviteten har ikke begynt ennå. Registrer den når den er holdt."
    ]
    gammel = client.post(f"/veiledning/aktiviteter/{sak.pk}/endre/", {"versjon": 1, **skjema(veil)})
    assert gammel.status_code == 409
    assert post("avlys", {"kommentar": "Ny dag kommer."}).status_code == 302
    sak.refresh_from_db()
    assert (sak.start, sak.tilstand) == (om(10, 14), "avlyst")


def test_spoersmaalet_samordnes_og_tas_ut_fra_sin_egen_side(veil: VeilCast, client: Client) -> None:
    sak, en = planlagt(veil), veil.meldt()
    veil.meldt(veil.behov(overskrift="Smertelindring med pumpe"), av="hamarspor")
    side = hent(client, veil, "koordinator", f"/veiledning/{en.pk}/samordne/")
    assert "Smertelindring med pumpe" in side.content.decode()
    client.post(f"/veiledning/{en.pk}/samordne/", {"versjon": en.versjon, "aktivitet": sak.pk})
    en.refresh_from_db()
    assert en.samordnet_til == sak
    client.force_login(veil.soker)
    client.post(f"/veiledning/{en.pk}/dekker-ikke/", {"versjon": en.versjon, "kommentar": ""})
    en.refresh_from_db()
    assert en.tilstand == "meldt"


def test_lista_viser_kommende_og_tidligere(veil: VeilCast, client: Client) -> None:
    kommer, avlyst = planlagt(veil), planlagt(veil, tittel="Stell av PICC-line", start=om(3))
    op.avlys(avlyst.pk, utfort_av=veil.koordinator, versjon=avlyst.versjon)
    for sporring, titler in (
        ("", [kommer.tittel]), ("?vis=tidligere", [avlyst.tittel]), ("?q=kassett", [kommer.tittel]), ("?fagfelt=rus", []),
        ("?vis=tidligere&q=picc", [avlyst.tittel]),
    ):  # fmt: skip
        side = hent(client, veil, "hamarspor", f"/veiledning/aktiviteter/{sporring}")
        assert [r.sak.tittel for r in side.context["rader"]] == titler
    assert hent(client, veil, "utenfor", "/veiledning/aktiviteter/").status_code == 404


def test_kalenderfila_kan_leses_tilbake_og_stiger_i_versjon(veil: VeilCast, client: Client) -> None:
    sak = planlagt(veil)

    def les() -> Any:
        svar = hent(client, veil, "soker", f"/veiledning/aktiviteter/{sak.pk}/kalender.ics")
        return Calendar.from_ical(svar.content).walk("VEVENT")[0]

    forste = les()
    assert (forste.decoded("dtstart"), forste.decoded("dtend")) == (sak.start, sak.start + timedelta(hours=1))
    op.endre(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, felter={"start": om(12)})
    ny = les()
    assert (ny["uid"], ny.decoded("dtstart"), ny["status"]) == (forste["uid"], om(12), "CONFIRMED")
    assert ny["sequence"] > forste["sequence"]
    assert str(sak.saksnummer) in kalender_for(veil.svarer).innhold.decode()
    assert str(sak.saksnummer) not in kalender_for(veil.soker).innhold.decode()


@pytest.mark.parametrize("adresse", ["/veiledning/aktiviteter/", "/veiledning/behov/", "aktivitet"])
def test_sidene_koster_like_mye_med_flere_rader(veil: VeilCast, client: Client, adresse: str) -> None:
    client.force_login(veil.koordinator)
    sak = planlagt(veil)

    def antall() -> int:
        with CaptureQueriesContext(
            connection,
        ) as sporringer:
            assert client.get(sak.get_absolute_url() if adresse == "aktivitet" else adresse).status_code == 200
        return len(sporringer)

    def en_til(nr: int) -> None:
        av = "soker" if nr % 2 else "hamarspor"
        op.planlegg(utfort_av=veil.koordinator, virksomhet=veil.sykehus, felter=felter(veil), behov=[veil.meldt(av=av).pk])
        veil.meldt(av=av)
        sak.refresh_from_db()
        op.samle(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, behov=[veil.meldt(av=av).pk])

    en_til(1)
    antall()
    med_en = antall()
    en_til(2)
    en_til(3)
    assert antall() == med_en
    assert med_en <= 16


@pytest.mark.django_db(transaction=True)
def test_to_som_vil_ha_siste_plass_faar_den_en_av_gangen(veil: VeilCast) -> None:
    sak = planlagt(veil, plasser=1)
    svar: list[str] = []
    start = threading.Barrier(2)

    def meld(kode: str) -> None:
        try:
            start.wait()
            svar.append(paamelding.meld_paa(sak.pk, utfort_av=veil.folk[kode]).svar)
        except ValidationError:
            svar.append("fullt")
        finally:
            connection.close()

    traader = [threading.Thread(target=meld, args=[kode]) for kode in ("soker", "hamarspor")]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    assert sorted(svar) == ["fullt", "ja"]
    assert Paamelding.objects.filter(svar="ja").count() == 1
