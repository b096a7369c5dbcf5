"""Events of the demo: a fagdag of both levels, a course that is full, a meeting place with guests, and what was."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from grunnmur.arrangement import rules
from grunnmur.arrangement.models import Arrangement, Gjest, Kanal
from grunnmur.arrangement.operations import arrangement as op
from grunnmur.arrangement.operations import deltaker, klokka, medarrangor
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Tema, Virksomhet, Virksomhetstype

if TYPE_CHECKING:
    from .nett import Nett

KANAL = {"epost": Kanal.EPOST, "papir": Kanal.PAPIR}
PROGRAM = "\n".join(
    ["Kl. 9.00: Velkommen", "Kl. 9.15: Innlegg fra sykehus og kommune", "Kl. 11.30: Lunsj", "Kl. 12.15: Arbeid i grupper",
     "Kl. 14.30: Oppsummering"]
)  # fmt: skip


class Arrangementsbygger:
    """Events made by the verbs, deterministic like the rest of the demo."""

    def __init__(self, nett: Nett) -> None:
        self.nett = nett
        self.konto = nett.kontoer
        self.naa = timezone.now()
        self.gjovik = next(k for k in nett.kommuner if k.navn == "Gjøvik")
        self.hamar = next(k for k in nett.kommuner if k.navn == "Hamar")
        self.frivillig = Virksomhet.objects.create(navn="Frivilligsentralen (demo)", type=Virksomhetstype.FRIVILLIG)
        self.firma = Virksomhet.objects.create(navn="Velferdsteknologi AS (demo)", type=Virksomhetstype.NAERINGSLIV)

    def bygg(self) -> None:
        self._fagdag()
        self._fagdag_mangler_svar()
        self._kurs_med_venteliste()
        self._moteplass()
        self._konferanse()
        self._avlyst()
        self._holdt()

    # --- helpers ------------------------------------------------------------------------------------------------------

    def _dag(self, om: int, klokken: int) -> datetime:
        dag = pluss_virkedager(timezone.localdate() + timedelta(days=om), 0)
        return timezone.make_aware(datetime.combine(dag, time(klokken)))

    def _tid(self, dager_siden: int) -> datetime:
        return self.naa - timedelta(days=dager_siden)

    def _felter(self, om: int, temaer: list[str], **andre: Any) -> dict[str, Any]:
        return {
            "program": PROGRAM, "temaer": list(Tema.objects.filter(kode__in=temaer)), "form": "fysisk",
            "start": self._dag(om, 9), "slutt": self._dag(om, 15), "sted": "", "lenke": "", "plasser": None,
            "paameldingsfrist": None, "hvem": "alle", **andre,
        }  # fmt: skip

    def _ny(self, sak: Arrangement) -> Arrangement:
        return Arrangement.objects.select_related("arrangor", "laget_av").get(pk=sak.pk)

    def _planlagt(self, av: str, arrangor: Virksomhet, siden: int, felter: dict[str, Any]) -> Arrangement:
        return op.planlegg(utfort_av=self.konto[av], arrangor=arrangor, felter=felter, naa=self._tid(siden))

    def _be(self, sak: Arrangement, siden: int, *virksomheter: Virksomhet) -> None:
        ny = self._ny(sak)
        medarrangor.be_med(
            sak.pk, utfort_av=ny.laget_av, versjon=ny.versjon, virksomheter=virksomheter, naa=self._tid(siden)
        )

    def _svar(self, sak: Arrangement, siden: int, virksomhet: Virksomhet, *, bekreft: bool = True) -> None:
        """By whoever answers for the party."""
        bruker = rules.folk_som_svarer(virksomhet.pk)[0]
        medarrangor.svar(
            sak.pk, utfort_av=bruker, versjon=self._ny(sak).versjon, virksomhet=virksomhet.pk, bekreft=bekreft,
            naa=self._tid(siden),
        )  # fmt: skip

    def _registrer(self, sak: Arrangement, siden: int, virksomhet: Virksomhet, navn: str, kanal: str) -> None:
        ny = self._ny(sak)
        medarrangor.registrer_svar(
            sak.pk, utfort_av=ny.laget_av, versjon=ny.versjon, virksomhet=virksomhet.pk, bekreft=True, navn=navn,
            kanal=KANAL[kanal], dag=timezone.localdate(self._tid(siden)), naa=self._tid(siden),
        )  # fmt: skip

    def _kunngjor(self, sak: Arrangement, siden: int) -> Arrangement:
        ny = self._ny(sak)
        return op.kunngjor(sak.pk, utfort_av=ny.laget_av, versjon=ny.versjon, naa=self._tid(siden))

    def _inviter(self, sak: Arrangement, siden: int, *gjester: Gjest) -> None:
        ny = self._ny(sak)
        deltaker.inviter(sak.pk, utfort_av=ny.laget_av, versjon=ny.versjon, gjester=gjester, naa=self._tid(siden))

    def _kommer(self, sak: Arrangement, siden: int, folk: list[Bruker]) -> None:
        for nr, bruker in enumerate(folk):
            deltaker.meld_paa(sak.pk, utfort_av=bruker, naa=self._tid(siden) + timedelta(minutes=nr))

    def _ansatte(self, antall: int, hopp: int = 7) -> list[Bruker]:
        return [bruker for bruker, _enhet in self.nett.ansatte[::hopp][:antall]]

    # --- the events ---------------------------------------------------------------------------------------------------

    def _fagdag(self) -> None:
        """Held by the hospital and two municipalities; announced."""
        felter = self._felter(
            40, ["fou", "brukermedvirkning"], type="fagdag", tittel="Felles fagdag om forskning og innovasjon",
            beskrivelse="Sykehus og kommuner viser fram prosjekter de har sammen, og leter etter de neste.",
            sted="Festsalen, Gjøvik", plasser=80, paameldingsfrist=timezone.localdate(self._dag(30, 9)),
        )  # fmt: skip
        sak = self._planlagt("fou", self.gjovik, 30, felter)
        self._be(sak, 29, self.nett.sykehus, self.hamar)
        self._svar(sak, 25, self.nett.sykehus)
        self._svar(sak, 22, self.hamar)
        self._kunngjor(sak, 20)
        self._kommer(sak, 15, [*self._ansatte(18), self.konto["forsker"], self.konto["leder"]])

    def _fagdag_mangler_svar(self) -> None:
        """The hospital is asked and has not answered; the municipality that is asked waits too."""
        felter = self._felter(
            75, ["digitalt_velferdsteknologi"], type="fagdag", tittel="Fagdag om digital hjemmeoppfølging", form="hybrid",
            beskrivelse="Erfaringer fra utprøvingen, og hva som skal til for å ta den i bruk hos flere.",
            sted="Kommunestyresalen, Gjøvik", lenke="https://mote.example/fagdag",
        )  # fmt: skip
        sak = self._planlagt("fou", self.gjovik, 4, felter)
        self._be(sak, 3, self.nett.sykehus, self.hamar)

    def _kurs_med_venteliste(self) -> None:
        """Project skills (S1-F05), and more who want to come than there are places."""
        felter = self._felter(
            25, ["utviklingskompetanse"], type="kurs", tittel="Kurs i prosjektledelse for helsetjenesten",
            beskrivelse="Fra idé til drift: forankring, plan, risiko og gevinster. For deg som leder ditt første prosjekt.",
            sted="Undervisningsrommet, Hamar", plasser=12,
        )  # fmt: skip
        sak = self._planlagt("forsker", self.nett.sykehus, 35, felter)
        self._kunngjor(sak, 34)
        self._kommer(sak, 30, [*self._ansatte(14, hopp=5), self.konto["fou"], self.konto["soker"]])

    def _moteplass(self) -> None:
        """Physical, with voluntary and commercial parties that have nobody here, and guests by mail (S1-A03)."""
        felter = self._felter(
            18, ["forebygging", "tjenesteutvikling"], type="moteplass", tittel="Møteplass for folkehelse",
            beskrivelse="Kommuner, sykehus, frivillige og næringsliv møtes for å finne ut hva vi kan gjøre sammen.",
            sted="Biblioteket, Gjøvik", plasser=60,
        )  # fmt: skip
        sak = self._planlagt("fou", self.gjovik, 20, felter)
        self._be(sak, 19, self.frivillig, self.firma, self.nett.sykehus)
        self._registrer(sak, 15, self.frivillig, "Frode Frivillig, daglig leder", "epost")
        self._registrer(sak, 12, self.firma, "Nils Næringsliv, markedssjef", "papir")
        self._inviter(
            sak, 12, Gjest("frode@frivillig.example", "Frode Frivillig", "Frivilligsentralen (demo)"),
            Gjest("nils@firma.example", "Nils Næringsliv", "Velferdsteknologi AS (demo)"),
            Gjest("petra@pasient.example", "Petra Pårørende", "Pårørendeforeningen (demo)"),
            Gjest(self.konto["vertsleder"].epost), Gjest(self.konto["kontakt-adm"].epost),
        )  # fmt: skip
        self._kunngjor(sak, 10)
        self._kommer(sak, 8, [*self._ansatte(6, hopp=11), self.konto["vertsleder"]])

    def _konferanse(self) -> None:
        """The yearly conference (S4-D13), digital, for everybody."""
        felter = self._felter(
            120, ["fou", "klinisk_praksis", "organisasjon_ledelse"], type="fagkonferanse", form="digital",
            tittel="Den årlige fagkonferansen", lenke="https://mote.example/konferansen", slutt=self._dag(121, 14),
            beskrivelse="To dager om helse- og omsorgsforskning, innovasjon og utdanning i regionen.",
        )  # fmt: skip
        sak = self._planlagt("ssu", self.nett.sykehus, 12, felter)
        self._kunngjor(sak, 11)

    def _avlyst(self) -> None:
        felter = self._felter(
            12, ["utviklingskompetanse"], type="kurs", tittel="Skrivekurs for søknader",
            beskrivelse="Vi skriver den første siden av en søknad sammen.", sted="Biblioteket, Hamar",
        )  # fmt: skip
        sak = self._kunngjor(self._planlagt("forsker", self.nett.sykehus, 30, felter), 28)
        self._kommer(sak, 20, self._ansatte(2, hopp=13))
        ny = self._ny(sak)
        op.avlys(sak.pk, utfort_av=ny.laget_av, versjon=ny.versjon, kommentar="For få påmeldte.", naa=self._tid(2))

    def _holdt(self) -> None:
        """Last spring's fagdag, with who was there; and one that is over and not registered."""
        felter = self._felter(
            -150, ["fou"], type="fagdag", tittel="Fagdag om felles forskning",
            beskrivelse="Det vi lærte av de tre første prosjektene.", sted="Auditoriet, Lillehammer",
        )  # fmt: skip
        sak = self._planlagt("fou", self.gjovik, 220, felter)
        self._be(sak, 219, self.nett.sykehus, self.hamar)
        self._svar(sak, 210, self.nett.sykehus)
        self._svar(sak, 205, self.hamar)
        self._kunngjor(sak, 200)
        folk = self._ansatte(9, hopp=4)
        self._kommer(sak, 180, folk)
        med = [d.pk for d in sak.deltakere.filter(bruker__in=folk[:7])]
        ny = self._ny(sak)
        op.hold(sak.pk, utfort_av=ny.laget_av, versjon=ny.versjon, var_med=med, naa=self._tid(148))
        felter = self._felter(
            -6, ["brukermedvirkning"], type="moteplass", tittel="Frokostmøte om brukermedvirkning",
            beskrivelse="Brukerrepresentanter forteller.", sted="Kantinen, Gjøvik", slutt=self._dag(-6, 10),
        )  # fmt: skip
        sak = self._kunngjor(self._planlagt("fou", self.gjovik, 40, felter), 38)
        self._kommer(sak, 20, self._ansatte(5, hopp=6))
        klokka.spor_om_de_ble_holdt(naa=self._tid(3))
