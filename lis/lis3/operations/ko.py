"""What the coordinator does with the queue itself: put those with the same seniority in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Innmelding, Koplass, Spesialisering
from .folger import kommunen, si_fra


@operasjon
def avgjor_rang(
    rekkefolge: Sequence[tuple[UUID, int]], *, utfort_av: Bruker, begrunnelse: str, naa: datetime | None = None
) -> list[Innmelding]:
    """Put everybody with the same seniority in order, with a reason that each of them can read (G-10).

    `rekkefolge` is every enrolment of the tie, first one first, with the version that was seen. The decision holds
    until the start or an interruption of one of them changes. Raises `Utdatert` when the tie is no longer that one.
    """
    # Always locked in the same order, whatever was decided: two decisions at once wait for each other.
    laast = {pk: Innmelding.objects.laas(pk, versjon) for pk, versjon in sorted(rekkefolge)}
    saker = [laast[pk] for pk, _versjon in rekkefolge]
    if not begrunnelse.strip():
        raise ValidationError({"begrunnelse": _("Skriv hva rekkefølgen bygger på.")})
    dag = _hele_gruppen(set(laast))
    for nr, sak in enumerate(saker, start=1):
        data = {"rekkefolge": nr, "av": len(saker)}
        hendelse = flytt(sak, o.AVGJOR_RANG, utfort_av=utfort_av, kommentar=begrunnelse, data=data, naa=naa)
        Spesialisering.objects.filter(lege=sak.lege_id).update(lik_rekkefolge=nr, lik_dato=dag)
        si_fra(sak, hendelse, "rang_avgjort", [*kommunen(sak), sak.lege.bruker])
    return saker


def _hele_gruppen(ider: set[UUID]) -> object:
    """The seniority they share, when they are all who share it."""
    dager = set(Koplass.objects.filter(pk__in=ider, rang__isnull=False).values_list("ansiennitetsdato", flat=True))
    if len(dager) != 1 or len(ider) < 2:
        raise UlovligOvergang(_("Disse legene har ikke lik ansiennitet."))
    [dag] = dager
    if set(Koplass.objects.filter(ansiennitetsdato=dag, rang__isnull=False).values_list("pk", flat=True)) != ider:
        raise Utdatert
    return dag
