"""The committees of the demo: who sits there, a meeting held with minutes, one to come, and a written procedure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, RolleType, Virksomhetstype
from grunnmur.portal.dato import lokal_dato
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll, saksliste, skriftlig
from grunnmur.utvalg.operations import utvalg as op

if TYPE_CHECKING:
    from .nett import Nett

V = Organmedlem.Verv
SSU, FAG, LIS1, ARBEID = "ssu", "fagutvalg", "lis1_utvalg", "arbeidsutvalg"
MANDAT = {
    SSU: "Utvalget vedtar samarbeidsprosedyrer, behandler saker av strategisk betydning og forankrer felles prosjekter.",
    FAG: "Utvalget gir faglige råd, følger med på samarbeidet i fagfeltet og deler erfaringer mellom partene.",
    LIS1: "Utvalget fordeler leger i spesialisering del 1 til kommunestillinger etter vedtatte kriterier.",
    ARBEID: "Arbeidsutvalget forbereder sakene til LIS1-utvalget og samarbeider med kommunene om fordelingen.",
}
NAVN = {
    SSU: "Strategisk samarbeidsutvalg", FAG: "Fagutvalg for forskning og innovasjon", LIS1: "LIS1-utvalget",
    ARBEID: "Arbeidsutvalget i LIS1-utvalget",
}  # fmt: skip


def lag_organer(nett: Nett) -> dict[str, Organ]:
    """The committees with their seats and members: part of the network, since several areas meet in them."""
    sekretaer: dict[str, Any] = {"utfort_av": nett.kontoer["ssu"]}
    fra = timezone.localdate() - timedelta(days=700)
    organer: dict[str, Organ] = {}
    for type_, navn in NAVN.items():
        over = organer.get({FAG: SSU, ARBEID: LIS1}.get(type_, ""))
        felter = {"type": type_, "navn": navn, "mandat": MANDAT[type_], "overordnet": over}
        organer[type_] = op.opprett(**sekretaer, felter=felter)

    def sitter(organ: str, bruker: Bruker, verv: str = V.MEDLEM, **felter: Any) -> Organmedlem:
        return op.oppnevn(organer[organ].pk, **sekretaer, bruker=bruker, verv=verv, **{"fra": fra, **felter})

    def plass(organ: str, navn: str, **krav: Any) -> Any:
        return op.fest_plass(organer[organ].pk, **sekretaer, navn=navn, fra=fra, **krav)

    konto, gjovik = nett.kontoer, next(k for k in nett.kommuner if k.navn == "Gjøvik")
    hamar = next(k for k in nett.kommuner if k.navn == "Hamar")
    overlege = plass(LIS1, "Kommuneoverlege", rolletype=RolleType.KOMMUNEOVERLEGE)
    stf = plass(LIS1, "Statsforvalteren", rolletype=RolleType.STATSFORVALTER)
    koordinator = plass(LIS1, "LIS-koordinator", rolletype=RolleType.LIS_KOORDINATOR)
    statsforvalter = konto["statsforvalter"].roller.get(type=RolleType.STATSFORVALTER).virksomhet
    sitter(LIS1, konto["statsforvalter"], V.LEDER, plass=stf, virksomhet=statsforvalter)
    ola = sitter(LIS1, konto["kommuneoverlege"], plass=overlege, virksomhet=gjovik)
    sitter(LIS1, konto["lis-koordinator"], plass=koordinator, virksomhet=nett.sykehus)
    sitter(LIS1, konto["kommune-lis"], V.VARA, vara_for=ola, til=timezone.localdate() + timedelta(days=365))
    sitter(LIS1, konto["ssu"], V.SEKRETAER)
    sitter(ARBEID, konto["lis-koordinator"], V.LEDER, virksomhet=nett.sykehus)
    sitter(ARBEID, konto["kommune-lis"], virksomhet=gjovik)
    ledere = [u.roller.get(type=RolleType.LEDER).bruker for u in _helse(nett, "Hamar", "Ringsaker", "Lillehammer")]
    kommunene = plass(SSU, "Kommunene", virksomhetstype=Virksomhetstype.KOMMUNE, antall=4)
    foretaket = plass(SSU, "Helseforetaket", virksomhetstype=Virksomhetstype.HELSEFORETAK, antall=2)
    plass(SSU, "Brukerne", virksomhetstype=Virksomhetstype.FRIVILLIG)  # nobody is appointed: the page says so
    sitter(SSU, konto["kontakt-adm"], V.LEDER, plass=kommunene, virksomhet=gjovik)
    for leder in ledere:
        sitter(SSU, leder, plass=kommunene, virksomhet=leder.roller.get(type=RolleType.LEDER).virksomhet)
    avdeling = sitter(SSU, konto["avdeling"], V.NESTLEDER, plass=foretaket, virksomhet=nett.sykehus)
    sitter(SSU, konto["vertsleder"], plass=foretaket, virksomhet=nett.sykehus)
    sitter(SSU, konto["veiledningskoordinator"], V.VARA, vara_for=avdeling, virksomhet=nett.sykehus)
    sitter(SSU, konto["ssu"], V.SEKRETAER)
    sitter(FAG, konto["fou"], V.LEDER, virksomhet=gjovik)
    sitter(FAG, konto["forsker"], virksomhet=nett.sykehus)
    sitter(FAG, ledere[0], virksomhet=hamar)
    return organer


def _helse(nett: Nett, *kommuner: str) -> list[Any]:
    """The unit that leads health in each of these municipalities."""
    return [nett.enhet(k, "Helse og omsorg", k.navn.split(" (")[0]) for k in nett.kommuner if k.navn in kommuner]


class Motebygger:
    """Meetings made by the verbs."""

    def __init__(self, nett: Nett) -> None:
        self.organer = nett.organer
        self.sekretaer = nett.kontoer["ssu"]
        self.kontoer = nett.kontoer
        self.naa = timezone.now()

    def bygg(self) -> None:
        for type_, sak, vedtak in [
            (SSU, "Ny samarbeidsprosedyre for hospitering", "Prosedyren vedtas og gjelder fra årsskiftet."),
            (FAG, "Felles forskning om utskrivning av eldre", "Utvalget anbefaler at prosjektet forankres hos partene."),
            (LIS1, "Datoer for neste års tildelinger", "Ønskene samles inn et halvt år før oppstart."),
        ]:
            self._holdt(type_, -40, [(sak, vedtak), ("Orientering fra sekretariatet", "")])
            self._kommer(type_, 35, ["Status for samarbeidet", "Kalender for neste år"])
        self._til_godkjenning()
        self._skriftlig()

    def _felter(self, om: int, sted: str = "Møterom Mjøsa, Hamar") -> dict[str, Any]:
        dag = pluss_virkedager(timezone.localdate() + timedelta(days=om), 0)
        start = timezone.make_aware(datetime.combine(dag, time(12)))
        return {
            "form": "fysisk", "start": start, "slutt": start + timedelta(hours=2), "sted": sted, "lenke": "",
            "sakslistefrist": pluss_virkedager(dag - timedelta(days=15), 0),
        }  # fmt: skip

    def _ny(self, mote: Mote) -> Mote:
        return Mote.objects.select_related("organ").get(pk=mote.pk)

    def _planlagt(self, type_: str, felter: dict[str, Any], saker: list[str], naa: datetime) -> Mote:
        mote = moteop.planlegg(self.organer[type_].pk, utfort_av=self.sekretaer, felter=felter, naa=naa)
        for tittel in saker:
            saksliste.sett_opp(
                mote.pk, utfort_av=self.sekretaer, versjon=self._ny(mote).versjon, tittel=tittel,
                innstilling=f"Utvalget slutter seg til forslaget: {tittel.lower()}.", naa=naa,
            )  # fmt: skip
        return self._ny(mote)

    def _kommer(self, type_: str, om: int, saker: list[str]) -> Mote:
        return self._planlagt(type_, self._felter(om), saker, self._tid(timezone.localdate() - timedelta(days=4)))

    def _tid(self, dag: date) -> datetime:
        return min(timezone.make_aware(datetime.combine(dag, time(9))), self.naa)

    def _protokollert(self, type_: str, om: int, saker: list[tuple[str, str]]) -> Mote:
        felter = self._felter(om)
        planlagt = self._tid(felter["sakslistefrist"] - timedelta(days=20))
        mote = self._planlagt(type_, felter, [tittel for tittel, _vedtak in saker], planlagt)
        sendt = self._tid(felter["sakslistefrist"] + timedelta(days=1))
        moteop.send_saksliste(mote.pk, utfort_av=self.sekretaer, versjon=mote.versjon, naa=sendt)
        etter = min(felter["slutt"] + timedelta(hours=1), self.naa)
        sitter = self.organer[type_].medlemmer.filter(verv__in=["leder", "nestleder", "medlem"])
        oppmote = {m.pk: m.bruker_id for m in sitter}
        if type_ == LIS1:
            ola = sitter.get(bruker=self.kontoer["kommuneoverlege"])
            oppmote[ola.pk] = self.kontoer["kommune-lis"].pk
        leder = sitter.get(verv="leder").bruker_id
        alt: dict[str, Any] = {"utfort_av": self.sekretaer, "naa": etter}
        protokoll.hold(mote.pk, **alt, versjon=self._ny(mote).versjon, oppmote=oppmote, moteleder=leder)
        inhabil = self._ny(mote).oppmoter.exclude(bruker=leder).order_by("bruker__sortering").first()
        for nr, (_tittel, vedtak) in enumerate(saker, start=1):
            utfall = "vedtatt_endret" if vedtak else "orientering"
            grunn = {inhabil.pk: "egen_virksomhet"} if inhabil and nr == 1 and type_ == FAG else {}
            protokoll.skriv_vedtak(
                mote.pk, **alt, versjon=self._ny(mote).versjon, nummer=nr, utfall=utfall, vedtak=vedtak, inhabile=grunn
            )
        protokoll.til_godkjenning(mote.pk, **alt, versjon=self._ny(mote).versjon)
        return self._ny(mote)

    def _holdt(self, type_: str, om: int, saker: list[tuple[str, str]]) -> Mote:
        mote = self._protokollert(type_, om, saker)
        dagen_etter = self._tid(lokal_dato(mote.slutt) + timedelta(days=1))
        leder = mote.organ.medlemmer.get(verv=V.LEDER).bruker
        return protokoll.godkjenn(mote.pk, utfort_av=leder, versjon=mote.versjon, naa=dagen_etter)

    def _til_godkjenning(self) -> None:
        """Minutes that wait for the leader."""
        self._protokollert(SSU, -3, [("Felles avklaring om utskrivning", "Partene møtes hver måned fram til sommeren.")])

    def _skriftlig(self) -> None:
        """One has answered, two have not."""
        svarfrist = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=8), time(23, 59)))
        felter, naa = {"form": "skriftlig", "slutt": svarfrist}, self._tid(timezone.localdate() - timedelta(days=1))
        mote = self._planlagt(LIS1, felter, ["Restplass etter at en lege har trukket seg"], naa)
        moteop.send_saksliste(mote.pk, utfort_av=self.sekretaer, versjon=mote.versjon, naa=naa)
        skriftlig.svar(
            mote.pk, utfort_av=self.kontoer["lis-koordinator"], versjon=self._ny(mote).versjon,
            svarene={1: ("tiltrer", "")}, naa=min(naa + timedelta(hours=3), self.naa),
        )  # fmt: skip
