"""What the demo promises, whatever its size: accounts that find something, and cases in every state."""

from __future__ import annotations

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from forskning.models import Behov, Dokument, Prosjekt, Prosjekttilstand, Temaforslag, Utlysning
from forskning.models import Soknad as Midler
from grunnmur.arrangement.models import Arrangement
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.saksgang.models import Hendelse
from grunnmur.utvalg.models import Mote
from grunnmur.varsling.models import Varsel
from helsefellesskap.demo.kontoer import KONTOER, PASSORD
from hospitering.models import Soknad, Tilstand
from lis.lis1.models import Kommuneplass, Kommuneplasstilstand, Kull, Profil, Stilling, Stillingstilstand
from lis.lis1.selectors.balanse import framover
from lis.lis3.models import Innmelding, Kommunepraksis, Seksmndforesporsel, Tjeneste, Vikariat
from lis.tildeling.models import Forslag, Frafall, Habilitet, Kriterier, Restplass, Restplasstilstand, Runde, Tildeling
from veiledning.models import Aktivitet, Aktivitetstilstand, Banksvar, Banktilstand, Fagomraade, Foresporsel, Innstilling
from veiledning.models import Tilstand as Sporsmaalstilstand

VENTER_PAA = (
    "soker", "leder", "stedfortreder", "mottak", "vertsleder", "kommunemottak",
    "lis-koordinator", "kommune-lis", "lis1", "lis3", "avdeling",
    "veiledning", "kommuneveiledning", "veiledningskoordinator", "avtalespesialist",
    "statsforvalter",
    "ssu", "kontakt-adm", "kommuneoverlege", "forsker", "fou",
)  # fmt: skip
"""Accounts that somebody waits for."""

TILSTANDER = {
    Soknad: set(Tilstand.values),
    Innmelding: {"utkast", "innmeldt", "paa_vent", "i_tjeneste", "fullfort"},
    Seksmndforesporsel: {"planlagt", "sendt", "bekreftet", "avkreftet", "endring", "erstattet"},
    Tjeneste: {"tilbudt", "akseptert", "bekreftet", "klar", "paagaar", "gjennomfort"},
    Vikariat: {"utlyst", "besatt"},
    Kommunepraksis: {"sendt", "tilbudt", "ikke_mulig", "bekreftet"},
    Stilling: set(Stillingstilstand.values),
    Kommuneplass: set(Kommuneplasstilstand.values),
    Kriterier: {"utkast", "gjelder"},
    Runde: {"aapen", "behandles", "publisert"},
    Forslag: {"beregnet", "valgt"},
    Restplass: set(Restplasstilstand.values),
    Foresporsel: set(Sporsmaalstilstand.values),
    Aktivitet: set(Aktivitetstilstand.values),
    Banksvar: set(Banktilstand.values),
    Arrangement: {"planlagt", "kunngjort", "gjennomfort", "avlyst"},
    Mote: {"planlagt", "saksliste_sendt", "protokollert", "godkjent"},
    Prosjekt: set(Prosjekttilstand.values),
    Utlysning: {"aapen", "utlopt"},
    Behov: {"meldt", "besvart"},
    Temaforslag: {"foreslaatt"},
    Dokument: {"utkast", "gjelder"},
}

I_LIS3 = {
    # account: (where LIS-tjeneste leads, enrolments seen, services seen)
    "lis-koordinator": ("/lis/lis3/ko/", True, True),
    "kommune-lis": ("", True, True),
    "lis3": ("", True, True),
    "avdeling": ("/lis/lis3/tjeneste/", False, True),
    "alis-kontor": ("", True, False),
}


def bruker(konto: str) -> Bruker:
    return Bruker.objects.get(epost=f"{konto}@demo.example")


def antall() -> tuple[int, ...]:
    return tuple(modell.objects.count() for modell in (Bruker, Enhet, Hendelse, *TILSTANDER))


