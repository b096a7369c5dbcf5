"""A meeting in people's calendars: which committee, when and where; never what about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.avtale import Avtale, Deltaker
from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde
from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.portal.adresse import full_adresse
from grunnmur.varsling.maler import Vedlegg

from .models import Forfall, Mote, Moteform, Motetilstand

if TYPE_CHECKING:
    from grunnmur.varsling.models import Varsel


def nokkel(mote: Mote) -> str:
    """One appointment per meeting: a new time moves it."""
    return f"mote-{mote.pk}"


def kalenderavtale(mote: Mote) -> Avtale:
    """Its number is the version of the case: it only rises."""
    return Avtale(
        nokkel=nokkel(mote),
        utgave=mote.versjon,
        endret=mote.endret,
        start=mote.start,
        slutt=mote.slutt,
        tittel=mote.organ.navn,
        sted=mote.sted or mote.lenke or mote.get_form_display(),
        avlyst=mote.tilstand == Motetilstand.AVLYST,
        adresse=full_adresse(mote.get_absolute_url()),
        hva=_("Åpne møtet i portalen: %(adresse)s"),
    )


def vedlegg(varsel: Varsel) -> Vedlegg | None:
    """The invitation as it is when the mail goes, or its cancellation. A written procedure has no hour to be at."""
    if varsel.sak_id is None:
        return None
    mote = Mote.objects.select_related("organ").filter(pk=varsel.sak_id).exclude(form=Moteform.SKRIFTLIG).first()
    if mote is None:
        return None
    avtale = kalenderavtale(mote)
    # Nobody's address is told to the others.
    ics = avtale.ics(Deltaker(varsel.mottaker.navn, varsel.mottaker.epost)) if varsel.mottaker else avtale.ics()
    return Vedlegg(f"{mote.saksnummer}.ics", ics, "calendar", {"method": avtale.metode})


def moter(bruker: Bruker) -> Iterable[Kalenderpost]:
    """The meetings to come of the committees where the person has a capacity; a deputy sits there when called in."""
    verv = Organmedlem.objects.gjeldende().filter(bruker=bruker).exclude(verv=Organmedlem.Verv.VARA)
    innkalt = Forfall.objects.gjeldende().filter(vara=bruker)
    mine = Q(organ__in=verv.values("organ")) | Q(pk__in=innkalt.values("mote"))
    kommende = Mote.objects.synlig_for(bruker).kommende(timezone.localdate()).filter(mine)
    for mote in kommende.exclude(form=Moteform.SKRIFTLIG).select_related("organ").order_by("start"):
        yield Kalenderpost(
            nokkel=nokkel(mote),
            fra=mote.start,
            til=mote.slutt,
            tittel=mote.organ.navn,
            adresse=full_adresse(mote.get_absolute_url()),
            laget=mote.endret,
        )


def registrer() -> None:
    registrer_kilde(moter)
