"""A joint activity: who owes what, and what people are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.portal.dato import tidspunkt
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

KOMMER = "veiledning.kommer"
HOLD = "veiledning.hold"
FOLG_OPP = "veiledning.folg_opp_aktivitet"

registrer_oppgaver(
    Oppgavetype(
        KOMMER, _("Svar på om du kommer på den felles aktiviteten til %(emne)s"),
        _("Svar på om du kommer til %(emne)s"), "calendar",
    ),
    Oppgavetype(HOLD, _("Hold den felles aktiviteten %(emne)s"), _("Hold felles aktivitet %(emne)s"), "calendar"),
    Oppgavetype(
        FOLG_OPP, _("Registrer eller avlys den felles aktiviteten %(emne)s"), _("Felles aktivitet %(emne)s"), "warning",
    ),
)  # fmt: skip

AAPNE = _("Åpne aktiviteten")
AAPNE_SPORSMAAL = _("Åpne spørsmålet")


def med_naar(data: dict[str, Any]) -> dict[str, Any]:
    """The time of the activity in words, in the reader's language."""
    return {**data, "naar": tidspunkt(timezone.localtime(datetime.fromisoformat(data["start"])))}


_mal = serie("veiledning.", AAPNE, forbered=med_naar)

registrer_maler(
    _mal("samordnet", _("Spørsmålet ditt får svar i en felles aktivitet (%(sporsmaal)s)"),
         _("Flere har spurt om det samme. %(arrangor)s svarer i en felles aktivitet %(naar)s. "
           "Si om du kommer, eller si fra hvis aktiviteten ikke dekker behovet."), knapp=AAPNE_SPORSMAAL),
    _mal("samordnet_fra_deg", _("Spørsmålet er samordnet (%(sporsmaal)s)"),
         _("%(av)s har samordnet spørsmålet i en felles aktivitet %(naar)s. Du skal ikke lenger svare på det.")),
    _mal("dekker_ikke", _("Aktiviteten dekker ikke behovet (%(sporsmaal)s)"),
         _("%(av)s svarte at den felles aktiviteten %(naar)s ikke dekker behovet. Spørsmålet er tilbake på vaktlisten.")),
    _mal("aktivitet_svarer", _("Du skal svare i en felles aktivitet (%(saksnummer)s)"),
         _("%(av)s har satt deg opp til å svare i en felles aktivitet %(naar)s.")),
    _mal("aktivitet_endret", _("Den felles aktiviteten er endret (%(saksnummer)s)"),
         _("%(arrangor)s har endret den felles aktiviteten. Den er nå %(naar)s. Hent kalenderoppføringen på nytt.")),
    _mal("aktivitet_flyttet", _("Den felles aktiviteten er flyttet (%(sporsmaal)s)"),
         _("%(arrangor)s har flyttet den felles aktiviteten. Den er nå %(naar)s. Si om du kommer da, "
           "eller si fra hvis aktiviteten ikke dekker behovet."), knapp=AAPNE_SPORSMAAL),
    _mal("aktivitet_avlyst", _("Den felles aktiviteten er avlyst (%(saksnummer)s)"),
         _("%(arrangor)s har avlyst den felles aktiviteten %(naar)s.")),
    _mal("avlyst_tilbake", _("Den felles aktiviteten er avlyst (%(sporsmaal)s)"),
         _("%(arrangor)s har avlyst den felles aktiviteten %(naar)s. Spørsmålet ditt er tilbake på vaktlisten, "
           "og svarfristen du fikk, gjelder. Du trenger ikke gjøre noe."), knapp=AAPNE_SPORSMAAL),
    _mal("aktivitet_holdt", _("Den felles aktiviteten er holdt (%(sporsmaal)s)"),
         _("Den felles aktiviteten %(naar)s er registrert som gjennomført. Si hva den førte til."), knapp=AAPNE_SPORSMAAL),
    _mal("holdt_uten_deg", _("Spørsmålet ditt er tilbake på vaktlisten (%(sporsmaal)s)"),
         _("Den felles aktiviteten %(naar)s er holdt, og du er ikke registrert som deltaker. Spørsmålet ditt skal "
           "fortsatt besvares, og svarfristen du fikk, gjelder. Du trenger ikke gjøre noe."), knapp=AAPNE_SPORSMAAL),
    _mal("aktivitet_ikke_registrert", _("Ble den felles aktiviteten holdt? (%(saksnummer)s)"),
         _("Den felles aktiviteten skulle vært %(naar)s, men er verken registrert eller avlyst. "
           "Spørsmålene i den står fortsatt ubesvart.")),
)  # fmt: skip
