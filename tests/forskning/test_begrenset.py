"""A restricted idea is nowhere for others: not by name, not in a count, not in what is suggested (S1-F03).

Every page is read twice, before and after the restricted projects came, with all that hangs on them. To those who are not in
on them the world must be the same to the letter, workbooks and documents included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forskning.aarsoversikt_pdf import kontekst
from forskning.models import Prosjekt, Utlysning
from forskning.operations import behov as behovop
from forskning.operations import dialog, milepael, resultat, soknad
from forskning.operations import forankring as forankringop
from forskning.operations import partner as partnerop
from forskning.operations import person as personop
from forskning.operations import utlysning as utlysningop
from forskning.operations.publisering import vis_aapent
from forskning.selectors import nyttprosjekt
from forskning.selectors.aarsoversikt import aarsoversikt
from grunnmur.organisasjon.models import Bruker
from grunnmur.utvalg.operations import utvalg
from tests.avtrykk import innhold
from tests.klient import som

from .forankringer import rad
from .tilstander import fullfort, i_gang

pytestmark = pytest.mark.django_db

HEMMELIG = "Blåklokke"
"""A word that is only in the restricted projects, in every text one of them has."""
SKIFTER = re.compile(rb'(name="csrfmiddlewaretoken" value="[^"]*")|(nonce="[^"]*")|(<dc(terms)?:[^/]*</dc(terms)?:[a-z]*>)')


@pytest.fixture
def utlysning(forsk: Any) -> Utlysning:
    felter = {
        "finansior": "Demofondet", "tittel": "Trygg utskriving i helsetjenesten", "beskrivelse": "Felles samtaler.",
        "frist": timezone.now() + timedelta(days=80), "lenke": "https://fond.example/utlysning",
        "temaer": [forsk.temaer["tjenesteutvikling"]],
    }  # fmt: skip
    return utlysningop.skriv(utfort_av=forsk.fou, felter=felter)


@pytest.fixture
def behov(forsk: Any) -> Any:
    felter = {
        "tittel": "Trygg utskriving fra sykehus", "beskrivelse": "Felles samtaler før utskriving.", "enhet": None,
        "virksomhet": forsk.gjovik, "temaer": [forsk.temaer["tjenesteutvikling"]],
    }  # fmt: skip
    return behovop.meld(utfort_av=forsk.kommuneforsker, felter=felter)


@pytest.fixture
def aapent(forsk: Any, utlysning: Utlysning, behov: Any) -> Prosjekt:
    """What everybody may see: an idea for the call with a need in it, one begun with a result, and one that is over."""
    utvalg.opprett(utfort_av=forsk.utvalgssekretaer, felter={"type": "klynge", "navn": "Helseklyngen"})
    forsk.mote(40)
    p = forsk.ide(soknadsfrist=None, utlysning=utlysning)
    fullt_prosjekt(forsk, p, behov, "Ord om utskriving")
    i_arbeid = i_gang(forsk)
    med_resultat(forsk, i_arbeid, "Slik gjorde vi")
    gjor(forsk, vis_aapent, i_arbeid)
    fullfort(forsk)
    return forsk.nytt(p)


def gjor(forsk: Any, verb: Any, p: Prosjekt, **felter: Any) -> Any:
    return verb(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, **felter)


def fullt_prosjekt(forsk: Any, p: Prosjekt, behov: Any, ord_: str) -> None:
    """A project with everything that hangs on one. Hamar is asked, and a university college."""
    gjor(forsk, partnerop.inviter, p, virksomhet=forsk.hamar, bidrag=ord_)
    gjor(forsk, partnerop.inviter, p, virksomhet=forsk.parter["hoyskole"], bidrag=ord_)
    dialog.skriv(p.pk, utfort_av=forsk.forsker, tekst=ord_)
    gjor(forsk, personop.legg_til, p, felter={"rolle": "student", "navn": ord_, "virksomhet": None})
    om = timezone.localdate() + timedelta(days=20)
    gjor(forsk, milepael.legg_til, p, felter={"art": "milepael", "tittel": ord_, "frist": om})
    gjor(forsk, behovop.koble, p, behov=behov.pk)


def med_resultat(forsk: Any, p: Prosjekt, ord_: str) -> None:
    felter = {"art": "erfaring", "tittel": ord_, "sammendrag": ord_, "dato": timezone.localdate(), "doi": "", "lenke": ""}
    gjor(forsk, resultat.registrer, p, felter=felter)


def de_begrensede(forsk: Any, utlysning: Utlysning, behov: Any) -> list[Prosjekt]:
    """Twins of the open ones: same words, theme, call, need and partners, and one put to each side of an application."""
    lukket = {
        "begrensning": "konkurranse", "tittel": f"Trygg utskriving til kommunen {HEMMELIG}", "behov": HEMMELIG,
        "sammendrag": f"Vi prøver ut felles samtaler før utskriving. {HEMMELIG}", "brukerinvolvering": HEMMELIG,
        "studenter_begrunnelse": HEMMELIG,
    }  # fmt: skip
    ide = forsk.ide(soknadsfrist=None, utlysning=utlysning, **lukket)
    fullt_prosjekt(forsk, ide, behov, HEMMELIG)
    i_arbeid = i_gang(forsk, **lukket)
    med_resultat(forsk, i_arbeid, HEMMELIG)
    over = fullfort(forsk, **lukket)
    med_resultat(forsk, over, HEMMELIG)
    uforankret = forsk.ide(**lukket)
    gjor(forsk, partnerop.inviter, uforankret, virksomhet=forsk.hamar)
    felter = {"sendt": timezone.localdate(), "finansior": "Demofondet", "belop": 1000, "med_logo": True}
    grunn = {"uforankret_grunn": "annet", "uforankret_tekst": HEMMELIG}
    gjor(forsk, soknad.send_uforankret, uforankret, felter=felter | grunn)
    return [forsk.nytt(p) for p in (ide, i_arbeid, over, uforankret)]


# --- the world ----------------------------------------------------------------------------------------------------------


def lister(forsk: Any, aapent: Prosjekt) -> Iterator[str]:
    """Every list, by every filter it has that a restricted project would answer to, and its workbook of the same."""
    valg = [
        "",
        "q=utskriving",
        f"q={HEMMELIG}",
        "hvem=mine",
        "hvem=vaare",
        "tilstand=i_gang",
        "type=forskning",
        "finansiering=ekstern",
    ]
    valg += [f"tilstand={t}" for t in ("ide", "tidligfase", "soknad_sendt", "paagaar", "fullfort")] + ["frist=90"]
    valg += [f"eier={forsk.sykehus.pk}", f"partner={forsk.hamar.pk}", "tema=tjenesteutvikling", "sorter=tittel"]
    for navn, mulige in (
        ("liste", valg),
        ("utlysninger", ["", "q=utskriving", "tema=tjenesteutvikling"]),
        ("behovsliste", ["", "q=utskriving", "tilstand=i_prosjekt"]),
        ("aktorer", ["", "q=hamar", "sektor=offentlig"]),
        ("aarsoversikt", ["", f"aar={timezone.localdate().year}"]),
    ):
        for sporring in mulige:
            yield f"{reverse(f'forskning:{navn}')}?{sporring}"
        for sporring in mulige[:3]:
            yield f"{reverse(f'forskning:{navn}_eksport')}?{sporring}"


def sider(forsk: Any, aapent: Prosjekt, utlysning: Utlysning, behov: Any) -> list[str]:
    """Everywhere a project could show for somebody who works in the network."""
    for_seg = [reverse("oppgaver:liste"), reverse("varsler"), reverse("arrangement:liste"), "/"]
    for_seg += [
        reverse(f"forskning:{n}") for n in ("kunnskapsgrunnlag", "prosess", "logo", "fora", "temaforslag_liste", "ny")
    ]
    for_seg += [reverse("forskning:kunnskapsgrunnlag_del", args=[d]) for d in ("pagaende", "miljoer", "anbefalinger")]
    for_seg += [reverse(f"forskning:{n}", args=[aapent.pk]) for n in ("prosjekt", "partnere", "forankring", "framdrift")]
    for_seg += [reverse("forskning:utlysning", args=[utlysning.pk]), reverse("forskning:behov", args=[behov.pk])]
    for_seg += [f"{reverse('forskning:ny')}?utlysning={utlysning.pk}", f"{reverse('forskning:ny')}?behov={behov.pk}"]
    parter = (forsk.sykehus, forsk.gjovik, forsk.hamar, forsk.parter["hoyskole"])
    for_seg += [reverse("forskning:aktor", args=[part.pk]) for part in parter]
    return [*for_seg, *lister(forsk, aapent), *aapne_sider()]


def aapne_sider() -> list[str]:
    aapne = reverse("forskning:aapne")
    return [
        "/", aapne, f"{aapne}?q=utskriving", f"{aapne}?q={HEMMELIG}", f"{aapne}?tema=tjenesteutvikling",
        reverse("forskning:aapne_resultater"), reverse("forskning:aapen_feed"),
    ]  # fmt: skip


def les(klient: Client, adresse: str) -> bytes:
    """What is read there, workbooks unpacked, without what is new each time."""
    svar = klient.get(adresse)
    assert svar.status_code == 200, adresse
    innholdet: bytes = svar.getvalue()
    if innholdet.startswith(b"PK"):
        bok = ZipFile(BytesIO(innholdet))
        innholdet = b"".join(bok.read(navn) for navn in sorted(bok.namelist()))
    return SKIFTER.sub(b"", innholdet)


def verden(bruker: Bruker | None, adresser: list[str]) -> dict[str, bytes]:
    klient = som(bruker) if bruker else Client()
    return {adresse: les(klient, adresse) for adresse in adresser}


def foreslaatt(forsk: Any, bruker: Bruker) -> list[str]:
    """What a new idea with the very words of the restricted ones is shown before it is saved."""
    funnet = nyttprosjekt.lignende_prosjekter(
        bruker, tittel=f"Trygg utskriving til kommunen {HEMMELIG}", sammendrag="", temaer=[forsk.temaer["tjenesteutvikling"]]
    )
    return [str(sak) for sak in funnet]


def aarstall(bruker: Bruker) -> dict[str, Any]:
    return kontekst(aarsoversikt(bruker, timezone.localdate().year))


@pytest.mark.parametrize("hvem", ["fou", "sekretariat"])
@pytest.mark.krav("S1-F03", "S4-B03", "G-06")
def test_verden_er_den_samme_for_andre_med_og_uten_de_begrensede(
    forsk: Any, utlysning: Utlysning, behov: Any, aapent: Prosjekt, hvem: str
) -> None:
    bruker = forsk.folk[hvem]
    adresser = sider(forsk, aapent, utlysning, behov)
    foer = verden(bruker, adresser), verden(None, aapne_sider()), foreslaatt(forsk, bruker), aarstall(bruker)
    saker = de_begrensede(forsk, utlysning, behov)
    etter = verden(bruker, adresser), verden(None, aapne_sider()), foreslaatt(forsk, bruker), aarstall(bruker)
    assert [a for a in adresser if foer[0][a] != etter[0][a]] == []
    assert [a for a in aapne_sider() if foer[1][a] != etter[1][a]] == []
    assert foer[2:] == etter[2:]
    klient = som(bruker)
    for p in saker:
        assert klient.get(p.get_absolute_url()).status_code == 404
        assert Client().get(reverse("forskning:aapent_prosjekt", args=[p.pk])).status_code == 404


@pytest.mark.krav("S1-F03")
def test_de_som_er_med_ser_dem_i_lister_tall_og_forslag(
    forsk: Any, utlysning: Utlysning, behov: Any, aapent: Prosjekt
) -> None:
    """The same pages do show them to their leader: what the test above reads is not empty."""
    liste = f"{reverse('forskning:liste')}?q={HEMMELIG}"
    foer = verden(forsk.forsker, [liste]), aarstall(forsk.forsker)
    saker = de_begrensede(forsk, utlysning, behov)
    etter = verden(forsk.forsker, [liste]), aarstall(forsk.forsker)
    assert foer[0] != etter[0]
    assert foer[1] != etter[1]
    assert all(str(p.saksnummer).encode() in etter[0][liste] for p in saker)
    assert len(foreslaatt(forsk, forsk.forsker)) > len(foreslaatt(forsk, forsk.fou))


@pytest.mark.krav("S1-F03")
def test_ingen_beskjed_oppgave_eller_hendelse_gjentar_det_saken_sier(
    forsk: Any, utlysning: Utlysning, behov: Any, aapent: Prosjekt
) -> None:
    """Notices, mail and tasks name the case by its number. The words stand in the case, and on the agenda it is put on."""
    ide, *_andre = de_begrensede(forsk, utlysning, behov)
    gjor(forsk, forankringop.send, ide)
    assert rad(ide).motesak is not None
    med_ordet = {tabell for tabell, rader in innhold().items() if any(HEMMELIG.encode() in linje for linje in rader)}
    i_saken = {tabell for tabell in med_ordet if tabell.startswith('"forskning_')}
    assert med_ordet - i_saken <= {'"utvalg_motesak"', '"saksgang_hendelse"', '"saksgang_signatur"'}
    assert not {tabell for tabell in med_ordet if tabell.startswith(('"varsling_', '"oppgaver_', '"jobb_'))}


@pytest.mark.krav("S1-F03", "S1-F04")
def test_sakslisten_er_for_utvalget_alene(forsk: Any, utlysning: Utlysning, behov: Any, aapent: Prosjekt) -> None:
    """The committee that anchors reads the project from its agenda; another committee, and the network, find nothing."""
    ide, *_andre = de_begrensede(forsk, utlysning, behov)
    mine = [reverse("oppgaver:liste"), reverse("varsler"), "/"]
    adresser = {"fagleder": [reverse("utvalg:liste"), *mine], "fou": mine, "kommuneforsker": mine}
    foer = {kode: verden(forsk.folk[kode], egne) for kode, egne in adresser.items()}
    gjor(forsk, forankringop.send, ide)
    for kode, sett in foer.items():
        assert verden(forsk.folk[kode], adresser[kode]) == sett, kode
        assert som(forsk.folk[kode]).get(rad(ide).motesak.mote.get_absolute_url()).status_code == 404  # type: ignore[union-attr]
        assert som(forsk.folk[kode]).get(ide.get_absolute_url()).status_code == 404
    assert som(forsk.ssumedlem).get(ide.get_absolute_url()).status_code == 200


@pytest.mark.krav("S1-F03")
def test_der_et_resultat_er_brukt_viser_ikke_fram_et_begrenset_prosjekt(
    forsk: Any, utlysning: Utlysning, behov: Any, aapent: Prosjekt
) -> None:
    """The leader notes that an open result is used in a restricted project: others read what was written, and no more."""
    ide, *_andre = de_begrensede(forsk, utlysning, behov)
    brukt = Prosjekt.objects.get(publisert__isnull=False)
    gjor_med = {"utfort_av": forsk.forsker, "versjon": brukt.versjon, "beskrivelse": "Brukt i et nytt prosjekt."}
    resultat.noter_viderebruk(brukt.resultater.get().pk, sak=ide, **gjor_med)
    aapen = reverse("forskning:aapent_prosjekt", args=[brukt.pk])
    for bruker, adresse in ((forsk.fou, reverse("forskning:framdrift", args=[brukt.pk])), (None, aapen)):
        side = verden(bruker, [adresse])[adresse].decode()
        assert "Slik gjorde vi" in side
        assert HEMMELIG not in side
        assert str(ide.saksnummer) not in side
        assert str(ide.pk) not in side
