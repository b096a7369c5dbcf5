"""The demo's network: parties, units, people and roles.

Master data comes as it would by import; only what people do with it goes through the verbs (`soknader.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from grunnmur.organisasjon.models import (
    Bruker,
    Enhet,
    Helsefellesskap,
    Organ,
    Rolle,
    RolleType,
    Virksomhet,
    Virksomhetstype,
)
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.organisasjon.operations import last_inn_stamdata, sett_stedfortreder
from grunnmur.saksgang.bevaring import regler
from grunnmur.saksgang.operations import sett_bevaringstid

from .kontoer import KONTOER, PASSORD
from .utvalg import lag_organer
from .virkelighet import ETTERNAVN, FORNAVN, KOMMUNEENHETER, SYKEHUSENHETER

R = RolleType
PURREFRIST = 5
FAGGRUPPER = {"soker": "sykepleier", "kontakt": "fysioterapeut", "lis1": "lege", "lis3": "lege"}
UTEN_EGEN_LEDER = {
    ("Palliativt senter", "Gjøvik"),  # led by an account
    ("Medisinsk avdeling", "Gjøvik"),
    ("Medisinsk avdeling", "Hamar"),  # led by nobody: questions climb
    ("Fødestuen", "Tynset"),
}


@dataclass
class Nett:
    """What the applications of the demo are made among."""

    admin: Bruker
    sykehus: Virksomhet
    kommuner: list[Virksomhet]
    kontoer: dict[str, Bruker] = field(default_factory=dict)
    enheter: dict[tuple[str, str, str], Enhet] = field(default_factory=dict)
    ansatte: list[tuple[Bruker, Enhet]] = field(default_factory=list)
    organer: dict[str, Organ] = field(default_factory=dict)
    """The committees by type: `nett.organer["lis1_utvalg"]`."""

    def enhet(self, virksomhet: Virksomhet, navn: str, sted: str = "") -> Enhet:
        return self.enheter[virksomhet.navn, navn, sted]


class Nettbygger:
    """Builds the network once; deterministic, so that the same people are there after a reset."""

    def __init__(self) -> None:
        self.tilfeldig = Random(2026)  # noqa: S311
        self.fra = timezone.localdate() - timedelta(days=730)
        self.passord = make_password(PASSORD)
        self.nummer = 0
        self.nye_brukere: list[Bruker] = []
        self.nye_roller: list[Rolle] = []

    def bygg(self) -> Nett:
        last_inn_stamdata(utfort_av=Bruker.objects.systemet())
        helsefellesskap = Helsefellesskap.objects.get()
        helsefellesskap.purrefrist_virkedager = PURREFRIST
        helsefellesskap.kontakt_epost = "sekretariat@demo.example"
        helsefellesskap.save()
        for regel in regler():
            sett_bevaringstid(regel.kode, maaneder=regel.forslag_maaneder, utfort_av=Bruker.objects.systemet())
        admin = Bruker(epost="admin@demo.example", navn="Adam Administrator", is_staff=True, is_superuser=True)
        admin.password = self.passord
        admin.save()
        kommuner = Virksomhet.objects.filter(type=Virksomhetstype.KOMMUNE, deltakelser__isnull=False)
        self.nett = Nett(admin, helsefellesskap.helseforetak, list(kommuner.order_by("sortering")))
        self.nett.kontoer["admin"] = admin
        self._sykehus()
        for kommune in self.nett.kommuner:
            self._kommune(kommune)
        self._kontoer()
        Bruker.objects.bulk_create(self.nye_brukere)
        Rolle.objects.bulk_create(self.nye_roller)
        self._stedfortreder()
        self.nett.organer = lag_organer(self.nett)
        return self.nett

    # --- units and the people in them ---------------------------------------------------------------------------------

    def _sykehus(self) -> None:
        sykehus = self.nett.sykehus
        for divisjon, sted, fag, enheter in SYKEHUSENHETER:
            topp = self._enhet(sykehus, divisjon, sted, fag)
            self._leder(topp, "Divisjonsleder")
            for navn, fagomraade in enheter:
                enhet = self._enhet(sykehus, navn, sted, fagomraade, topp)
                if (navn, sted) not in UTEN_EGEN_LEDER:
                    self._leder(enhet, "Avdelingsleder")
                self._ansatte(enhet, 1)
        kontakt = self._person("Kontaktperson", self.nett.enhet(sykehus, "Medisinsk avdeling", "Hamar"), "helsesekretaer")
        self._rolle(kontakt, R.KONTAKT_ADM, sykehus)

    def _kommune(self, kommune: Virksomhet) -> None:
        sted = kommune.navn.split(" (")[0]
        topp = self._enhet(kommune, "Helse og omsorg", sted, "")
        leder = self._leder(topp, "Kommunalsjef")
        antall = 4 if kommune.navn in ("Gjøvik", "Hamar", "Ringsaker") else 2
        for plass, (navn, fag) in enumerate(KOMMUNEENHETER[:antall]):
            enhet = self._enhet(kommune, navn, sted, fag, topp)
            ledes_av_konto = (kommune.navn, navn) == ("Gjøvik", "Korttidsavdelingen")
            if (plass == 0 or antall == 4) and not ledes_av_konto:
                self._leder(enhet, "Enhetsleder")
            self._ansatte(enhet, 1)
        if kommune.navn != "Gjøvik":
            self._rolle(leder, R.KONTAKT_ADM, kommune)
            # One municipality has nobody for intake: its administrative contact is asked (G-12).
            if kommune.navn != "Engerdal":
                mottak = self._person("Mottak", topp, "helsesekretaer")
                self._rolle(mottak, R.MOTTAKSANSVARLIG, kommune)

    def _enhet(self, virksomhet: Virksomhet, navn: str, sted: str, fag: str, over: Enhet | None = None) -> Enhet:
        self.nummer += 1
        enhet = Enhet.objects.create(
            virksomhet=virksomhet,
            overordnet=over,
            navn=navn,
            sted=sted,
            adresse=f"Demovegen {self.nummer}, {sted}",
            telefon=f"+4761{self.nummer:06d}",
            fagomraade=fag,
        )
        self.nett.enheter[virksomhet.navn, navn, sted] = enhet
        return enhet

    def _person(self, etternavn: str, enhet: Enhet, faggruppe: str) -> Bruker:
        self.nummer += 1
        fornavn = FORNAVN[self.nummer % len(FORNAVN)]
        return self._ny(f"{fornavn} {etternavn}", f"person{self.nummer}@demo.example", enhet, faggruppe)

    def _ny(self, navn: str, epost: str, enhet: Enhet | None, faggruppe: str, passord: str = "!") -> Bruker:
        """A person, employed at the unit; `!` is the mark of a password that nothing matches."""
        bruker = Bruker(
            navn=navn,
            epost=epost,
            faggruppe=faggruppe,
            sortering=sorteringsnokkel(navn),
            hjemmeadresse=f"Demostien {self.nummer}, {enhet.sted}" if enhet else "",
            tlf_privat=f"+4790{self.nummer:06d}",
            tlf_arbeid=enhet.telefon if enhet else "",
            password=passord,
        )
        self.nye_brukere.append(bruker)
        if enhet:
            self._rolle(bruker, R.ANSATT, enhet)
        return bruker

    def _leder(self, enhet: Enhet, tittel: str) -> Bruker:
        bruker = self._person(tittel, enhet, "sykepleier")
        self._rolle(bruker, R.LEDER, enhet)
        return bruker

    def _ansatte(self, enhet: Enhet, antall: int) -> None:
        for _ in range(antall):
            faggruppe = self.tilfeldig.choice(list(ETTERNAVN))
            self.nett.ansatte.append((self._person(ETTERNAVN[faggruppe], enhet, faggruppe), enhet))

    def _rolle(self, bruker: Bruker, type: RolleType, sted: Enhet | Virksomhet) -> None:
        if isinstance(sted, Enhet):
            rolle = Rolle(bruker=bruker, type=type, virksomhet=sted.virksomhet, enhet=sted, gyldig_fra=self.fra)
        else:
            rolle = Rolle(bruker=bruker, type=type, virksomhet=sted, gyldig_fra=self.fra)
        self.nye_roller.append(rolle)

    # --- the accounts of the contract ---------------------------------------------------------------------------------

    def _kontoer(self) -> None:
        """Every account of the sign-in page, with the role its text promises."""
        hf = self.nett.sykehus
        gjovik = next(k for k in self.nett.kommuner if k.navn == "Gjøvik")
        korttid = self.nett.enhet(gjovik, "Korttidsavdelingen", "Gjøvik")
        helse = self.nett.enhet(gjovik, "Helse og omsorg", "Gjøvik")
        palliativ = self.nett.enhet(hf, "Palliativt senter", "Gjøvik")
        medisin = self.nett.enhet(hf, "Medisinsk avdeling", "Gjøvik")
        utenfor = Virksomhet.objects.get(navn="Kongsvinger")
        legevakt = self._enhet(utenfor, "Legevakten", "Kongsvinger", "Allmennmedisin")
        stf, alis, spesialist = (
            Virksomhet.objects.create(navn=navn, type=type_)
            for navn, type_ in [
                ("Statsforvalteren", Virksomhetstype.STATSFORVALTER),
                ("ALIS-kontoret", Virksomhetstype.ALIS_KONTOR),
                ("Avtalespesialisten (demo)", Virksomhetstype.AVTALESPESIALIST),
            ]
        )
        rhf = Virksomhet.objects.get(type=Virksomhetstype.RHF, eide=hf)
        # lokal del: (unit where employed or None, [(role, place)])
        plasser: dict[str, tuple[Enhet | None, list[tuple[RolleType, Enhet | Virksomhet]]]] = {
            "soker": (korttid, []),
            "leder": (korttid, [(R.LEDER, korttid)]),
            "stedfortreder": (korttid, []),
            "mottak": (medisin, [(R.MOTTAKSANSVARLIG, hf)]),
            "kontakt-adm": (helse, [(R.KONTAKT_ADM, gjovik)]),
            "vertsleder": (palliativ, [(R.LEDER, palliativ)]),
            "kontakt": (palliativ, []),
            "kommunemottak": (helse, [(R.MOTTAKSANSVARLIG, gjovik)]),
            "veiledning": (palliativ, [(R.VEILEDNINGSANSVARLIG, palliativ)]),
            "kommuneveiledning": (korttid, [(R.VEILEDNINGSANSVARLIG, korttid)]),
            "veiledningskoordinator": (medisin, [(R.VEILEDNINGSKOORDINATOR, hf)]),
            "sekretariat": (None, [(R.SEKRETARIAT, hf)]),
            "forsker": (medisin, [(R.FORSKER, hf)]),
            "lisveileder": (medisin, [(R.LIS_VEILEDER, medisin)]),
            "lis-koordinator": (medisin, [(R.LIS_KOORDINATOR, hf)]),
            "kommune-lis": (helse, [(R.KOMMUNE_LIS_KONTAKT, gjovik)]),
            "kommuneoverlege": (helse, [(R.KOMMUNEOVERLEGE, gjovik)]),
            "statsforvalter": (None, [(R.STATSFORVALTER, stf)]),
            "lis1": (medisin, [(R.LIS1, medisin)]),
            "lis3": (self.nett.enhet(gjovik, "Legevakten", "Gjøvik"), [(R.LIS3, gjovik)]),
            "alis-kontor": (None, [(R.ALIS_KONTOR, alis)]),
            "avdeling": (medisin, [(R.LEDER, medisin)]),
            "fou": (helse, [(R.FOU_KOORDINATOR, gjovik)]),
            "ssu": (None, [(R.UTVALGSSEKRETAER, hf)]),
            "redaktor": (medisin, [(R.REDAKTOR, hf)]),
            "avtalespesialist": (None, [(R.AVTALESPESIALIST, spesialist)]),
            "rhf": (None, [(R.RHF, rhf)]),
            "utenfor": (legevakt, []),
        }
        for konto in KONTOER:
            if konto.lokal_del in self.nett.kontoer:
                continue
            enhet, roller = plasser[konto.lokal_del]
            faggruppe = FAGGRUPPER.get(konto.lokal_del, "")
            bruker = self._ny(konto.navn, konto.epost, enhet, faggruppe, self.passord)
            self.nett.kontoer[konto.lokal_del] = bruker
            for type_, sted in roller:
                self._rolle(bruker, type_, sted)

    def _stedfortreder(self) -> None:
        leder, idag = self.nett.kontoer["leder"], timezone.localdate()
        sett_stedfortreder(
            leder.roller.get(type=R.LEDER),
            self.nett.kontoer["stedfortreder"],
            fra=idag,
            til=idag + timedelta(days=21),
            utfort_av=leder,
        )
