"""From a sent application to the signed reply, as leaders, intake and host do it in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.operations import lagre_filter
from hospitering import operations
from hospitering.models import Soknad, Tilstand
from tests.axe import sjekk_side
from tests.rollebesetning import Cast

Sted = tuple[Soknad, dict[str, Bruker]]


def kommune_til_sykehus(cast: Cast) -> Sted:
    roller = {"soker": cast.soker, "leder": cast.leder, "mottak": cast.mottak, "vert": cast.vertsleder}
    return cast.innsendt(), roller


def kommune_til_kommune(cast: Cast) -> Sted:
    sak = cast.innsendt(sokes_i="kommune", vertsvirksomhet=cast.hamar, onsket_enhet=cast.hamarhelse)
    return sak, {"soker": cast.soker, "leder": cast.leder, "mottak": cast.hamarmottak, "vert": cast.hamarleder}


def sykehus_til_kommune(cast: Cast) -> Sted:
    soker = cast.person("sykehussoker", "Siri Sykehussøker")
    cast.rolle("sykehussoker", RolleType.ANSATT, cast.palliativ)
    felter = cast.felter(
        soker_navn=soker.navn, egen_enhet=cast.palliativ, sokes_i="kommune", vertsvirksomhet=cast.gjovik,
        onsket_enhet=cast.korttid,
    )  # fmt: skip
    utkast = operations.opprett_utkast(utfort_av=soker, felter=felter)
    sak = operations.send_inn(utkast.pk, utfort_av=soker, versjon=utkast.versjon)
    return sak, {"soker": soker, "leder": cast.vertsleder, "mottak": cast.kommunemottak, "vert": cast.leder}


def innvilg(side: Page) -> None:
    side.get_by_role("button", name=re.compile("^Innvilg")).click()


def kvittering(side: Page, tekst: str) -> None:
    expect(side.locator(".ds-alert")).to_contain_text(tekst)


@pytest.mark.krav(
    "S1-S02", "S1-S03", "S1-S21", "S1-S25", "S1-S27", "S1-S30", "S1-S37", "S1-S41", "S1-H08", "S1-H10", "S1-H11"
)
@pytest.mark.parametrize(
    ("vei", "skript"),
    [(kommune_til_sykehus, True), (sykehus_til_kommune, True), (kommune_til_kommune, False)],
    ids=["kommune_til_sykehus", "sykehus_til_kommune", "kommune_til_kommune_uten_skript"],
)
def test_fra_soknad_til_signert_skjema(
    cast: Cast, som: Callable[..., Page], vei: Callable[[Cast], Sted], skript: bool
) -> None:
    sak, folk = vei(cast)
    valg = {"java_script_enabled": skript}

    leder = som(folk["leder"], sak, **valg)
    innvilg(leder)
    kvittering(leder, "Innvilgelsen er signert, og søknaden er sendt til")

    mottak = som(folk["mottak"], "/hospitering/?vis=venter", **valg)
    mottak.get_by_role("link", name=sak.soker_navn).click()
    mottak.get_by_role("button", name="Bekreft mottatt").click()
    kvittering(mottak, "Mottak er bekreftet.")

    vert = som(folk["vert"], sak, **valg)
    innvilg(vert)
    kvittering(vert, "Innvilgelsen er signert. Oppgi kontaktperson")
    vert.get_by_label("Kontaktperson i vertsenheten").fill("Kristin Kontakt")
    vert.get_by_label("E-postadresse").fill("kontakt@prove.example")
    vert.get_by_label("Tlf.:").fill("62 00 00 01")
    vert.get_by_role("button", name="Send tilbakemeldingen").click()
    kvittering(vert, "Tilbakemeldingen er signert og sendt til søkeren og søkerens virksomhet.")

    soker = som(folk["soker"], sak, **valg)
    expect(soker.locator(".casehead .status")).to_have_text("Avtale lages")
    soker.get_by_role("link", name="Hent skjemaet som PDF").click()
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    svar = soker.request.get(f"{sak.get_absolute_url()}skjema.pdf")
    tekst = " ".join(" ".join(s.extract_text() for s in PdfReader(BytesIO(svar.body())).pages).split())
    for del_ in (f"signert av {folk['leder'].navn}", f"signert av {folk['vert'].navn}", "Kristin Kontakt", sak.soker_navn):
        assert del_ in tekst


@pytest.mark.krav("S1-S22", "S1-S28")
def test_egen_leder_innvilger_ikke(cast: Cast, som: Callable[..., Page]) -> None:
    sak = cast.innsendt()
    leder = som(cast.leder, sak)
    leder.get_by_role("button", name="Ikke innvilg").click()
    expect(leder).to_have_title(f"Feil: Søknad {sak.saksnummer}, Synne Søker – Helsefellesskap Innlandet")
    leder.get_by_role("link", name="Skriv en kommentar når du ikke innvilger.").click()
    expect(leder.get_by_label("Ev. kommentar")).to_be_focused()
    leder.keyboard.type("Ikke rom i turnusen.")
    leder.get_by_role("button", name="Ikke innvilg").click()
    kvittering(leder, "Avslaget er signert")
    soker = som(cast.soker, sak)
    expect(soker.get_by_role("heading", name="Søknaden er ikke innvilget")).to_be_visible()
    expect(soker.locator(".decide blockquote")).to_have_text("Ikke rom i turnusen.")
    assert som(cast.mottak, sak).get_by_role("heading", name="Vi fant ikke siden").count() == 1


@pytest.mark.krav("S1-S31", "S1-S34", "S1-S43")
def test_vertsleder_innvilger_ikke(cast: Cast, som: Callable[..., Page]) -> None:
    sak = cast.mottatt()
    vert = som(cast.vertsleder, sak)
    vert.get_by_label("Eventuelle kommentarer").fill("Vi er fullbooket.")
    vert.get_by_role("button", name="Ikke innvilg").click()
    kvittering(vert, "Avslaget er signert. Søkeren og søkerens virksomhet har fått tilbakemelding.")
    for bruker in (cast.soker, cast.leder):
        expect(som(bruker, sak).locator("#h-vedtaksdel ~ dl").last).to_contain_text("Ikke innvilget")


@pytest.mark.krav("S1-S10", "S1-H10")
def test_mottak_sender_videre_og_knytter_til_registeret(cast: Cast, som: Callable[..., Page]) -> None:
    sak = cast.oversendt(onsket_enhet=None, onsket_enhet_tekst="Lindrende enhet")
    mottak = som(cast.mottak, sak)
    mottak.get_by_label("Søk etter enhet").fill("akutt")
    mottak.get_by_role("button", name="Søk i enheter").click()
    mottak.get_by_label("Akuttmottaket, Lillehammer").check()
    mottak.get_by_role("button", name="Bekreft mottatt").click()
    kvittering(mottak, "Leder i Akuttmottaket, Lillehammer har fått søknaden.")
    mottak.get_by_role("link", name="Send videre til en annen enhet").click()
    mottak.get_by_label("Søk etter enhet").fill("palliativt")
    mottak.get_by_role("button", name="Søk i enheter").click()
    mottak.get_by_label("Palliativt senter, Gjøvik").check()
    mottak.get_by_label("Kommentar til enheten").fill("Hører til hos dere.")
    mottak.get_by_role("button", name="Send videre").click()
    kvittering(mottak, "Søknaden er sendt videre til Palliativt senter, Gjøvik.")
    expect(som(cast.vertsleder, sak).get_by_role("heading", name="Din beslutning")).to_be_visible()


@pytest.mark.krav("S1-S25")
def test_sendt_tilbake_velger_lederen_ny_mottaker(cast: Cast, som: Callable[..., Page]) -> None:
    sak = cast.oversendt()
    mottak = som(cast.mottak, sak)
    mottak.get_by_role("link", name="Send tilbake til leder i egen enhet").click()
    mottak.get_by_label("Hvorfor sender du søknaden tilbake?").fill("Prøv Hamar.")
    mottak.get_by_role("button", name="Send tilbake").click()
    kvittering(mottak, "Søknaden er sendt tilbake til leder i egen enhet")
    leder = som(cast.leder, sak)
    expect(leder.locator(".decide blockquote")).to_have_text("Prøv Hamar.")
    leder.get_by_label("Virksomhet").select_option(label="Hamar kommune")
    leder.get_by_role("button", name="Send til ny mottaker").click()
    kvittering(leder, "Søknaden er sendt til Hamar kommune.")
    expect(som(cast.hamarmottak, sak).get_by_role("button", name="Bekreft mottatt")).to_be_visible()


def test_endring_etter_vedtak_maa_avgjores_paa_nytt(cast: Cast, som: Callable[..., Page]) -> None:
    sak = cast.oversendt()
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(begrunnelse="Ny grunn."))
    leder = som(cast.leder, sak)
    expect(leder.locator(".endret ins")).to_have_text("Nå: Ny grunn.")
    innvilg(leder)
    kvittering(leder, "Innvilgelsen er signert")
    assert Soknad.objects.get(pk=sak.pk).tilstand == Tilstand.OVERSENDT


def test_stedfortreder_avgjor_paa_vegne_av(cast: Cast, som: Callable[..., Page]) -> None:
    cast.stedfortreder_for("stedfortreder", cast.leder.roller.get(type=RolleType.LEDER))
    sak = cast.innsendt()
    side = som(cast.stedfortreder, sak)
    innvilg(side)
    kvittering(side, "Innvilgelsen er signert")
    expect(side.locator(".track")).to_contain_text("Stine Stedfortreder (på vegne av Leif Leder)")


def test_en_annen_var_foerst(cast: Cast, som: Callable[..., Page]) -> None:
    sak = cast.innsendt()
    leder = som(cast.leder, sak)
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(bidrag="Noe nytt."))
    leder.get_by_label("Ev. kommentar").fill("Dette skrev jeg lenge på.")
    innvilg(leder)
    expect(leder.locator("#konflikt")).to_be_focused()
    expect(leder.locator("#konflikt")).to_contain_text("Synne Søker endret søknaden")
    expect(leder.get_by_label("Ev. kommentar")).to_have_value("Dette skrev jeg lenge på.")
    innvilg(leder)
    kvittering(leder, "Innvilgelsen er signert")


def test_flere_innvilges_fra_listen(cast: Cast, som: Callable[..., Page]) -> None:
    saker = [cast.innsendt(), cast.innsendt()]
    side = som(cast.leder, "/hospitering/?vis=venter", java_script_enabled=False)
    for sak in saker:
        side.get_by_label(f"Velg søknaden fra Synne Søker, {sak.saksnummer}").check()
    side.get_by_role("button", name="Innvilg de valgte").click()
    side.get_by_label("Jeg bekrefter at søkerne beholder alle tariffmessige rettigheter").check()
    side.get_by_role("button", name="Innvilg 2 søknader").click()
    expect(side.get_by_text("Innvilget og sendt til mottakeren.")).to_have_count(2)


# --- every page, typical, empty and overfull, at every width and in both schemes -------------------------------------

LANGT_ORD = "Psykofarmakologibehandlingskompetanseutviklingsprosjekt"


@pytest.fixture
def overfull(cast: Cast) -> Iterator[Soknad]:
    """As much of everything as the form takes, words without a break among it."""
    tekst = (LANGT_ORD + " og mer til. ") * 55
    sak = cast.innsendt(
        soker_navn=f"Synne {LANGT_ORD} Søker"[:120], begrunnelse=tekst, tema_og_maal=tekst, bidrag=tekst, onsket_enhet=None,
        onsket_enhet_tekst=(LANGT_ORD + " ") * 3, faggruppe="annen", faggruppe_annen=LANGT_ORD,
        periode_til=timezone.localdate() + timedelta(days=400),
    )  # fmt: skip
    sak = operations.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True, kommentar=tekst)
    sak = operations.endre(
        sak.pk, utfort_av=cast.soker, versjon=sak.versjon,
        felter={n: getattr(sak, n) for n in ("tema_og_maal",)} | {"begrunnelse": tekst[::-1].strip()},
    )  # fmt: skip
    yield sak


@pytest.mark.parametrize(
    ("tilstand", "hvem"),
    [
        ("innsendt", "leder"),
        ("oversendt", "mottak"),
        ("mottatt", "vertsleder"),
        ("vertsdel", "vertsleder"),
        ("besvart", "soker"),
    ],
)
def test_saken_er_tilgjengelig_i_hver_tilstand(cast: Cast, som: Callable[..., Page], tilstand: str, hvem: str) -> None:
    sjekk_side(som(cast.folk[hvem], getattr(cast, tilstand)()))


@pytest.mark.parametrize("hvem", ["leder", "soker"])
def test_overfull_sak_er_tilgjengelig(cast: Cast, som: Callable[..., Page], overfull: Soknad, hvem: str) -> None:
    sjekk_side(som(cast.folk[hvem], overfull))


def test_sidene_ved_siden_av_saken_er_tilgjengelige(cast: Cast, som: Callable[..., Page]) -> None:
    sak = cast.oversendt()
    side = som(cast.mottak, f"{sak.get_absolute_url()}videresend/")
    side.get_by_label("Søk etter enhet").fill("akutt")
    side.get_by_role("button", name="Søk i enheter").click()
    sjekk_side(side)
    side.get_by_role("button", name="Send videre").click()
    sjekk_side(side)  # with its error
    sjekk_side(som(cast.mottak, f"{sak.get_absolute_url()}returner/"))


def test_feil_og_konflikt_er_tilgjengelige(cast: Cast, som: Callable[..., Page]) -> None:
    sak = cast.innsendt()
    side = som(cast.leder, sak)
    side.get_by_text("Velg en annen mottaker").click()
    side.get_by_role("button", name="Ikke innvilg").click()
    sjekk_side(side)
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(bidrag="Noe nytt."))
    innvilg(side)
    side.nettleserfeil.clear()  # type: ignore[attr-defined]  # Chromium reports the 409 itself in its console
    sjekk_side(side)


def test_listen_er_tilgjengelig_tom_vanlig_og_overfull(cast: Cast, som: Callable[..., Page], overfull: Soknad) -> None:
    sjekk_side(som(cast.utenfor, "/hospitering/"))
    lagre_filter("hospitering", utfort_av=cast.leder, navn="Et filter", sporring="q=syn")
    cast.innsendt()
    sjekk_side(som(cast.leder, "/hospitering/?vis=alle"))
    sjekk_side(som(cast.leder, f"/hospitering/?vis=alle&q=synne&enhet={LANGT_ORD[:20]}"))
    side = som(cast.leder, "/hospitering/?vis=venter")
    side.locator("input[name=sak]").first.check()
    side.get_by_role("button", name="Innvilg de valgte").click()
    sjekk_side(side)
