"""Obligations and notices of offers and services."""

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

SVAR = "lis3.tjeneste_svar"
FRIGI = "lis3.tjeneste_frigi"
SOK = "lis3.tjeneste_sok"
VEILEDER = "lis3.tjeneste_veileder"
ANNEN_VEILEDER = "lis3.tjeneste_annen_veileder"
START = "lis3.tjeneste_start"
FULLFOR = "lis3.tjeneste_fullfor"
NYE_ONSKER = "lis3.tjeneste_nye_onsker"
VURDER_PLASS = "lis3.tjeneste_vurder_plass"

registrer_oppgaver(
    Oppgavetype(SVAR, _("Svar på tilbudet om sykehustjeneste: %(emne)s"), _("Svar på tilbud om sykehustjeneste")),
    Oppgavetype(FRIGI, _("Bekreft at %(emne)s kan frigis til sykehustjeneste"), _("Bekreft at %(emne)s kan frigis")),
    Oppgavetype(SOK, _("Søk stillingen og registrer at du har søkt: %(emne)s"), _("Søk stillingen"), "send"),
    Oppgavetype(
        VEILEDER, _("Tildel veileder og plan for veiledning til %(emne)s"), _("Tildel veileder til %(emne)s"), "person"
    ),
    Oppgavetype(
        ANNEN_VEILEDER, _("Tildel veileder til %(emne)s for den andre perioden"), _("Tildel veileder til %(emne)s"), "person"
    ),
    Oppgavetype(
        START, _("Registrer at %(emne)s har startet i tjenesten"), _("Registrer oppstart for %(emne)s"), "stethoscope"
    ),
    Oppgavetype(
        FULLFOR, _("Registrer at tjenesten til %(emne)s er gjennomført"), _("Registrer slutt for %(emne)s"), "clipboard"
    ),
    Oppgavetype(
        NYE_ONSKER, _("Meld nye ønsker for %(emne)s, som er tilbake i køen"), _("Meld nye ønsker for %(emne)s"), "undo"
    ),
    Oppgavetype(
        VURDER_PLASS,
        _("Starten er endret etter at plassen ble avtalt: behold eller trekk plassen til %(emne)s"),
        _("Behold eller trekk plassen til %(emne)s"),
        "swap",
    ),
)

_mal = serie("lis3.tjeneste_", _("Åpne tjenesten"))

registrer_maler(
    _mal("tilbud", _("Du har fått tilbud om sykehustjeneste (%(saksnummer)s)"),
         _("Se hva tilbudet gjelder, og svar i portalen innen fristen.")),
    _mal("tilbud_kommune", _("%(lege)s har fått tilbud om sykehustjeneste (%(saksnummer)s)"),
         _("Legen svarer først. Deretter bekrefter dere at legen kan frigis.")),
    _mal("akseptert", _("%(lege)s har tatt imot tilbudet (%(saksnummer)s)"),
         _("Kommunen skal nå bekrefte at legen frigis til tjenesten.")),
    _mal("til_frigivelse", _("Bekreft at %(lege)s kan frigis (%(saksnummer)s)"),
         _("Legen har tatt imot tilbudet om sykehustjeneste. Bekreft at legen frigis, og at vikar er avklart.")),
    _mal("takket_nei", _("%(lege)s har takket nei til tilbudet (%(saksnummer)s)"),
         _("Legen står i køen med samme ansiennitet, og plassen er ledig igjen.")),
    _mal("bekreftet", _("Sykehustjenesten er bekreftet (%(saksnummer)s)"),
         _("Kommunen har bekreftet at legen frigis. Avdelingen tildeler nå veileder.")),
    _mal("til_avdelingen", _("%(lege)s kommer til dere i sykehustjeneste (%(saksnummer)s)"),
         _("Tildel veileder og lag plan for veiledning før tjenesten starter.")),
    _mal("ikke_frigitt", _("Kommunen kan ikke frigi legen (%(saksnummer)s)"),
         _("Legen står i køen med samme ansiennitet, og plassen er ledig igjen. Begrunnelsen står i portalen.")),
    _mal("har_sokt", _("%(lege)s har søkt stillingen (%(saksnummer)s)"),
         _("Legen har registrert at stillingen er søkt i helseforetakets rekrutteringsløsning.")),
    _mal("veileder", _("Veileder er tildelt (%(saksnummer)s)"),
         _("Avdelingen har tildelt veileder og laget plan for veiledning. Du finner dem i portalen.")),
    _mal("du_er_veileder", _("Du er veileder for %(lege)s (%(saksnummer)s)"),
         _("Du er satt opp som veileder i sykehustjenesten. Planen for veiledning står i portalen.")),
    _mal("startet", _("Sykehustjenesten er i gang (%(saksnummer)s)"), _("Oppstarten er registrert i portalen.")),
    _mal("avbrudd", _("Et avbrudd i tjenesten er registrert (%(saksnummer)s)"), _("Datoene står i portalen.")),
    _mal("maal", _("Læringsmål er meldt oppnådd (%(saksnummer)s)"),
         _("Avdelingen har meldt hvilke læringsmål som er nådd i tjenesten.")),
    _mal("fullfort", _("Sykehustjenesten er gjennomført (%(saksnummer)s)"),
         _("Avdelingen har registrert at tjenesten er gjennomført.")),
    _mal("avsluttet", _("Sykehustjenesten er avsluttet før tiden (%(saksnummer)s)"),
         _("Avdelingen har registrert siste dag i tjenesten.")),
    _mal("tilbake", _("%(lege)s er tilbake i køen (%(saksnummer)s)"),
         _("Tjenesten ble avsluttet før alle læringsmål var nådd. Meld nye ønsker for legen.")),
    _mal("falt_bort", _("%(lege)s kommer ikke i sykehustjeneste hos dere (%(saksnummer)s)"),
         _("Innmeldingen av legen er trukket, og plassen er ledig igjen.")),
    _mal("beholdt", _("Plassen for %(lege)s er beholdt (%(saksnummer)s)"),
         _("LIS-koordinator har beholdt plassen etter endringen kommunen meldte. Begrunnelsen står i portalen.")),
    _mal("trukket", _("Plassen er trukket tilbake (%(saksnummer)s)"),
         _("Sykehuset har trukket plassen tilbake. Legen står i køen med samme ansiennitet.")),
)  # fmt: skip
