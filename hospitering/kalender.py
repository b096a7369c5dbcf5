"""The agreed time of the evaluation in people's calendars (S1-H21): the case number, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from grunnmur.oppgaver.avtale import Avtale as Kalenderavtale
from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.adresse import full_adresse
from grunnmur.varsling.maler import Vedlegg

from .models import Soknad, Tilstand

if TYPE_CHECKING:
    from grunnmur.varsling.models import Varsel

VARIGHET = timedelta(hours=1)
T = Tilstand
STAAR = (T.AVTALE_INNGAATT, T.KLAR, T.PAAGAAR, T.GJENNOMFORT)


def nokkel(sak: Soknad) -> str:
    """One appointment per case: a period that is moved moves it."""
    return f"hospitering-evaluering-{sak.pk}"


def evalueringstid(sak: Soknad) -> Kalenderavtale | None:
    """The appointment as it is now, called off with the case; None before the agreement is entered."""
    avtale = sak.avtale
    if avtale.evaluering_tidspunkt is None or avtale.inngaatt_tid is None:
        return None
    return Kalenderavtale(
        nokkel=nokkel(sak),
        utgave=sak.versjon,
        endret=sak.endret,
        start=avtale.evaluering_tidspunkt,
        slutt=avtale.evaluering_tidspunkt + VARIGHET,
        tittel=_("Evaluering av hospitering %(saksnummer)s") % {"saksnummer": sak.saksnummer},
        sted=avtale.get_evaluering_form_display(),
        avlyst=sak.tilstand in (T.AVLYST, T.TRUKKET),
        adresse=full_adresse(sak.get_absolute_url()),
        hva=_("Åpne saken i portalen: %(adresse)s"),
        privat=True,
    )


def evalueringer(bruker: Bruker) -> Iterable[Kalenderpost]:
    """Those this person is to take part in, as hospitant or as contact person."""
    saker = Soknad.objects.filter(
        Q(soker=bruker) | Q(kontakt_bruker=bruker),
        tilstand__in=STAAR,
        avtale__evaluering_tidspunkt__isnull=False,
    ).select_related("avtale")
    for sak in saker.order_by("avtale__evaluering_tidspunkt"):
        start = sak.avtale.evaluering_tidspunkt
        if start is None:
            continue
        yield Kalenderpost(
            nokkel=nokkel(sak),
            fra=start,
            til=start + VARIGHET,
            tittel=_("Evaluering av hospitering %(saksnummer)s") % {"saksnummer": sak.saksnummer},
            adresse=full_adresse(sak.get_absolute_url()),
            laget=sak.endret,
        )


def vedlegg(varsel: Varsel) -> Vedlegg | None:
    """The time of the evaluation as it is when the mail is written; none while nothing is entered."""
    saker = Soknad.objects.select_related("avtale").filter(avtale__isnull=False)
    sak = saker.filter(pk=varsel.sak_id).first() if varsel.sak_id else None
    avtale = evalueringstid(sak) if sak else None
    if sak is None or avtale is None:
        return None
    return Vedlegg(f"{sak.saksnummer}.ics", avtale.ics(), "calendar", {"method": "PUBLISH"})


def registrer() -> None:
    registrer_kilde(evalueringer)
