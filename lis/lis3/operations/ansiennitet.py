"""The coordinator corrects what the seniority of somebody in the queue is counted from (S1-I13, G-10)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import Gruppe, Innmelding, Spesialisering
from .folger import kommunen, si_fra


@operasjon
def korriger_ansiennitet(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    start: date,
    gruppe: str,
    begrunnelse: str,
    naa: datetime | None = None,
) -> Innmelding:
    """Start of the specialisation, or group, with a reason the doctor and the municipality can read.

    A tie that was decided with the old seniority is decided no more. Nothing new: nothing happens.
    """
    naa = naa or timezone.now()
    sak = Innmelding.objects.laas(pk, versjon)
    ny = Spesialisering.objects.select_for_update(of=("self",)).select_related("veileder").get(lege=sak.lege_id)
    foer = {"start": ny.start.isoformat(), "gruppe": str(Gruppe(ny.gruppe).label)}
    etter = {"start": start.isoformat(), "gruppe": str(Gruppe(gruppe).label)}
    ny.start, ny.gruppe = start, gruppe
    if rules.er_koordinator(utfort_av, sak):
        if start > lokal_dato(naa):
            melding = _("Spesialiseringen kan ikke starte fram i tid. Oppgi datoen den startet.")
            raise ValidationError({"start": melding})
        if ny.veileder and not rules.har_veileder(ny):
            melding = _(
                "Veilederen er ikke kontrollert som spesialist i allmennmedisin. "
                "Be kommunen registrere en godkjent veileder først."
            )
            raise ValidationError({"gruppe": melding})
        if not begrunnelse.strip():
            raise ValidationError({"begrunnelse": _("Skriv hva korreksjonen bygger på. Legen og kommunen ser det.")})
        if foer == etter:
            return sak
    endringer = [{"felt": felt, "fra": foer[felt], "til": etter[felt]} for felt in foer if foer[felt] != etter[felt]]
    data = {"endringer": endringer}
    hendelse = flytt(sak, o.KORRIGER_ANS, utfort_av=utfort_av, kommentar=begrunnelse, data=data, naa=naa)
    ny.lik_rekkefolge, ny.lik_dato = 0, None
    ny.versjon += 1
    ny.save()
    si_fra(sak, hendelse, "ansiennitet", [*kommunen(sak), sak.lege.bruker])
    return sak
