"""The thread, the agreement and the answer: what people are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from grunnmur.portal.dato import tidspunkt, ukedag
from grunnmur.varsling.maler import registrer, serie

from ..kalender import vedlegg_avlyst, vedlegg_avtalt
from .foresporsel import AAPNE


def _naar(data: dict[str, Any]) -> dict[str, Any]:
    """The time in words, in the reader's language."""
    start = datetime.fromisoformat(data["start"])
    return {**data, "naar": f"{ukedag(start)} {tidspunkt(start)}"}


_mal = serie("veiledning.", AAPNE)

registrer(
    _mal("spurt", _("%(av)s trenger å vite mer (%(saksnummer)s)"),
         _("%(av)s ved %(til)s har spurt deg tilbake. Fristen for svar står stille til du har svart.")),
    _mal("tilsvart", _("%(av)s har svart deg (%(saksnummer)s)"),
         _("%(av)s har svart på det du spurte om. Fristen for å svare er nå %(frist)s.")),
    _mal("innlegg", _("Nytt i tråden (%(saksnummer)s)"), _("%(av)s har skrevet i tråden.")),
    _mal("besvart", _("Du har fått svar (%(saksnummer)s)"), _("%(av)s ved %(til)s har svart på spørsmålet ditt.")),
    _mal("gitt", _("Veiledningen er gitt (%(saksnummer)s)"),
         _("%(av)s ved %(til)s har registrert at veiledningen er gitt. Stemmer det ikke, sier du fra i saken.")),
    _mal("ringte", _("%(av)s har prøvd å ringe deg (%(saksnummer)s)"),
         _("%(av)s ved %(til)s ringte uten å få svar. Saken er fortsatt åpen.")),
    _mal("avtale_foreslaatt", _("Forslag til avtale (%(saksnummer)s)"),
         _("%(av)s foreslår veiledning %(naar)s. Bekreft avtalen, eller foreslå noe annet."), forbered=_naar),
    _mal("avtale_endres", _("Ny avtale er foreslått (%(saksnummer)s)"),
         _("%(av)s foreslår veiledning %(naar)s. Avtalen dere hadde, gjelder ikke lenger."),
         forbered=_naar, vedlegg=vedlegg_avlyst),
    _mal("avtalt", _("Avtalen er bekreftet (%(saksnummer)s)"),
         _("Veiledningen er avtalt %(naar)s, mellom %(fra)s og %(til)s. Avtalen ligger ved for kalenderen din."),
         forbered=_naar, vedlegg=vedlegg_avtalt),
    _mal("avtale_avlyst", _("Avtalen er avlyst (%(saksnummer)s)"),
         _("Avtalen om veiledning %(naar)s gjelder ikke lenger."), forbered=_naar, vedlegg=vedlegg_avlyst),
)  # fmt: skip
