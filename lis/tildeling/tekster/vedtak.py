"""The decision and its publication: who owes what, and what people are told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.portal.dato import dato
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

if TYPE_CHECKING:
    from ..models import Runde

HABILITET = "tildeling.avgjor_habilitet"
HABILITET_VIRKEDAGER = 5
SIGNER = "tildeling.signer"
SIGNER_VIRKEDAGER = 5
PUBLISER = "tildeling.publiser"
SE_PAA_IGJEN = "tildeling.se_paa_igjen"

registrer_oppgaver(
    Oppgavetype(HABILITET, _("Avgjør habilitet i %(emne)s"), _("Avgjør habilitet"), "group"),
    Oppgavetype(SIGNER, _("Skriv under tildelingen av LIS1-plasser fra %(emne)s"), _("Skriv under tildelingen"), "pencil"),
    Oppgavetype(PUBLISER, _("Publiser tildelingen av LIS1-plasser fra %(emne)s"), _("Publiser tildelingen"), "send"),
    Oppgavetype(
        SE_PAA_IGJEN, _("Tildelingen fra %(emne)s kunne ikke publiseres. Ta den opp igjen"), _("Ta tildelingen opp igjen"),
        "undo",
    ),
)  # fmt: skip


def halvaaret(runde: Runde) -> str:
    """The round as tasks call it: its day, whose months are called the same in both languages."""
    return dato(runde.oppstart)


def resultatadresse(runde: Runde) -> str:
    """The candidate's own page."""
    return reverse("tildeling:resultat", args=[runde.pk])


def _dato(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "oppstart": dato(date.fromisoformat(data["oppstart"]))} if "oppstart" in data else data


_mal = serie("tildeling.", _("Åpne runden"), forbered=_dato)

registrer_maler(
    _mal("habilitet_meldt", _("Et medlem har meldt fra om habilitet (%(saksnummer)s)"),
         _("Et medlem i LIS1-utvalget har meldt fra om egen habilitet. Utvalget avgjør om medlemmet er med videre.")),
    _mal("habilitet_inhabil", _("Utvalget har avgjort at du er inhabil (%(saksnummer)s)"),
         _("Du er ikke med på denne tildelingen. En vara møter for deg.")),
    _mal("habilitet_habil", _("Utvalget har avgjort at du er habil (%(saksnummer)s)"),
         _("Du er med på tildelingen som før.")),
    _mal("til_underskrift", _("Tildelingen er klar til å skrives under (%(saksnummer)s)"),
         _("Les vedtaket om LIS1-plasser fra %(oppstart)s, og skriv under. Er noe feil, sender du det tilbake.")),
    _mal("sendt_tilbake", _("Tildelingen er sendt tilbake (%(saksnummer)s)"),
         _("Vedtaket er sendt tilbake til behandling. Begrunnelsen står i portalen.")),
    _mal("vedtatt", _("Tildelingen er vedtatt (%(saksnummer)s)"),
         _("Alle har skrevet under tildelingen av LIS1-plasser fra %(oppstart)s. Publiser den nå, eller bestem når.")),
    _mal("tatt_opp_igjen", _("Tildelingen er tatt opp igjen (%(saksnummer)s)"),
         _("Saken skal behandles på nytt før noe blir publisert. Begrunnelsen står i portalen.")),
    _mal("kan_ikke_publiseres", _("Tildelingen kunne ikke publiseres (%(saksnummer)s)"),
         _("Plasser eller kandidater er endret siden vedtaket om LIS1-plasser fra %(oppstart)s. Ingen har fått beskjed. "
           "Ta saken opp igjen, og lag et nytt forslag.")),
    _mal("fikk_plass", _("Du er tildelt LIS1-plass i %(kommune)s (%(saksnummer)s)"),
         _("LIS1-utvalget har tildelt deg en plass i %(kommune)s fra %(oppstart)s. Kommunen tar kontakt om ansettelsen."),
         knapp=_("Se hva du fikk, og hvorfor")),
    _mal("fikk_ikke_plass", _("Tildelingen av LIS1-plasser er klar (%(saksnummer)s)"),
         _("Du fikk ikke plass fra %(oppstart)s denne gangen. I portalen står det hvorfor, og hva du kan gjøre nå."),
         knapp=_("Se hvorfor, og hva du kan gjøre")),
    _mal("fikk_plass_uten_konto", _("Du er tildelt LIS1-plass i %(kommune)s"),
         _("LIS1-utvalget har tildelt deg en plass i %(kommune)s fra %(oppstart)s. Kommunen tar kontakt om ansettelsen. Du "
           "har ikke konto i portalen. Be LIS-koordinator om en invitasjon hvis du vil se hvorfor."),
         knapp=_("Les om kommunen"), bare_epost=True),
    _mal("fikk_ikke_plass_uten_konto", _("Tildelingen av LIS1-plasser er klar"),
         _("Du fikk ikke plass fra %(oppstart)s denne gangen. Ta kontakt med LIS-koordinator om hva du kan gjøre nå."),
         knapp=_("Les om kommunene"), bare_epost=True),
    _mal("publisert_kommune", _("LIS1-plassene er tildelt (%(saksnummer)s)"),
         _("Tildelingen av LIS1-plasser fra %(oppstart)s er publisert. Se hvem som kommer til dere, og hvilke plasser som "
           "er ledige. Ansett dem som er tildelt.")),
    _mal("publisert", _("LIS1-plassene er tildelt (%(saksnummer)s)"),
         _("Tildelingen av LIS1-plasser fra %(oppstart)s er publisert. Kandidater og kommuner har fått beskjed.")),
)  # fmt: skip
