"""Events: who owes what, and what people are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.portal.dato import tidspunkt, ukedag
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

from .gjestelenke import lenke_til_svar
from .kalender import vedlegg

SVAR_MEDARRANGOR = "arrangement.svar_medarrangor"
FOLG_OPP = "arrangement.folg_opp"

registrer_oppgaver(
    Oppgavetype(
        SVAR_MEDARRANGOR, _("Svar på om dere er medarrangør: %(emne)s"), _("Medarrangør: %(emne)s"), "building",
    ),
    Oppgavetype(
        FOLG_OPP, _("Registrer eller avlys arrangementet %(emne)s"), _("Arrangementet %(emne)s"), "warning",
    ),
)  # fmt: skip


def med_naar(data: dict[str, Any]) -> dict[str, Any]:
    """The time of the event in words, in the reader's language."""
    start = timezone.localtime(datetime.fromisoformat(data["start"]))
    return {**data, "naar": f"{ukedag(start)} {tidspunkt(start)}"}


_mal = serie("arrangement.", _("Åpne arrangementet"), forbered=med_naar)
_gjest = serie(
    "arrangement.gjest_", _("Se arrangementet og svar"), forbered=med_naar, lag_data=lenke_til_svar, bare_epost=True,
    vedlegg=vedlegg,
)  # fmt: skip

registrer_maler(
    _mal("spurt_medarrangor", _("Vil dere være medarrangør? %(tittel)s (%(saksnummer)s)"),
         _("%(arrangor)s ber %(virksomhet)s om å være medarrangør %(naar)s. Svar for virksomheten i portalen.")),
    _mal("spurt_paa_nytt", _("Arrangementet er endret, svar på nytt: %(tittel)s (%(saksnummer)s)"),
         _("%(arrangor)s har endret arrangementet, og det er nå %(naar)s. Svar på nytt om %(virksomhet)s er medarrangør.")),
    _mal("medarrangor_svarte", _("Medarrangøren har svart: %(tittel)s (%(saksnummer)s)"),
         _("%(av)s har svart for %(virksomhet)s. Svaret står på arrangementet.")),
    _mal("invitert", _("Du er invitert: %(tittel)s (%(saksnummer)s)"),
         _("%(arrangor)s inviterer deg %(naar)s. Si i portalen om du kommer. Arrangementet ligger ved for kalenderen din."),
         vedlegg=vedlegg),
    _mal("paameldt", _("Du er påmeldt: %(tittel)s (%(saksnummer)s)"),
         _("Du har fått plass %(naar)s. Arrangementet ligger ved for kalenderen din."), vedlegg=vedlegg),
    _mal("rykket_opp", _("Du har fått plass: %(tittel)s (%(saksnummer)s)"),
         _("En plass ble ledig %(naar)s, og du er neste på ventelisten. Kan du ikke komme, meld deg av."), vedlegg=vedlegg),
    _mal("endret", _("Arrangementet er endret: %(tittel)s (%(saksnummer)s)"),
         _("%(arrangor)s har endret arrangementet. Det er nå %(naar)s. Endringen ligger ved for kalenderen din."),
         vedlegg=vedlegg),
    _mal("medarrangor_endret", _("Arrangementet er endret: %(tittel)s (%(saksnummer)s)"),
         _("%(arrangor)s har endret arrangementet dere er spurt om å være medarrangør for. Det er nå %(naar)s. Passer det "
           "ikke lenger, endre svaret i portalen.")),
    _mal("avlyst", _("Arrangementet er avlyst: %(tittel)s (%(saksnummer)s)"),
         _("%(arrangor)s har avlyst arrangementet %(naar)s."), vedlegg=vedlegg),
    _mal("paaminnelse", _("Påminnelse: %(tittel)s (%(saksnummer)s)"),
         _("Du er påmeldt %(naar)s. Kan du ikke komme, meld deg av, så får en annen plassen.")),
    _mal("ikke_registrert", _("Ble arrangementet holdt? %(tittel)s (%(saksnummer)s)"),
         _("Arrangementet skulle vært %(naar)s, men er verken registrert som gjennomført eller avlyst.")),
    _mal("nivaa_mangler", _("Fagdagen mangler en medarrangør: %(tittel)s (%(saksnummer)s)"),
         _("%(virksomhet)s er ikke lenger medarrangør %(naar)s. En fagdag holdes av både sykehus og kommune.")),
    _gjest("invitert", _("%(arrangor)s inviterer deg: %(tittel)s"),
           _("Arrangementet er %(naar)s. Følg lenken for å se programmet og svare på om du kommer. Du trenger ikke konto. "
             "På samme side kan du slette opplysningene om deg.")),
    _gjest("rykket_opp", _("Du har fått plass: %(tittel)s"),
           _("En plass ble ledig %(naar)s, og du er neste på ventelisten. Kan du ikke komme, si fra på lenken.")),
    _gjest("endret", _("Arrangementet er endret: %(tittel)s"),
           _("%(arrangor)s har endret arrangementet. Det er nå %(naar)s. Passer det ikke, endre svaret ditt på lenken.")),
    _gjest("avlyst", _("Arrangementet er avlyst: %(tittel)s"), _("%(arrangor)s har avlyst arrangementet %(naar)s.")),
    _gjest("paaminnelse", _("Påminnelse: %(tittel)s"),
           _("Du har sagt at du kommer %(naar)s. Kan du ikke komme, endre svaret ditt på lenken.")),
)  # fmt: skip
