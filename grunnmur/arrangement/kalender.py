"""An event in people's calendars: title, time and place, nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from grunnmur.oppgaver.avtale import Avtale
from grunnmur.oppgaver.avtale import Deltaker as Innbudt
from grunnmur.oppgaver.kalender import Kalenderpost, registrer_kilde
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.adresse import full_adresse
from grunnmur.varsling.maler import Vedlegg

from .models import Arrangement, Deltaker, Svar, Tilstand

if TYPE_CHECKING:
    from grunnmur.varsling.models import Varsel


def nokkel(sak: Arrangement) -> str:
    """One appointment per event: a new time moves it."""
    return f"arrangement-{sak.pk}"


def kalenderavtale(sak: Arrangement) -> Avtale:
    """Its number is the version of the case: it only rises."""
    return Avtale(
        nokkel=nokkel(sak),
        utgave=sak.versjon,
        endret=sak.endret,
        start=sak.start,
        slutt=sak.slutt,
        tittel=sak.tittel,
        sted=", ".join(del_ for del_ in (sak.sted, sak.lenke) if del_),
        avlyst=sak.tilstand == Tilstand.AVLYST,
        adresse=full_adresse(sak.get_absolute_url()),
        hva=_("Åpne arrangementet i portalen: %(adresse)s"),
        arrangor=sak.arrangor.fullt_navn,
    )


def invitasjon(sak: Arrangement, deltaker: Deltaker) -> str:
    """To one participant: nobody's address is told to the others. A guest, who cannot open the portal, gets none of it."""
    avtale = kalenderavtale(sak)
    if deltaker.er_gjest:
        avtale = replace(avtale, adresse="")
    return avtale.ics(Innbudt(deltaker.visningsnavn, deltaker.bruker.epost if deltaker.bruker else deltaker.epost))


def vedlegg(varsel: Varsel) -> Vedlegg | None:
    """The event as it is when the mail goes, or its cancellation, for whoever the mail is to."""
    pk = varsel.data.get("arrangement")
    sak = Arrangement.objects.select_related("arrangor").filter(pk=pk).first() if pk else None
    if sak is None:
        return None
    hvem = {"pk": varsel.data["deltaker"]} if varsel.data.get("deltaker") else {"bruker": varsel.mottaker_id}
    deltaker = sak.deltakere.select_related("bruker").filter(slettet__isnull=True, **hvem).first()
    if deltaker is None:
        return None
    parametre = {"method": kalenderavtale(sak).metode}
    return Vedlegg(f"{sak.saksnummer}.ics", invitasjon(sak, deltaker), "calendar", parametre)


def arrangementer(bruker: Bruker) -> Iterable[Kalenderpost]:
    """What the person comes to, while it is announced."""
    mine = Deltaker.objects.filter(bruker=bruker.pk, svar=Svar.JA)
    saker = Arrangement.objects.filter(pk__in=mine.values("arrangement"), tilstand=Tilstand.KUNNGJORT)
    for sak in saker.order_by("start"):
        yield Kalenderpost(
            nokkel=nokkel(sak),
            fra=sak.start,
            til=sak.slutt,
            tittel=sak.tittel,
            adresse=full_adresse(sak.get_absolute_url()),
            laget=sak.endret,
        )


def registrer() -> None:
    registrer_kilde(arrangementer)
