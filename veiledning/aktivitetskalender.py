"""A joint activity in people's calendars: title, time and place, nobody's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from grunnmur.oppgaver.avtale import Avtale
from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.adresse import full_adresse

from .models import Aktivitet, Aktivitetstilstand, Paameldingssvar


def nokkel(sak: Aktivitet) -> str:
    """One appointment per activity: a new time moves it."""
    return f"aktivitet-{sak.pk}"


def kalenderavtale(sak: Aktivitet) -> Avtale:
    """Its number is the version of the case: it only rises."""
    return Avtale(
        nokkel=nokkel(sak),
        utgave=sak.versjon,
        endret=sak.endret,
        start=sak.start,
        slutt=sak.slutt,
        tittel=sak.tittel,
        sted=sak.sted or sak.lenke or sak.get_form_display(),
        avlyst=sak.tilstand == Aktivitetstilstand.AVLYST,
        adresse=full_adresse(sak.get_absolute_url()),
        hva=_("Åpne aktiviteten i portalen: %(adresse)s"),
    )


def felles_aktiviteter(bruker: Bruker) -> Iterable[Kalenderpost]:
    """What the person comes to, or answers at, while it is planned."""
    kommer = Q(paameldinger__bruker=bruker, paameldinger__svar=Paameldingssvar.JA)
    saker = Aktivitet.objects.filter(kommer | Q(svarer=bruker), tilstand=Aktivitetstilstand.PLANLAGT).distinct()
    for sak in saker.order_by("start"):
        yield Kalenderpost(
            nokkel=nokkel(sak),
            fra=sak.start,
            til=sak.slutt,
            tittel=_("Felles aktivitet %(saksnummer)s") % {"saksnummer": sak.saksnummer},
            adresse=full_adresse(sak.get_absolute_url()),
            laget=sak.endret,
        )


def registrer() -> None:
    registrer_kilde(felles_aktiviteter)
