"""Committees: who keeps them, fixed seats and capacities through the operations, and what the pages show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, Representasjon, RolleType
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.utvalg.navigasjon import viser_utvalg
from grunnmur.utvalg.operations import utvalg as op
from grunnmur.utvalg.selectors.utvalg import organside
from tests.utvalg.folk import UtvalgCast

V = Organmedlem.Verv
IDAG = timezone.localdate


def inne(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


@pytest.mark.parametrize("kode", ["utvalgsleder", "medlem", "vara", "organsekretaer", "leder", "utenfor"])
def test_only_the_secretariat_and_the_secretaries_keep_committees(utv: UtvalgCast, kode: str) -> None:
    alt = {"utfort_av": utv.folk[kode]}
    for gjor in (
        lambda: op.opprett(**alt, felter={"type": "forum", "navn": "Et forum"}),
        lambda: op.endre(utv.organ.pk, **alt, versjon=1, felter={"mandat": "Alt."}),
        lambda: op.fest_plass(utv.organ.pk, **alt, navn="Meg", rolletype="leder"),
        lambda: op.oppnevn(utv.organ.pk, **alt, bruker=utv.kontakt),
        lambda: op.avslutt_verv(utv.verv("medlem").pk, **alt, siste_dag=IDAG()),
        lambda: op.avslutt_plass(Representasjon.objects.first().pk, **alt, siste_dag=IDAG()),
    ):
        with pytest.raises(Nektet):
            gjor()
    assert (Organ.objects.count(), Organmedlem.objects.filter(gyldig_til__isnull=False).count()) == (2, 0)


def test_the_secretariat_keeps_them(utv: UtvalgCast) -> None:
    alt = {"utfort_av": utv.sekretariat}
    forum = op.opprett(**alt, felter={"type": "forum", "navn": "Et forum", "overordnet": utv.organ})
    op.endre(forum.pk, **alt, versjon=1, felter={"navn": "Forum for forskning", "mandat": "Møtes.", "overordnet": None})
    op.oppnevn(forum.pk, **alt, bruker=utv.kontakt, verv=V.LEDER, til=IDAG() + timedelta(days=365))
    forum.refresh_from_db()
    assert (forum.navn, forum.mandat, forum.overordnet, forum.medlemmer.get().verv) == (
        "Forum for forskning", "Møtes.", None, V.LEDER,
    )  # fmt: skip


def test_a_committee_does_not_lie_under_itself(utv: UtvalgCast) -> None:
    alt = {"utfort_av": utv.sekretariat}
    op.endre(utv.annet.pk, **alt, versjon=1, felter={"overordnet": utv.organ})
    utv.annet.refresh_from_db()
    with pytest.raises(ValidationError):
        op.endre(utv.organ.pk, **alt, versjon=1, felter={"overordnet": utv.annet})


def test_two_who_change_a_committee_at_once_are_told_so(utv: UtvalgCast) -> None:
    klient, adresse = inne(utv.sekretariat), f"/utvalg/{utv.organ.pk}/endre/"
    lest = klient.get(adresse).context["form"]["versjon"].value()
    op.endre(utv.organ.pk, utfort_av=utv.utvalgssekretaer, versjon=lest, felter={"mandat": "Fordeler og følger opp."})
    with pytest.raises(Utdatert):
        op.endre(utv.organ.pk, utfort_av=utv.sekretariat, versjon=lest, felter={"mandat": "Alt."})
    svar = klient.post(adresse, {"versjon": lest, "navn": "LIS1-utvalget", "mandat": "Alt."})
    utv.organ.refresh_from_db()
    assert (svar.status_code, utv.organ.mandat) == (409, "Fordeler og følger opp.")
    assert "Noen andre har lagret" in svar.content.decode()
    igjen = {"versjon": svar.context["form"]["versjon"].value(), "navn": "LIS1-utvalget", "mandat": "Alt."}
    assert klient.post(adresse, igjen).status_code == 302
    assert klient.post(adresse, {"navn": "LIS1-utvalget"}).status_code == 200
    utv.organ.refresh_from_db()
    assert utv.organ.mandat == "Alt."


@pytest.mark.krav("S1-L11")
def test_who_fills_a_fixed_seat_has_what_it_demands(utv: UtvalgCast) -> None:
    stf = Representasjon.objects.get(navn="Statsforvalteren")
    alt = {"utfort_av": utv.sekretariat, "bruker": utv.kontakt, "plass": stf}
    with pytest.raises(ValidationError) as feil:
        op.oppnevn(utv.organ.pk, **alt)
    assert "plass" in feil.value.error_dict
    utv.rolle("kontakt", RolleType.STATSFORVALTER, utv.sykehus)
    assert op.oppnevn(utv.organ.pk, **alt).representasjon == stf


def test_what_the_database_refuses_is_a_sentence(utv: UtvalgCast) -> None:
    alt = {"utfort_av": utv.sekretariat}
    with pytest.raises(ValidationError) as feil:
        op.oppnevn(utv.organ.pk, **alt, bruker=utv.medlem, verv=V.OBSERVATOR)
    assert feil.value.messages == ["Personen har allerede et verv i utvalget i perioden. Avslutt det først."]
    with pytest.raises(ValidationError) as feil:
        op.oppnevn(utv.organ.pk, **alt, bruker=utv.kontakt, verv=V.LEDER)
    assert feil.value.messages == ["Utvalget har allerede en leder i perioden. Avslutt det vervet først."]


def test_a_capacity_ends_on_a_day_and_somebody_else_begins(utv: UtvalgCast) -> None:
    alt = {"utfort_av": utv.utvalgssekretaer}
    verv = utv.verv("utvalgsleder")
    with pytest.raises(ValidationError):
        op.avslutt_verv(verv.pk, **alt, siste_dag=verv.gyldig_fra - timedelta(days=1))
    op.avslutt_verv(verv.pk, **alt, siste_dag=IDAG())
    ny = op.oppnevn(utv.organ.pk, **alt, bruker=utv.kontakt, verv=V.LEDER, fra=IDAG() + timedelta(days=1))
    assert [m.bruker for m in organside(utv.organ, utv.medlem).kommende_verv] == [ny.bruker]


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L11")
def test_members_see_mandate_members_deputies_and_who_is_missing(utv: UtvalgCast) -> None:
    utv.sendt()
    for kode in ("medlem", "vara"):
        tekst = inne(utv.folk[kode]).get(f"/utvalg/{utv.organ.pk}/").content.decode()
        for ord_ in (
            "Fordeler plasser.",
            "Laila Leder",
            "Vilde Vara",
            "Disse er ikke representert i dag",
            "Statsforvalteren",
        ):
            assert ord_ in tekst
        assert f"/utvalg/{utv.organ.pk}/endre/" not in tekst
    assert "Disse er ikke representert i dag" not in inne(utv.annetmedlem).get(f"/utvalg/{utv.annet.pk}/").content.decode()


def test_strangers_find_nothing(utv: UtvalgCast) -> None:
    mote = utv.sendt()
    for kode in ("leder", "utenfor", "annetmedlem"):
        klient = inne(utv.folk[kode])
        for sti in (
            f"{utv.organ.pk}/",
            f"moter/{mote.pk}/",
            f"moter/{mote.pk}/kalender.ics",
            f"moter/{mote.pk}/saksliste.pdf",
        ):
            assert klient.get(f"/utvalg/{sti}").status_code == 404
    assert inne(utv.leder).get("/utvalg/").status_code == 404


def test_the_menu_has_the_entry_for_those_who_have_a_committee(utv: UtvalgCast, django_assert_num_queries: Any) -> None:
    viste = {kode for kode in ("medlem", "vara", "sekretariat", "utvalgssekretaer", "leder", "utenfor")
             if viser_utvalg(utv.folk[kode])}  # fmt: skip
    assert viste == {"medlem", "vara", "sekretariat", "utvalgssekretaer"}
    with django_assert_num_queries(0):
        assert viser_utvalg(utv.medlem)
    caches["lokal"].clear()


def test_the_secretariat_works_on_the_pages(utv: UtvalgCast) -> None:
    klient = inne(utv.sekretariat)
    svar = klient.post("/utvalg/nytt/", {"navn": "Samarbeidsforum", "type": "forum", "mandat": "Møteplass."})
    organ = Organ.objects.get(navn="Samarbeidsforum")
    assert (svar.status_code, svar["Location"]) == (302, f"/utvalg/{organ.pk}/")
    feil = klient.post(f"/utvalg/{organ.pk}/plasser/ny/", {"navn": "Kommunene", "antall": "2"})
    assert "Velg en rolle, en type virksomhet, eller begge." in feil.content.decode()
    klient.post(f"/utvalg/{organ.pk}/plasser/ny/", {"navn": "Kommunene", "virksomhetstype": "kommune", "antall": "2"})
    plass = organ.representasjoner.get()
    ukjent = klient.post(f"/utvalg/{organ.pk}/medlemmer/ny/", {"epost": "ingen@prove.example", "verv": "medlem"})
    assert "Ingen i portalen har denne adressen." in ukjent.content.decode()
    valg = {
        "epost": utv.leder.epost.upper(), "verv": "leder", "virksomhet": utv.gjovik.pk, "plass": plass.pk,
        "fra": IDAG().strftime("%d.%m.%Y"),
    }  # fmt: skip
    assert klient.post(f"/utvalg/{organ.pk}/medlemmer/ny/", valg).status_code == 302
    medlem = organ.medlemmer.get()
    assert (medlem.bruker, medlem.representasjon) == (utv.leder, plass)
    side = klient.get(f"/utvalg/{organ.pk}/").content.decode()
    assert "mangler 1 av 2" in side
    klient.post(f"/utvalg/verv/{medlem.pk}/avslutt/", {"siste_dag": IDAG().strftime("%d.%m.%Y")})
    klient.post(f"/utvalg/plasser/{plass.pk}/avslutt/", {"siste_dag": IDAG().strftime("%d.%m.%Y")})
    medlem.refresh_from_db()
    plass.refresh_from_db()
    assert (medlem.gyldig_til, plass.gyldig_til) == (IDAG(), IDAG())


@pytest.mark.parametrize("antall", [1, 3])
def test_the_list_costs_the_same_however_many(utv: UtvalgCast, django_assert_num_queries: Any, antall: int) -> None:
    from grunnmur.utvalg.selectors.utvalg import liste

    for nr in range(antall):
        op.opprett(utfort_av=utv.sekretariat, felter={"type": "forum", "navn": f"Forum {nr}"})
        utv.planlagt(saker=0)
    with django_assert_num_queries(4):
        assert len(liste(utv.sekretariat)) == 2 + antall


@pytest.mark.parametrize("antall", [1, 3])
def test_the_page_of_a_committee_costs_the_same_however_many(
    utv: UtvalgCast, django_assert_num_queries: Any, antall: int
) -> None:
    for nr in range(antall):
        op.oppnevn(utv.organ.pk, utfort_av=utv.sekretariat, bruker=utv.person(f"nytt{nr}", f"Nytt {nr}"))
        utv.planlagt(saker=0)
    with django_assert_num_queries(6):
        side = organside(utv.organ, utv.medlem)
        assert (len(side.medlemmer), len(side.kommende)) == (3 + antall, antall)


@pytest.mark.parametrize("antall", [1, 3])
def test_the_page_of_a_meeting_costs_the_same_however_many(
    utv: UtvalgCast, django_assert_max_num_queries: Any, antall: int
) -> None:
    from grunnmur.utvalg.models import Mote
    from grunnmur.utvalg.selectors.mote import moteside

    mote = Mote.objects.select_related("organ", "moteleder").get(pk=utv.protokollert(saker=antall).pk)
    with django_assert_max_num_queries(12):
        assert len(moteside(mote, utv.utvalgsleder).saker) == antall
