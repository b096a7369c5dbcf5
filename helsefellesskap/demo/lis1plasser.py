"""Municipal LIS1 places of the coming half-years, and open pages about municipalities and the hospital.

Made by the verbs, as the people whose turn it is. In the third half-year there are too few places.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Virksomhet
from grunnmur.portal.dato import pluss_maaneder
from lis.lis1.operations import plass, profil
from lis.lis1.selectors.balanse import halvaar_for
from lis.lis1.selectors.kommuner import halvaar_fram

from .lis1sider import SIDER
from .nett import Nett
from .virkelighet import FORNAVN

PLASSER = {
    # municipality: places approved in each of the coming six half-years
    "Gjøvik": (2, 2, 1, 2, 1, 1),
    "Hamar": (2, 1, 1, 1, 1, 1),
    "Ringsaker": (1, 1, 1, 1, 1, 1),
    "Lillehammer": (1, 1, 1, 1, 1, 1),
    "Elverum": (1, 1, 1, 1, 1, 0),
    "Stange": (1, 0, 0, 1, 1, 0),
    "Vestre Toten": (1, 1, 0, 1, 0, 0),
    "Nord-Aurdal": (0, 1, 0, 0, 1, 0),
    "Tynset": (1, 0, 0, 1, 0, 1),
    "Sel": (0, 1, 0, 0, 0, 0),
}
I_AAR = {
    "Gjøvik": 2, "Hamar": 1, "Ringsaker": 1, "Lillehammer": 1, "Elverum": 2, "Stange": 1, "Vestre Toten": 1,
    "Nord-Aurdal": 1, "Tynset": 2,
}  # fmt: skip
"""Places approved in the half-year that has begun."""
ANDRE = [
    # (municipality, half-year, how many, how far)
    ("Sel", 1, 1, "foreslaatt"),
    ("Gjøvik", 2, 2, "foreslaatt"),
    ("Nord-Aurdal", 2, 1, "foreslaatt"),
    ("Stange", 3, 2, "foreslaatt"),
    ("Hamar", 4, 3, "foreslaatt"),
    ("Tynset", 5, 2, "foreslaatt"),
    ("Gjøvik", 2, 1, "ikke_godkjent"),
    ("Stange", 2, 1, "ikke_godkjent"),
    ("Elverum", 2, 1, "trukket"),
    ("Vestre Toten", 4, 1, "trukket"),
]
MERKNAD = "Fast legekontor og sykehjem, med daglig veiledning og vakt sammen med kommunens leger."
NEI = "Veilederen må være spesialist i allmennmedisin. Oppgi ny veileder og foreslå plassen på nytt."


class Plassbygger:
    """Ten municipalities with places, and six pages that anybody may read."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.statsforvalter = nett.kontoer["statsforvalter"]
        self.naa = timezone.now()
        self.halvaar = halvaar_fram()
        self.overleger: dict[str, Bruker] = {"Gjøvik": nett.kontoer["kommuneoverlege"]}

    def bygg(self) -> None:
        for nummer, navn in enumerate(PLASSER):
            self._overlege(nummer, navn)
        for navn, antall in PLASSER.items():
            for start, flere in zip(self.halvaar, antall, strict=False):
                if flere:
                    self._plasser(navn, start, flere, "godkjent")
        begynt = halvaar_for(timezone.localdate())
        for navn, flere in I_AAR.items():
            self._plasser(navn, begynt, flere, "godkjent", _ti_om_dagen(pluss_maaneder(begynt, -9)))
        for navn, nr, flere, utfall in ANDRE:
            self._plasser(navn, self.halvaar[nr], flere, utfall)
        for sted, felter in SIDER.items():
            self._side(sted, felter)

    def _kommune(self, navn: str) -> Virksomhet:
        return next(k for k in self.nett.kommuner if k.navn == navn)

    def _overlege(self, nummer: int, navn: str) -> None:
        """A chief physician who proposes the places; Gjøvik's has an account of the sign-in page."""
        if navn in self.overleger:
            return
        kommune = self._kommune(navn)
        bruker = Bruker.objects.create_user(
            f"kommuneoverlege.{kommune.kommunenummer}@demo.example",
            None,
            navn=f"{FORNAVN[nummer % len(FORNAVN)]} Kommuneoverlege",
            faggruppe="lege",
        )
        fra = timezone.localdate() - timedelta(days=730)
        Rolle.objects.create(bruker=bruker, type=RolleType.KOMMUNEOVERLEGE, virksomhet=kommune, gyldig_fra=fra)
        self.overleger[navn] = bruker

    def _plasser(self, navn: str, oppstart: date, antall: int, utfall: str, naa: datetime | None = None) -> None:
        kommune, overlege = self._kommune(navn), self.overleger[navn]
        foreslaatt = naa or self.naa - timedelta(days=3 if utfall == "foreslaatt" else 60)
        for sak in plass.foreslaa_plasser(
            utfort_av=overlege,
            kommune=kommune,
            oppstart=oppstart,
            antall=antall,
            enhet=self.nett.enhet(kommune, "Helse og omsorg", navn.split(" (")[0]),
            merknad=MERKNAD,
            naa=foreslaatt,
        ):
            self._svar(sak, utfall, overlege, foreslaatt + timedelta(days=6))

    def _svar(self, sak: plass.Kommuneplass, utfall: str, overlege: Bruker, svart: datetime) -> None:
        valg = {"utfort_av": self.statsforvalter, "versjon": sak.versjon, "naa": svart}
        if utfall == "ikke_godkjent":
            plass.ikke_godkjenn(sak.pk, kommentar=NEI, **valg)  # type: ignore[arg-type]
        elif utfall != "foreslaatt":
            sak = plass.godkjenn(sak.pk, **valg)  # type: ignore[arg-type]
        if utfall == "trukket":
            plass.trekk_plass(sak.pk, utfort_av=overlege, versjon=sak.versjon, naa=svart + timedelta(days=20))

    def _side(self, sted: str, felter: dict[str, str]) -> None:
        if sted == "sykehus":
            virksomhet, hvem = self.nett.sykehus, self.nett.kontoer["lis-koordinator"]
        else:
            virksomhet, hvem = self._kommune(sted), self.overleger[sted]
        naa = self.naa - timedelta(days=40)
        side = profil.lagre_profil(virksomhet, utfort_av=hvem, versjon=0, felter=felter, naa=naa)
        if felter["praksis"]:
            profil.publiser_profil(virksomhet, utfort_av=hvem, versjon=side.versjon, naa=naa)


def _ti_om_dagen(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(10)))
