"""The page of the agreement, the points of pkt. 1.2, entering it, its PDF, and a contact person without an account."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from grunnmur.jobb.operations import ta_neste, utfor
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Invitasjon, RolleType
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.varsling.models import Varsel
from helsefellesskap.konto.operations import ta_i_bruk_invitasjon
from helsefellesskap.konto.post import lenke_til_invitasjon
from hospitering import operations
from hospitering.models import Avklaring, Enhetsprofil, Punkt, Soknad, Tilstand
from hospitering.operations import avtale, kontakt, periode
from tests.hospitering import avtaler
from tests.hospitering.behandling import post
from tests.hospitering.test_periode import skylder, varslet
from tests.rollebesetning import Cast

T = Tilstand
NY = {"kontakt_navn": "Nils Ny", "kontakt_epost": "Nils.Ny@prove.example", "kontakt_tlf": "+4762000009"}


def se(bruker: Bruker, sak: Soknad, side: str = "avtale") -> Any:
    klient = Client()
    klient.force_login(bruker)
    return klient.get(reverse(f"hospitering:{side}", args=[sak.pk]))


def uten_konto(cast: Cast, **andre: Any) -> Soknad:
    """Answered by the host leader, with a contact person who has no account."""
    sak = cast.innvilget()
    sak = operations.fyll_vertsdel(
        sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, hospiteringsenhet=cast.palliativ, **NY | andre
    )
    return operations.gi_tilbakemelding(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)


def kommer_inn(cast: Cast) -> Bruker:
    varsel = Varsel.objects.get(mal="konto.invitasjon")
    hemmelighet = lenke_til_invitasjon(varsel)["adresse"].rstrip("/").rpartition("/")[2]
    system = Bruker.objects.systemet()
    return ta_i_bruk_invitasjon(hemmelighet, utfort_av=system, navn="Nils Ny", passord="et-langt-passord-2026")


@pytest.mark.krav("S1-H03", "S1-H11", "S1-H13", "S1-H14", "S1-H20")
def test_alle_punktene_staar_med_hvem_og_naar(cast: Cast) -> None:
    sak = avtaler.naa_er(cast.besvart())
    side = se(cast.soker, sak).context["side"]
    assert [linje.punkt for linje in side.linjer] == list(Punkt)
    hvem = {linje.punkt: linje.hvem for linje in side.linjer if linje.avklart}
    assert hvem[Punkt.SOKNAD] == hvem[Punkt.MAAL] == "Synne Søker"
    assert (hvem[Punkt.MOTTAK], hvem[Punkt.TARIFF]) == ("Mona Mottak", "Leif Leder")
    assert side.antall_avklart == 7
    sak = avtaler.avklart(cast, sak)
    svar = se(cast.kontakt, sak)
    assert (svar.context["side"].antall_avklart, svar.context["side"].neste.verb.navn) == (18, "inngaa_avtale")
    tekst = svar.content.decode()
    assert "983971709" in tekst  # who is legally responsible, by number
    assert "Hospitanten underskriver elektronisk innen" in tekst and "Begge sider leser instruksen innen" in tekst


@pytest.mark.krav("S1-H03")
def test_avtalen_inngaas_ikke_mens_noe_mangler(cast: Cast) -> None:
    sak = avtaler.foreslaatt(cast)
    sak = periode.bekreft_periode(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    with pytest.raises(UlovligOvergang):
        avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    with pytest.raises(IntegrityError), transaction.atomic():
        Soknad.objects.filter(pk=sak.pk).update(tilstand=T.AVTALE_INNGAATT)
    assert ("inngaa_avtale", "Kristin Kontakt") not in skylder(sak)
    sak = avtaler.med_reise(cast, avtaler.naa_er(sak))
    assert skylder(sak) == {("inngaa_avtale", "Kristin Kontakt")}
    sak = avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    assert (sak.tilstand, varslet("avtale_inngaatt")) == (T.AVTALE_INNGAATT, {"Synne Søker", "Leif Leder"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Avklaring.objects.filter(soknad=sak, punkt=Punkt.TARIFF).delete()


def test_full_uke_sies_foer_og_naar_avtalen_inngaas(cast: Cast) -> None:
    sak = avtaler.avklart(cast)
    Enhetsprofil.objects.update_or_create(enhet=cast.palliativ, defaults={"kapasitet": 0})
    assert se(cast.kontakt, sak).context["side"].fulle_uker
    with pytest.raises(ValidationError, match="har ikke plass"):
        avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    svar = post(cast.kontakt, "inngaa_avtale", sak)
    assert (svar.status_code, "har ikke plass" in svar.content.decode()) == (200, True)
    assert avtaler.naa_er(sak).tilstand == T.AVTALE_UNDER_ARBEID


@pytest.mark.krav("S1-H09", "S1-S40", "S1-H22")
def test_hele_avtalen_gjennom_sidene(cast: Cast) -> None:
    sak = avtaler.naa_er(cast.besvart())
    assert sak.periode_fra and sak.periode_til
    skjema = {
        "fra": f"{sak.periode_fra:%d.%m.%Y}", "til": f"{sak.periode_til:%d.%m.%Y}",
        "evaluering_tidspunkt": f"{sak.periode_til:%d.%m.%Y}", "evaluering_kl": "14.00", "evaluering_form": "telefon",
        "taushet_form": "elektronisk", "taushet_naar": f"{sak.periode_fra:%d.%m.%Y}",
        "instruks_naar": f"{sak.periode_fra:%d.%m.%Y}",
    }  # fmt: skip
    feil = post(cast.kontakt, "avtale_vert", sak, **skjema)
    assert "ansvar" in feil.context["form"].errors
    # Wrong for the operation, not for the form: said at the field.
    for_tidlig = skjema | {"ansvar": "on", "evaluering_tidspunkt": skjema["fra"]}
    assert "evaluering_tidspunkt" in post(cast.kontakt, "avtale_vert", sak, **for_tidlig).context["form"].errors
    avtalesiden = reverse("hospitering:avtale", args=[sak.pk])
    assert post(cast.kontakt, "avtale_vert", sak, ansvar="on", **skjema)["Location"] == avtalesiden
    assert post(cast.soker, "periode_bekreft", sak).status_code == 409  # the version from before
    sak = avtaler.naa_er(sak)
    assert post(cast.leder, "periode_bekreft", sak).status_code == 403
    assert se(cast.soker, sak).context["side"].neste.verb.navn == "bekreft_periode"
    assert post(cast.soker, "periode_bekreft", sak)["Location"] == avtalesiden
    assert post(cast.leder, "reise", avtaler.naa_er(sak), dekning="dekkes", merknad="")["Location"] == avtalesiden
    assert post(cast.soker, "reise_bekreft", avtaler.naa_er(sak))["Location"] == avtalesiden
    sak = avtaler.naa_er(sak)
    assert se(cast.kontakt, sak, "inngaa_avtale").status_code == 200
    assert post(cast.kontakt, "inngaa_avtale", sak)["Location"] == avtalesiden
    sak = avtaler.naa_er(sak)
    assert (sak.tilstand, sak.avtale.evaluering_form) == (T.AVTALE_INNGAATT, "telefon")
    assert (se(cast.soker, sak).status_code, post(cast.kontakt, "avtale_vert", sak, **skjema).status_code) == (200, 409)


def test_fremmede_faar_404_og_saker_uten_avtale_ogsaa(cast: Cast) -> None:
    assert se(cast.soker, cast.innvilget()).status_code == 404
    sak = cast.besvart()
    for side in ("avtale", "avtale_pdf", "avtale_vert", "periode_foresla", "bytt_kontakt", "inngaa_avtale"):
        assert se(cast.utenfor, sak, side).status_code == 404, side
    assert post(cast.utenfor, "periode_bekreft", sak).status_code == 404


# --- the PDF ------------------------------------------------------------------------------------------------------------


def hent_pdf(bruker: Bruker, sak: Soknad) -> str:
    assert se(bruker, sak, "avtale_pdf").status_code == 302
    jobb = ta_neste()
    assert jobb is not None
    utfor(jobb)
    sider = PdfReader(BytesIO(se(bruker, sak, "avtale_pdf").content)).pages
    return " ".join(" ".join(side.extract_text() for side in sider).split())


@pytest.mark.krav("S1-H12", "S1-H13", "S1-H11")
def test_avtalen_som_pdf_i_to_utgaver(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    vertens, egen = hent_pdf(cast.kontakt, sak), hent_pdf(cast.soker, sak)
    for tekst in (vertens, egen):
        assert "Synne Søker" in tekst and "org.nr. 983971709" in tekst and "tariffmessige rettigheter" in tekst
        assert "Skriftlig samtykke er ikke nødvendig" in tekst and "ikke inngått" not in tekst
    assert "Buss." in egen and "Arbeidsgiver dekker" in egen
    assert "Buss." not in vertens and "Arbeidsgiver dekker" not in vertens
    assert se(cast.leder, sak, "avtale_pdf").status_code == 200  # the employer's is the hospitant's


# --- the contact person -------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S37", "S1-S38")
def test_kontakt_uten_konto_inviteres_og_lederen_svarer_imens(cast: Cast) -> None:
    sak = uten_konto(cast)
    invitasjon = Invitasjon.objects.get()
    assert (invitasjon.epost, invitasjon.enhet, invitasjon.rolletype) == (
        "nils.ny@prove.example", cast.palliativ, RolleType.ANSATT,
    )  # fmt: skip
    assert ("avtale_forslag", "leder") in skylder(sak) and ("kontakt_mangler", "leder") not in skylder(sak)
    assert "Har ikke konto" in se(cast.soker, sak).content.decode()
    sak = avtaler.naa_er(sak)
    assert se(cast.vertsleder, sak).context["side"].neste.verb.navn == "avklar"
    nils = kommer_inn(cast)
    sak = avtaler.naa_er(sak)
    assert (sak.kontakt_bruker, ("avtale_forslag", "Nils Ny") in skylder(sak)) == (nils, True)
    assert Oppgave.objects.venter_paa(nils).for_sak(sak).exists()
    assert not Oppgave.objects.venter_paa(cast.vertsleder).for_sak(sak).exists()
    assert varslet("kontakt_kom") == {"Vera Vertsleder"} and varslet("kontaktperson") == {"Nils Ny"}
    assert se(nils, sak).status_code == 200


def test_den_som_ikke_kan_invitere_faar_lederen_til_det(cast: Cast) -> None:
    """The contact person names a colleague without an account: only the leader lets people in."""
    sak = avtaler.naa_er(cast.besvart())
    sak = kontakt.bytt_kontakt(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **NY)
    assert {("kontakt_mangler", "leder"), ("avtale_forslag", "leder")} <= skylder(sak)
    assert (Invitasjon.objects.count(), varslet("kontakt_uten_konto")) == (0, {"Vera Vertsleder"})
    assert varslet("kontakt_byttet") == {"Synne Søker"}
    assert post(cast.vertsleder, "inviter_kontakt", sak).status_code == 302
    assert ("kontakt_mangler", "leder") not in skylder(sak)
    kommer_inn(cast)
    assert ("avtale_forslag", "Nils Ny") in skylder(avtaler.naa_er(sak))


def test_en_invitasjon_som_gaar_ut_sporer_lederen_igjen_en_gang(cast: Cast) -> None:
    sak = avtaler.naa_er(cast.besvart())
    sak = kontakt.bytt_kontakt(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, **NY)
    assert ("kontakt_mangler", "leder") not in skylder(sak)
    utloper = Invitasjon.objects.get().utloper
    assert kontakt.folg_opp_uteblitte(naa=utloper - timedelta(minutes=1)) == 0
    assert kontakt.folg_opp_uteblitte(naa=utloper) == 1
    assert (("kontakt_mangler", "leder") in skylder(sak), varslet("kontakt_uten_konto")) == (True, {"Vera Vertsleder"})
    assert kontakt.folg_opp_uteblitte(naa=utloper) == 0
    assert post(cast.vertsleder, "inviter_kontakt", avtaler.naa_er(sak)).status_code == 302
    assert ("kontakt_mangler", "leder") not in skylder(sak)
    kommer_inn(cast)
    assert kontakt.folg_opp_uteblitte(naa=utloper + timedelta(days=90)) == 0


def test_en_stengt_konto_gir_lederen_oppgavene_og_en_gjenaapnet_tar_dem_igjen(cast: Cast) -> None:
    sak = avtaler.naa_er(cast.besvart())
    Bruker.objects.filter(pk=cast.kontakt.pk).update(is_active=False)
    assert ("avtale_forslag", "Kristin Kontakt") in skylder(sak)
    naa = timezone.now()
    assert (kontakt.folg_opp_uteblitte(naa=naa), kontakt.folg_opp_uteblitte(naa=naa)) == (1, 0)
    assert {("kontakt_mangler", "leder"), ("avtale_forslag", "leder")} <= skylder(sak)
    Bruker.objects.filter(pk=cast.kontakt.pk).update(is_active=True)
    sak = avtaler.naa_er(sak)
    felter = {"kontakt_navn": "Kristin Kontakt", "kontakt_epost": sak.kontakt_epost, "kontakt_tlf": "+4762000002"}
    sak = kontakt.bytt_kontakt(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, **felter)
    assert ("avtale_forslag", "Kristin Kontakt") in skylder(sak)
    assert ("kontakt_mangler", "leder") not in skylder(sak)


def test_ingen_inngaar_avtale_om_en_periode_som_har_begynt(cast: Cast) -> None:
    sak = avtaler.avklart(cast)
    forste = avtaler.naa_er(sak).avtale.fra
    assert forste
    with pytest.raises(ValidationError, match="har begynt uten avtale"):
        avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, naa=avtaler.kl(forste + timedelta(days=1)))
    sak = avtale.inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, naa=avtaler.kl(forste))
    assert sak.tilstand == T.AVTALE_INNGAATT


def test_bytte_av_kontakt_flytter_oppgavene_og_krever_ny_lesing(cast: Cast) -> None:
    sak = avtaler.klar(cast)
    felter = {"kontakt_navn": "Vera Vertsleder", "kontakt_epost": cast.vertsleder.epost, "kontakt_tlf": "62000001"}
    assert post(cast.kontakt, "bytt_kontakt", sak, **felter | {"kontakt_epost": cast.soker.epost}).status_code == 200
    assert post(cast.kontakt, "bytt_kontakt", sak, **felter).status_code == 302
    sak = avtaler.naa_er(sak)
    assert (sak.tilstand, sak.kontakt_bruker) == (T.AVTALE_INNGAATT, cast.vertsleder)
    assert skylder(sak) == {("instruks", "Vera Vertsleder")}


@pytest.mark.parametrize("hvem", ["soker", "leder"])
def test_kontakten_staar_ikke_paa_den_andre_siden(cast: Cast, hvem: str) -> None:
    sak = cast.innvilget()
    felter = NY | {"kontakt_epost": cast.folk[hvem].epost.upper()}
    with pytest.raises(ValidationError) as nei:
        operations.fyll_vertsdel(
            sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, hospiteringsenhet=cast.palliativ, **felter
        )
    assert "kontakt_epost" in nei.value.message_dict


def test_kontakt_som_faar_konto_foer_svaret(cast: Cast) -> None:
    """The account that has come since the unit's part was filled in is found when the reply goes."""
    sak = cast.innvilget()
    sak = operations.fyll_vertsdel(
        sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, hospiteringsenhet=cast.palliativ, **NY
    )
    nils = Bruker.objects.create_user("nils.ny@prove.example", None, navn="Nils Ny")
    sak = operations.gi_tilbakemelding(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)
    assert (sak.kontakt_bruker, Invitasjon.objects.count()) == (nils, 0)
    assert ("avtale_forslag", "Nils Ny") in skylder(sak)


def test_egen_leder_paa_vegne_av_en_annen_staar_i_punktet(cast: Cast) -> None:
    rolle = cast.leder.roller.get(type=RolleType.LEDER)
    cast.stedfortreder_for("stedfortreder", rolle)
    sak = avtaler.foreslaatt(cast)
    assert sak.periode_til
    til = sak.periode_til + timedelta(days=2)
    lengre = avtaler.perioden(sak, til=til, evaluering_tidspunkt=avtaler.kl(til))
    sak = periode.foresla_periode(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **lengre)
    sak = periode.bekreft_periode(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    sak = periode.avgjor_periode(sak.pk, utfort_av=cast.stedfortreder, versjon=sak.versjon, godkjent=True)
    linje = next(linje for linje in se(cast.soker, sak).context["side"].linjer if linje.punkt == Punkt.PERIODE)
    assert linje.hvem == "Stine Stedfortreder (på vegne av Leif Leder)"