def sjekk_demoen(*valg: str) -> None:
    """Load it twice, and read everything it promises."""
    call_command("seed_demo", *valg, verbosity=0)
    forst = antall()
    call_command("seed_demo", *valg, verbosity=0)
    assert antall() == forst

    kontoer = [bruker(k.lokal_del) for k in KONTOER]
    assert all(b.check_password(PASSORD) for b in kontoer[:2])
    assert [b.navn for b in kontoer if not tilgang_for(b).fullmakter] == ["Adam Administrator"]
    assert tilgang_for(bruker("mottak")).har(RolleType.MOTTAKSANSVARLIG)
    assert Deltakelse.objects.count() == 44  # the trust, its municipalities and a specialist with an agreement

    for modell, tilstander in TILSTANDER.items():
        assert set(modell.objects.values_list("tilstand", flat=True)) == tilstander, modell.__name__
    assert Hendelse.objects.filter(tidspunkt__gt=timezone.now()).count() == 0

    venter = {k.lokal_del: Oppgave.objects.venter_paa(bruker(k.lokal_del)).count() for k in KONTOER}
    assert [konto for konto in VENTER_PAA if not venter[konto]] == []
    assert venter["utenfor"] == 0
    assert Varsel.objects.exclude(epost__in=["sendt", "klar", "samles"]).count() == 0

    sjekk_veiledning()
    sjekk_lis1()
    sjekk_tildeling()
    sjekk_forskning()
    for konto, (leder_til, innmeldinger, tjenester) in I_LIS3.items():
        klient = Client(headers={"host": "localhost"})
        klient.force_login(bruker(konto))
        assert klient.get("/lis/lis3/").headers.get("Location", "") == leder_til, konto
        assert klient.get("/lis/lis3/", follow=True).status_code == 200, konto
        ser = [modell.objects.synlig_for(bruker(konto)).exists() for modell in (Innmelding, Tjeneste)]
        assert ser == [innmeldinger, tjenester], konto


LESER_LIS1 = ("lis-koordinator", "kommune-lis", "kommuneoverlege", "statsforvalter", "rhf")
SIDER_LIS1 = ("/lis/lis1/", "/lis/lis1/stillinger/", "/lis/lis1/plasser/", "/lis/lis1/balanse/", "/lis/lis1/steder/")


def sjekk_lis1() -> None:
    """Three cohorts that have started and six to come, one of every kind of position, too few places ahead, open pages."""
    idag = timezone.localdate()
    startet = Kull.objects.filter(start__lte=idag).count()
    assert (startet, Kull.objects.count()) == (3, 9)
    assert 25 <= Stilling.objects.count() <= 37
    for kjennetegn in (
        {"avviker": True},
        {"koblet": False},
        {"kommunepraksis": "navngitt"},
        {"lege__bruker": bruker("lis1")},
    ):
        assert Stilling.objects.filter(**kjennetegn).exists(), kjennetegn
    i_gang = Stilling.objects.filter(kull__start__lte=idag)
    assert i_gang.filter(tilstand="besatt").count() / i_gang.count() > 0.8
    assert any(halvaar.mangler for halvaar in framover())
    assert Profil.objects.publiserte().exists()
    for konto in LESER_LIS1:
        klient = Client(headers={"host": "localhost"})
        klient.force_login(bruker(konto))
        for adresse in SIDER_LIS1:
            assert klient.get(adresse).status_code == 200, (konto, adresse)
    legen = Client(headers={"host": "localhost"})
    legen.force_login(bruker("lis1"))
    assert legen.get("/lis/lis1/").headers["Location"] == bruker("lis1").lege.lis1_stilling.get_absolute_url()


SIDER_FORSKNING = ("", "utlysninger/", "behov/", "kunnskapsgrunnlag/", "fora/", "oversikt/", "aktorer/", "temaer/", "apne/")


