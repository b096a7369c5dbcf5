"""The demo's accounts: listed on its sign-in page and made by `seed_demo`. Names say what the person is."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DOMENE = "demo.example"
PASSORD = "demo-passord-2026"


class Demokonto(NamedTuple):
    """One account: signs in as `lokal_del@demo.example` with the shared password."""

    lokal_del: str
    navn: str
    rolle: str | Promise

    @property
    def epost(self) -> str:
        return f"{self.lokal_del}@{DOMENE}"


KONTOER = [
    Demokonto("soker", "Synne Søker", _("Sykepleier i Gjøvik kommune som vil hospitere")),
    Demokonto("leder", "Leif Leder", _("Leder for søkerens enhet, Gjøvik kommune")),
    Demokonto("stedfortreder", "Stine Stedfortreder", _("Stedfortreder for lederen i Gjøvik kommune")),
    Demokonto("mottak", "Mona Mottak", _("Ansvarsperson for mottak/videresending, Sykehuset Innlandet")),
    Demokonto("kontakt-adm", "Anders Administrativ", _("Administrativ kontakt, Gjøvik kommune")),
    Demokonto("vertsleder", "Vera Vertsleder", _("Leder for vertsenheten, Sykehuset Innlandet")),
    Demokonto("kontakt", "Kari Kontakt", _("Kontaktperson i vertsenheten, Sykehuset Innlandet")),
    Demokonto("kommunemottak", "Kim Kommunemottak", _("Ansvarsperson for mottak/videresending, Gjøvik kommune")),
    Demokonto("veiledning", "Vidar Veiledning", _("Svarer på veiledning, Sykehuset Innlandet")),
    Demokonto("kommuneveiledning", "Kåre Kommuneveiledning", _("Svarer på veiledning, Gjøvik kommune")),
    Demokonto("veiledningskoordinator", "Vilde Veiledningskoordinator", _("Veiledningskoordinator, Sykehuset Innlandet")),
    Demokonto("sekretariat", "Sigrid Sekretariat", _("Sekretariat for helsefellesskapet")),
    Demokonto("forsker", "Frida Forsker", _("Forsker")),
    Demokonto("lisveileder", "Lisbeth Lisveileder", _("LIS-veileder")),
    Demokonto("lis-koordinator", "Karl Koordinator", _("LIS-koordinator, Sykehuset Innlandet")),
    Demokonto("kommune-lis", "Line Liskontakt", _("LIS-kontakt, Gjøvik kommune")),
    Demokonto("kommuneoverlege", "Ola Overlege", _("Kommuneoverlege, Gjøvik kommune")),
    Demokonto("statsforvalter", "Stein Statsforvalter", _("Statsforvalteren")),
    Demokonto("lis1", "Lars Lisen", _("Lege i spesialisering, LIS1")),
    Demokonto("lis3", "Liv Listre", _("Lege i spesialisering, LIS3")),
    Demokonto("alis-kontor", "Alis Kontor", _("ALIS-kontor")),
    Demokonto("avdeling", "Arne Avdelingsleder", _("Leder for en avdeling, Sykehuset Innlandet")),
    Demokonto("fou", "Fouad Fou", _("FoU-koordinator")),
    Demokonto("ssu", "Susanne Ssu", _("Sekretær for strategisk samarbeidsutvalg (SSU)")),
    Demokonto("redaktor", "Reidar Redaktør", _("Redaktør")),
    Demokonto("avtalespesialist", "Astrid Avtalespesialist", _("Avtalespesialist")),
    Demokonto("rhf", "Runar Rhf", _("Regionalt helseforetak")),
    Demokonto("utenfor", "Ulla Utenfor", _("Ansatt i en kommune utenfor helsefellesskapet")),
    Demokonto("admin", "Adam Administrator", _("Systemadministrator")),
]
