"""The obligations from the reply of the host on, and what people are told. No text repeats what a case says."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

from ..kalender import vedlegg
from ..rules.avtale import KVITTER

FORESLA = "hospitering.avtale_forslag"
PERIODE_SVAR = "hospitering.periode_svar"
PERIODE_LEDER = "hospitering.periode_leder"
REISE = "hospitering.reise"
REISE_SVAR = "hospitering.reise_svar"
INNGAA = "hospitering.inngaa_avtale"
KONTAKT = "hospitering.kontakt_mangler"
TAUSHET = "hospitering.taushet"
INSTRUKS = "hospitering.instruks"
FORBERED = "hospitering.forbered"
IKKE_STARTET = "hospitering.ikke_startet"
EVALUER = "hospitering.evaluer"
EVALUERING_UTLOPT = "hospitering.evaluering_utlopt"
AVTALEN = (FORESLA, PERIODE_SVAR, PERIODE_LEDER, REISE, REISE_SVAR, INNGAA)
"""What is owed until the agreement is entered."""
VERTENS = (FORESLA, PERIODE_SVAR, INNGAA, INSTRUKS, FORBERED, IKKE_STARTET, KVITTER, EVALUER, EVALUERING_UTLOPT)
"""What the host may owe: the contact person, or the host leader while that one has no account."""

_i_avtalen = partial(Oppgavetype, saksside="hospitering:avtale")
_foer_start = partial(Oppgavetype, saksside="hospitering:klargjoring")
_etterpaa = partial(Oppgavetype, saksside="hospitering:evaluering")

registrer_oppgaver(
    _i_avtalen(FORESLA, _("Foreslå periode og avklar avtalen med %(emne)s"), _("Foreslå periode"), "calendar"),
    _i_avtalen(PERIODE_SVAR, _("Svar på forslaget til periode: %(emne)s"),
                _("Svar på forslag til periode"), "calendar"),
    _i_avtalen(PERIODE_LEDER, _("Ta stilling til periode utenfor det du innvilget for %(emne)s"),
                _("Ta stilling til periode")),
    _i_avtalen(REISE, _("Avtal reise og opphold: %(emne)s"), _("Avtal reise og opphold"), "clipboard"),
    _i_avtalen(REISE_SVAR, _("Svar på forslaget om reise og opphold: %(emne)s"),
                _("Svar om reise og opphold"), "clipboard"),
    _i_avtalen(INNGAA, _("Inngå avtalen med %(emne)s"), _("Inngå avtalen"), "clipboard"),
    _i_avtalen(KONTAKT, _("Inviter eller bytt kontaktperson for %(emne)s"), _("Inviter kontaktpersonen")),
    _foer_start(TAUSHET, _("Underskriv taushetserklæringen: %(emne)s"),
                _("Underskriv taushetserklæringen"), "clipboard"),
    _foer_start(INSTRUKS, _("Les pasientinstruksen: %(emne)s"), _("Les pasientinstruksen"), "clipboard"),
    _foer_start(FORBERED, _("Gjør ferdig forberedelsene: %(emne)s"), _("Gjør ferdig forberedelsene"), "clipboard"),
    _i_avtalen(IKKE_STARTET, _("Utsett eller avlys hospiteringen som ikke startet: %(emne)s"),
                _("Utsett eller avlys"), "undo"),
    _i_avtalen(KVITTER, _("Bekreft at du har sett at det ikke blir noe av hospiteringen: %(emne)s"),
                _("Bekreft at du har sett det")),
    _etterpaa(EVALUER, _("Evaluer hospiteringen: %(emne)s"), _("Evaluer hospiteringen"), "clipboard"),
    _etterpaa(EVALUERING_UTLOPT, _("Lever evalueringen eller frafall den med grunn: %(emne)s"),
                _("Evalueringen er ikke levert")),
)  # fmt: skip

_mal = serie("hospitering.", _("Åpne saken"))

registrer_maler(
    _mal("periode_foreslatt", _("Forslag til periode for hospiteringen (%(saksnummer)s)"),
         _("Den andre siden har foreslått periode og tidspunkt for evaluering. Bekreft, eller foreslå noe annet.")),
    _mal("periode_bekreftet", _("Perioden er bekreftet (%(saksnummer)s)"),
         _("Begge sider har bekreftet perioden for hospiteringen."), vedlegg=vedlegg),
    _mal("periode_avslatt", _("Perioden er ikke godtatt (%(saksnummer)s)"),
         _("Det som var avtalt før, gjelder fortsatt. Foreslå en annen periode, eller ta kontakt med den andre siden.")),
    _mal("periode_til_leder", _("En periode utenfor det du innvilget, venter på deg (%(saksnummer)s)"),
         _("%(soker)s og vertsenheten er enige om en periode utenfor den du innvilget. Du avgjør om den kan gjelde.")),
    _mal("periode_godkjent", _("Perioden gjelder (%(saksnummer)s)"),
         _("Leder i egen enhet har godkjent en periode utenfor det som var innvilget."), vedlegg=vedlegg),
    _mal("kontakt_byttet", _("Hospiteringen har fått ny kontaktperson (%(saksnummer)s)"),
         _("Vertsenheten har byttet kontaktperson. Navn og telefon står i portalen.")),
    _mal("kontakt_uten_konto", _("Kontaktpersonen for en hospitant har ikke konto (%(saksnummer)s)"),
         _("Du svarer for vertsenheten til kontaktpersonen er på plass. Inviter kontaktpersonen, eller velg en annen.")),
    _mal("kontakt_kom", _("Kontaktpersonen har fått konto (%(saksnummer)s)"),
         _("Kontaktpersonen tar over det som venter på vertsenheten.")),
    _mal("reise_foreslatt", _("Forslag om reise og opphold (%(saksnummer)s)"),
         _("Dekning av reise og opphold avtales mellom arbeidsgiver og hospitant. Svar i portalen.")),
    _mal("reise_bekreftet", _("Reise og opphold er avtalt (%(saksnummer)s)"),
         _("Arbeidsgiver og hospitant er enige om dekning av reise og opphold.")),
    _mal("avtale_inngaatt", _("Avtalen om hospitering er inngått (%(saksnummer)s)"),
         _("Se hva som gjenstår før oppstart. Ingen starter før alt er klart."), vedlegg=vedlegg),
    _mal("alt_avklart", _("Alt er avklart, og avtalen kan inngås (%(saksnummer)s)"),
         _("Alle punktene i prosedyren er avklart. Inngå avtalen i portalen.")),
    _mal("klar", _("Alt er klart til oppstart (%(saksnummer)s)"),
         _("Hospiteringen starter av seg selv den dagen som er avtalt.")),
    _mal("ikke_startet", _("Hospiteringen har ikke startet (%(saksnummer)s)"),
         _("Startdagen er kommet, men ikke alt er klart. Utsett eller avlys hospiteringen i portalen. Blir alt klart før "
           "startdagen er over, starter den likevel.")),
    _mal("avlyst", _("Hospiteringen er avlyst (%(saksnummer)s)"),
         _("Det blir ikke noe av hospiteringen. Bekreft i portalen at du har sett det.")),
    _mal("avlyst_arbeidsgiver", _("Hospiteringen er avlyst (%(saksnummer)s)"),
         _("Det blir ikke noe av hospiteringen for %(soker)s.")),
    _mal("trukket_avtale", _("Hospitanten har trukket seg (%(saksnummer)s)"),
         _("Det blir ikke noe av hospiteringen. Bekreft i portalen at du har sett det.")),
    _mal("trukket_avtale_arbeidsgiver", _("Hospitanten har trukket seg (%(saksnummer)s)"),
         _("Det blir ikke noe av hospiteringen for %(soker)s.")),
    _mal("periode_trukket", _("Forslaget om ny periode er trukket (%(saksnummer)s)"),
         _("Den andre siden har tatt tilbake forslaget. Det som var avtalt før, gjelder fortsatt.")),
    _mal("til_evaluering", _("Hospiteringen er gjennomført, og skal evalueres (%(saksnummer)s)"),
         _("Svar på noen få spørsmål, så begge sider lærer av det. Den andre siden ser svaret når den har gitt sitt eget.")),
    _mal("evaluering_levert", _("Den andre siden har evaluert hospiteringen (%(saksnummer)s)"),
         _("Du ser hva de skrev, når din egen side har svart.")),
    _mal("evaluering_frafalt", _("En evaluering er frafalt (%(saksnummer)s)"),
         _("Det er registrert en grunn til at den ene siden ikke evaluerer. Se i saken hva som gjenstår.")),
    _mal("evaluering_utlopt", _("Fristen for evalueringen er ute (%(saksnummer)s)"),
         _("Du kan fortsatt svare, eller frafalle evalueringen med en grunn. Hospiteringen er ikke fullført før det.")),
    _mal("evaluering_frigi", _("Kan andre få lese hva som var verdt det? (%(saksnummer)s)"),
         _("Den andre siden har sagt ja til at neste søker leser det, uten navn. Det vises bare hvis dere også sier ja.")),
    _mal("fullfort", _("Hospiteringen er fullført (%(saksnummer)s)"),
         _("Evalueringen er avsluttet på begge sider. Les den i saken, og si om andre kan lese hva som var verdt det.")),
    _mal("fullfort_leder", _("Hospiteringen til %(soker)s er fullført (%(saksnummer)s)"),
         _("Begge sider har evaluert, eller frafalt evalueringen med en grunn.")),
)  # fmt: skip
