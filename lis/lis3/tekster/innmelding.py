"""Enrolment: who owes what, and what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

MELD_INN = "lis3.meld_inn"
VURDER_DELING = "lis3.vurder_deling"
VELG_SAMLET = "lis3.velg_samlet"

registrer_oppgaver(
    Oppgavetype(MELD_INN, _("Meld inn %(emne)s til sykehustjeneste"), _("Meld inn %(emne)s"), "send"),
    Oppgavetype(VURDER_DELING, _("Vurder delt tjeneste for %(emne)s"), _("Vurder delt tjeneste for %(emne)s"), "swap"),
    Oppgavetype(
        VELG_SAMLET, _("Delt tjeneste er ikke godkjent: endre innmeldingen for %(emne)s"), _("Endre innmeldingen"), "undo"
    ),
)

_mal = serie("lis3.", _("Åpne innmeldingen"))

registrer_maler(
    _mal("klar", _("%(lege)s er meldt klar for sykehustjeneste"),
         _("Legen er meldt klar for sykehustjeneste. Kommunen melder inn ønsker om tid, avdeling og sted.")),
    _mal("plan_tildelt", _("Individuell utdanningsplan er registrert for %(lege)s"),
         _("Kommunen har registrert individuell utdanningsplan og veileder.")),
    _mal("veileder_for", _("Du er satt opp som veileder for %(lege)s"),
         _("Kommunen har registrert deg som veileder i spesialiseringen i allmennmedisin.")),
    _mal("innmeldt", _("%(lege)s er meldt inn til sykehustjeneste (%(saksnummer)s)"),
         _("Kommunen har meldt inn legen med ønsker om tid, avdeling og sted.")),
    _mal("innmeldt_lege", _("Du er meldt inn til sykehustjeneste (%(saksnummer)s)"),
         _("Kommunen har meldt deg inn. Du følger saken i portalen, og får beskjed når noe skjer.")),
    _mal("endring", _("Endring for %(lege)s (%(saksnummer)s)"),
         _("Kommunen har meldt endring i sykehustjenesten. Fristene er regnet om. Hva som er nytt, står i portalen.")),
    _mal("deling_vurdert", _("Delt tjeneste er vurdert for %(lege)s (%(saksnummer)s)"),
         _("LIS-koordinator har vurdert tjeneste i to perioder. Svaret står i portalen.")),
    _mal("paa_vent", _("Innmeldingen for %(lege)s er satt på vent (%(saksnummer)s)"),
         _("Ansienniteten er uendret. Datoen innmeldingen tas tilbake i køen, står i portalen.")),
    _mal("gjenopptatt", _("%(lege)s er tilbake i køen (%(saksnummer)s)"),
         _("Innmeldingen er tatt tilbake i køen med uendret ansiennitet.")),
    _mal("vikar_falt_bort", _("Vikar for praksis er ikke lenger avklart (%(saksnummer)s)"),
         _("Kommunen har meldt at vikaren for praksisen til %(lege)s ikke lenger er avklart. Tjenesten er bekreftet. "
           "Ta kontakt med kommunen.")),
    _mal("byttet_kommune", _("%(lege)s er flyttet til en ny kommune"),
         _("LIS-koordinator har flyttet legen. Den nye kommunen følger opp sykehustjenesten herfra.")),
    _mal("ansiennitet", _("Ansienniteten til %(lege)s er korrigert (%(saksnummer)s)"),
         _("LIS-koordinator har korrigert start i spesialiseringen eller gruppe. Begrunnelsen står i portalen. "
           "Plassen i køen er regnet om.")),
    _mal("trukket", _("Innmeldingen for %(lege)s er trukket"),
         _("Legen er ikke lenger meldt inn til sykehustjeneste.")),
)  # fmt: skip
