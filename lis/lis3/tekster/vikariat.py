"""Vacancies and precedence: who owes what, and what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import Varselmal, serie
from grunnmur.varsling.maler import registrer as registrer_maler

BESETT = "lis3.vikariat_besett"

registrer_oppgaver(
    Oppgavetype(BESETT, _("Registrer hvem som fikk vikariatet: %(emne)s"), _("Registrer utfall: %(emne)s"), "person"),
)

_mal = serie("lis3.vikariat_", _("Åpne vikariatet"))

registrer_maler(
    _mal("utlyst", _("Ledig vikariat du har forrang til (%(saksnummer)s)"),
         _("%(avdeling)s har lyst ut et vikariat. Du må selv søke i helseforetakets rekrutteringsløsning.")),
    _mal("utlyst_kommune", _("Ledig vikariat for en lege hos dere (%(saksnummer)s)"),
         _("%(avdeling)s har lyst ut et vikariat. Gi beskjed til dem som har forrang uten konto: %(lege)s.")),
    _mal("utlyst_koordinator", _("Nytt vikariat er lyst ut (%(saksnummer)s)"),
         _("%(avdeling)s har lyst ut et vikariat. Leger med forrang til fag og sted har fått beskjed.")),
    _mal("sokt", _("En lege har registrert søknad på vikariatet (%(saksnummer)s)"),
         _("%(lege)s har registrert søknad. Selve søknaden ligger i rekrutteringsløsningen.")),
    _mal("frist_ute", _("Søknadsfristen er ute (%(saksnummer)s)"),
         _("Registrer hvem som fikk vikariatet ved %(avdeling)s.")),
    _mal("besatt", _("Vikariatet er besatt (%(saksnummer)s)"),
         _("%(avdeling)s har registrert hvem som fikk vikariatet du søkte på.")),
    _mal("utenom_forrang", _("Vikariat er gitt utenom forrang (%(saksnummer)s)"),
         _("%(avdeling)s har gitt vikariatet til en ekstern søker, selv om leger med forrang søkte. "
           "Begrunnelsen står i portalen.")),
    _mal("trukket", _("Vikariatet er trukket (%(saksnummer)s)"),
         _("%(avdeling)s har trukket vikariatet du søkte på.")),
    Varselmal("lis3.ny_klarmeldt", _("En lege med forrang er klar for sykehustjeneste (%(saksnummer)s)"),
              _("%(lege)s er meldt klar, og har forrang til ledige vikariater innen deres fag og sted."),
              _("Se leger som er meldt klare")),
)  # fmt: skip
