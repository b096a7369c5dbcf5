"""What was agreed, as a calendar invitation: when and between whom, never what about."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grunnmur.oppgaver.avtale import Avtale, Deltaker
from grunnmur.portal.adresse import full_adresse
from grunnmur.varsling.maler import Vedlegg

from .models import Foresporsel, Veiledningsavtale

if TYPE_CHECKING:
    from grunnmur.varsling.models import Varsel


def nokkel(sak: Foresporsel) -> str:
    """One appointment per case: a new agreement moves it."""
    return f"veiledning-{sak.pk}"


def tittel(sak: Foresporsel) -> str:
    """The case number and the parties."""
    return _("Veiledning %(saksnummer)s: %(fra)s og %(til)s") % {
        "saksnummer": sak.saksnummer or "",
        "fra": sak.fra_virksomhet.fullt_navn,
        "til": sak.til_navn,
    }


def kalenderavtale(sak: Foresporsel, avtale: Veiledningsavtale) -> Avtale:
    """Its number rises with every round, and once more when that round is called off."""
    avlyst = avtale.avlyst is not None
    return Avtale(
        nokkel=nokkel(sak),
        utgave=avtale.runde * 2 + avlyst,
        endret=_sist_endret(avtale),
        start=avtale.start,
        slutt=avtale.slutt,
        tittel=tittel(sak),
        sted=avtale.get_form_display(),
        avlyst=avlyst,
        adresse=full_adresse(sak.get_absolute_url()),
        hva=_("Åpne saken i portalen: %(adresse)s"),
        privat=True,
    )


def invitasjon(sak: Foresporsel, avtale: Veiledningsavtale) -> str:
    """To the two who have agreed in the portal, or its cancellation when the agreement is called off."""
    partene = (avtale.ansvarlig_melder, avtale.ansvarlig_svarer)
    return kalenderavtale(sak, avtale).ics(*(Deltaker(p.navn, p.epost, har_bekreftet=True) for p in partene))


def _sist_endret(avtale: Veiledningsavtale) -> datetime:
    """When it became what it is. The same agreement always gives the same bytes."""
    return avtale.avlyst or max(filter(None, (avtale.bekreftet_melder, avtale.bekreftet_svarer)))


def _vedlegg(avtale: Veiledningsavtale | None) -> Vedlegg | None:
    if avtale is None:
        return None
    sak = avtale.foresporsel
    parametre = {"method": kalenderavtale(sak, avtale).metode}
    return Vedlegg(f"{sak.saksnummer}.ics", invitasjon(sak, avtale), "calendar", parametre)


def vedlegg_avtalt(varsel: Varsel) -> Vedlegg | None:
    """The agreement that this event confirmed; none when it is called off before the mail goes."""
    return _vedlegg(_avtaler(varsel).filter(avlyst__isnull=True).order_by("-runde").first())


def vedlegg_avlyst(varsel: Varsel) -> Vedlegg | None:
    """The agreement that this event called off."""
    return _vedlegg(_avtaler(varsel).filter(avlyst=varsel.opprettet).first())


def _avtaler(varsel: Varsel) -> QuerySet[Veiledningsavtale]:
    navn = ("fra_virksomhet", "til_virksomhet", "til_enhet")
    return Veiledningsavtale.objects.filter(
        foresporsel=varsel.sak_id, bekreftet_melder__isnull=False, bekreftet_svarer__isnull=False
    ).select_related("ansvarlig_melder", "ansvarlig_svarer", *(f"foresporsel__{n}" for n in navn))
