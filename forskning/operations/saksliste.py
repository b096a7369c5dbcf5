"""A project is put on the agenda of a fagutvalg or another meeting place, for information (S1-F06)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.utvalg.models import Motesak
from grunnmur.utvalg.operations.saksliste import meld_inn

from .. import overganger as o
from ..models import Prosjekt
from ..selectors.organvalg import FORMIDLER, moter_som_tar_saker
from .folger import prosjektets_folk, si_fra
from .forankringssak import LENGSTE_TITTEL, laas_mote


@operasjon
def sett_paa_sakslisten(pk: UUID, *, utfort_av: Bruker, versjon: int, mote: UUID, naa: datetime | None = None) -> Motesak:
    """Tell a committee of the project in one of its meetings. A restricted project is told of to nobody."""
    naa = naa or timezone.now()
    valgt = laas_mote(mote)
    sak = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.SETT_PAA_SAKSLISTEN, utfort_av=utfort_av, naa=naa)
    if sak.er_begrenset:
        raise ValidationError(_("Prosjektet er begrenset. Del det med alle partene før dere tar det opp i et møte."))
    if valgt is None or not moter_som_tar_saker(FORMIDLER, lokal_dato(naa)).filter(pk=valgt.pk).exists():
        raise ValidationError({"mote": [_("Velg et møte som fortsatt tar imot saker.")]})
    hele = _("Orientering om prosjekt %(nr)s: %(tittel)s") % {"nr": sak.saksnummer, "tittel": sak.tittel}
    motesak = meld_inn(
        valgt.pk, utfort_av=Bruker.objects.systemet(), sak=sak, meldt_av=utfort_av, naa=naa,
        tittel=hele if len(hele) <= LENGSTE_TITTEL else f"{hele[: LENGSTE_TITTEL - 1]}…",
        innstilling=_("Saken tas til orientering."),
    )  # fmt: skip
    organ = valgt.organ.navn
    si_fra(sak, hendelse, "paa_saksliste", prosjektets_folk(sak), organ=organ, dag=valgt.dag.isoformat())
    return motesak
