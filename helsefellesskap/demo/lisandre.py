"""Beside the queue: vacancies with applicants, and hospital doctors who need practice in a municipality."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import ansvarlige
from lis.lis3.frister import maaned_nr, maaned_slutt, maaned_start
from lis.lis3.models import Innmelding, Innmeldingstilstand, Kommunepraksis, Vikariat
from lis.lis3.operations import kommunepraksis, vikariat

from .lisgrunnlag import Lisgrunnlag

LENKE = "https://www.sykehuset-innlandet.no/om-oss/jobb-hos-oss/"
VIKARIATER = [
    # (unit, site, months from now it starts and lasts, deadline in days, applicants, how it ended)
    ("Medisinsk avdeling", "Gjøvik", 2, 6, 12, 1, ""),
    ("Barne- og ungdomsavdelingen", "Lillehammer", 3, 3, 20, 0, ""),
    ("Geriatrisk sengepost", "Hamar", 1, 6, -4, 1, "intern"),
]
PRAKSISER = [
    # (doctor, group, unit, site, municipality, months from now, how far)
    ("Sjur Spesialistkandidat", "sykehusspesialitet", "Akuttpsykiatrisk avdeling", "Sanderud", "Gjøvik", 5, "sendt"),
    ("Tale Spesialistkandidat", "sykehusspesialitet", "Geriatrisk sengepost", "Hamar", "Ringsaker", 4, "tilbudt"),
    ("Unni Samfunnslege", "samfunnsmedisin", "Medisinsk avdeling", "Gjøvik", "Elverum", 6, "ikke_mulig"),
    ("Yngve Spesialistkandidat", "sykehusspesialitet", "Avdeling for rus", "Sanderud", "Hamar", 3, "bekreftet"),
]


class Andrebygger:
    """Made by the verbs, as the people whose turn it is."""

    def __init__(self, grunnlag: Lisgrunnlag) -> None:
        self.g = grunnlag
        self.naa = timezone.now()
        self.idag = timezone.localdate()

    def bygg(self) -> None:
        for rad in VIKARIATER:
            self._vikariat(*rad)
        for rad_ in PRAKSISER:
            self._praksis(*rad_)

    def _vikariat(self, navn: str, sted: str, om: int, lengde: int, frist: int, sokere: int, utfall: str) -> Vikariat:
        avdeling = self.g.avdeling(navn, sted)
        leder = ansvarlige(RolleType.LEDER, virksomhet=self.g.nett.sykehus, enhet=avdeling.enhet_id)[0].bruker
        fra = maaned_start(maaned_nr(self.idag) + om)
        utlyst = self.naa - timedelta(days=20)
        sak = vikariat.opprett_vikariat(
            utfort_av=leder,
            avdeling=avdeling,
            felter={
                "tittel": f"Vikariat for lege i spesialisering, {navn}",
                "fra": fra,
                "til": maaned_slutt(maaned_nr(fra) + lengde - 1),
                "soknadsfrist": self.idag + timedelta(days=frist),
                "lenke": LENKE,
            },
            naa=utlyst - timedelta(hours=2),
        )
        sak = vikariat.lys_ut(sak.pk, utfort_av=leder, versjon=sak.versjon, naa=utlyst)
        for lege in self._i_koen(avdeling.pk)[:sokere]:
            sak.refresh_from_db()
            sokt = utlyst + timedelta(days=5)
            vikariat.har_sokt(sak.pk, utfort_av=lege, versjon=sak.versjon, sokt=timezone.localdate(sokt), naa=sokt)
        if utfall:
            sak.refresh_from_db()
            vikariat.besett(
                sak.pk, utfort_av=leder, versjon=sak.versjon, besatt_med=utfall, naa=self.naa - timedelta(days=1)
            )
        return sak

    def _i_koen(self, avdeling: UUID) -> list[Bruker]:
        """Doctors in the queue who wish for the department, those reported ready first."""
        koen = Innmelding.objects.filter(tilstand=Innmeldingstilstand.INNMELDT, onsker__avdeling=avdeling)
        return [i.lege.bruker for i in koen.select_related("lege__bruker").order_by("klar_tid") if i.lege.bruker]

    def _praksis(
        self, navn: str, gruppe: str, enhet: str, sted: str, kommune: str, om: int, tilstand: str
    ) -> Kommunepraksis:
        kommunen = next(k for k in self.g.nett.kommuner if k.navn == kommune)
        kontakt = self.g.kontakter[kommune]
        fra = maaned_start(maaned_nr(self.idag) + om)
        epost = f"{navn.split()[0].lower()}.sykehuslege@demo.example"
        Bruker.objects.create_user(epost, None, navn=navn, faggruppe="lege")
        lege = kommunepraksis.Sykehuslege(navn, epost, "", gruppe, maaned_start(maaned_nr(self.idag) - 30))
        spurt = self.naa - timedelta(days=9)
        sak = kommunepraksis.registrer_praksis(
            utfort_av=self.g.koordinator,
            lege=lege,
            avdeling=self.g.nett.enhet(self.g.nett.sykehus, enhet, sted),
            kommune=kommunen,
            fra=fra,
            til=maaned_slutt(maaned_nr(fra) + 1),
            behov="Samhandling med fastleger, hjemmetjeneste og kommunens koordinerende enhet.",
            naa=spurt - timedelta(hours=1),
        )
        sak = kommunepraksis.spor_kommune(sak.pk, utfort_av=self.g.koordinator, versjon=sak.versjon, naa=spurt)
        svart = spurt + timedelta(days=4)
        if tilstand == "ikke_mulig":
            return kommunepraksis.svar_ikke_mulig(
                sak.pk,
                utfort_av=kontakt,
                versjon=sak.versjon,
                kommentar="Vi har ikke veileder med ledig tid før til høsten.",
                naa=svart,
            )
        if tilstand == "sendt":
            return sak
        sak = kommunepraksis.tilby_praksis(
            sak.pk,
            utfort_av=kontakt,
            versjon=sak.versjon,
            enhet=self.g.nett.enhet(kommunen, "Helse og omsorg", kommune),
            veileder=self.g.veiledere[kommune],
            naa=svart,
        )
        if tilstand == "tilbudt":
            return sak
        return kommunepraksis.bekreft_praksis(
            sak.pk, utfort_av=self.g.koordinator, versjon=sak.versjon, naa=svart + timedelta(days=2)
        )