def sjekk_forskning() -> None:
    """A project in every state, one restricted, one applied for unanchored, one shown openly; and every page opens."""
    assert Prosjekt.objects.exclude(begrensning="").count() == 1
    assert {(s.utfall, s.er_forankret) for s in Midler.objects.all()} >= {("innvilget", True), ("", True), ("", False)}
    assert Prosjekt.objects.offentlige().count() >= 2
    for konto in ("forsker", "fou", "ssu", "soker"):
        klient = Client(headers={"host": "localhost"})
        klient.force_login(bruker(konto))
        for side in SIDER_FORSKNING:
            assert klient.get(f"/forskning/{side}").status_code == 200, (konto, side)
        for sak in Prosjekt.objects.synlig_for(bruker(konto)):
            assert klient.get(sak.get_absolute_url()).status_code == 200, (konto, sak)


SIDER_TILDELING = ("/lis/lis1/kriterier/", "/lis/lis1/runder/", "/lis/lis1/tildelinger/", "/lis/lis1/restplasser/")


def sjekk_tildeling() -> None:
    """One round in each stage, with what comes after: late, away, gone with both receipts, and every kind of place left."""
    assert {"i_kommune", "frafalt"} <= set(Tildeling.objects.values_list("tilstand", flat=True))
    for kjennetegn in ({"forsinkelser__isnull": False}, {"fravaer__isnull": False}, {"stilling": None}):
        assert Tildeling.objects.filter(**kjennetegn).exists(), kjennetegn
    frafall = Frafall.objects.get()
    assert (frafall.kvitteringer.count(), frafall.restplass.tilstand) == (2, "ledig")
    legen = bruker("lis1")
    aapen = Runde.objects.get(tilstand="aapen")
    assert aapen.kandidater.filter(lege__bruker=legen, onsker_levert=None).exists()
    behandles = Runde.objects.get(tilstand="behandles")
    assert (behandles.forslag.count(), behandles.forslag.filter(endringer__isnull=False).count()) == (2, 1)
    assert Habilitet.objects.get().utfall == ""
    for konto in LESER_LIS1:
        klient = Client(headers={"host": "localhost"})
        klient.force_login(bruker(konto))
        for adresse in SIDER_TILDELING:
            assert klient.get(adresse).status_code == 200, (konto, adresse)
    for konto, sak in [("lis1", aapen), ("statsforvalter", behandles), ("lis-koordinator", behandles)]:
        klient = Client(headers={"host": "localhost"})
        klient.force_login(bruker(konto))
        assert klient.get(sak.get_absolute_url()).status_code == 200, konto


I_VEILEDNING = ("/veiledning/", "/veiledning/aktiviteter/", "/veiledning/svar/")


def sjekk_veiledning() -> None:
    """Both directions, one patient without a word, somebody who answers alone, and pages that open for who works there."""
    sendt = Foresporsel.objects.exclude(tilstand=Sporsmaalstilstand.UTKAST)
    assert set(sendt.values_list("hjemmel", flat=True)) == {"sphl_6_3", "hol_5_11"}
    om_en = sendt.filter(omfang="enkeltpasient")
    assert set(om_en.values_list("overskrift", "behov")) == {("", "")}
    assert sendt.filter(til_virksomhet__type="avtalespesialist").exists()
    assert Hendelse.objects.filter(navn="nevn_kapasitet").exists()
    assert Fagomraade.objects.count() >= 25
    assert "" not in Innstilling.objects.values_list("forstaaelse_nb", "forstaaelse_nn").get()
    for konto in ("soker", "veiledning", "kommuneveiledning", "veiledningskoordinator", "avtalespesialist"):
        klient = Client(headers={"host": "localhost"})
        klient.force_login(bruker(konto))
        for adresse in I_VEILEDNING:
            assert klient.get(adresse).status_code == 200, (konto, adresse)
    koordinator = Client(headers={"host": "localhost"})
    koordinator.force_login(bruker("veiledningskoordinator"))
    assert koordinator.get("/veiledning/behov/").context["side"].grupper != []
