"""Places left over: who owes what, and what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import datoer, serie
from grunnmur.varsling.maler import registrer as registrer_maler

LOS = "tildeling.restplass"

registrer_oppgaver(Oppgavetype(LOS, _("Finn en løsning for restplassen i %(emne)s"), _("Restplass i %(emne)s"), "hourglass"))


_mal = serie("tildeling.", _("Åpne restplassen"), forbered=datoer("fra"))

registrer_maler(
    _mal("restplass_ny", _("Restplass i %(kommune)s (%(saksnummer)s)"),
         _("LIS1-plassen i %(kommune)s er ledig fra %(fra)s. Lys den ut, lag avtale med et annet helseforetak, eller ansett "
           "i den.")),
    _mal("restplass_ansvar", _("Restplassen i %(kommune)s: %(ansvarlig)s har ansvaret (%(saksnummer)s)"),
         _("%(ansvarlig)s skal finne en løsning for plassen som er ledig fra %(fra)s. Fristen står i portalen.")),
    _mal("restplass_utlyst", _("Restplassen i %(kommune)s er lyst ut (%(saksnummer)s)"),
         _("Plassen som er ledig fra %(fra)s, er lyst ut. Lenken til utlysningen står i portalen.")),
    _mal("restplass_avtale", _("Avtale om restplassen i %(kommune)s (%(saksnummer)s)"),
         _("Det er avtale med %(foretak)s om plassen som er ledig fra %(fra)s. Kommunen registrerer hvem den ansetter.")),
    _mal("restplass_besatt", _("%(kommune)s har ansatt i restplassen (%(saksnummer)s)"),
         _("Plassen som var ledig fra %(fra)s, er besatt. Hvem det er, står i portalen.")),
    _mal("restplass_lukket", _("Restplassen i %(kommune)s er lukket (%(saksnummer)s)"),
         _("Ingen blir ansatt i plassen som er ledig fra %(fra)s. Du trenger ikke å gjøre noe mer med den.")),
    _mal("restplass_lege", _("Du har fått kommunepraksis i %(kommune)s (%(saksnummer)s)"),
         _("%(kommune)s har registrert at du er ansatt. Datoene står i portalen.")),
)  # fmt: skip
