"""A part ends later than planned: a new day, never a cause, and the chain of both parts after it (S1-L09)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato as i_ord
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.saksgang.overgang import Overgang

from .. import overganger as o
from ..models import Del, Forsinkelse, Tildeling, Tildelingstilstand
from ..selectors.kjede import DELVARIGHET, Datoer, etter_forsinkelse, planlagt
from .tildeling import alle_parter, si_fra_om

T = Tildelingstilstand
DAG = timedelta(days=1)


@operasjon
def meld_forsinkelse(
    pk: UUID, *, utfort_av: Bruker, versjon: int, gjelder: str, ny_dato: date, naa: datetime | None = None
) -> Tildeling:
    """One part is expected to end on another day. A late hospital part moves the municipal part by as many whole days;
    a late municipal part moves its end. Doctor, municipality, trust and County Governor are told.

    Somebody whom time has let begin or finish already goes back to where they are. A day that was wrong is put right by
    a new one, never earlier than what was planned at first.
    """
    naa = naa or timezone.now()
    sak = Tildeling.objects.laas(pk, versjon)
    foer, nye = Datoer(sak.start, sak.slutt), etter_forsinkelse(sak, gjelder, ny_dato)
    _krev_dagen(sak, gjelder, ny_dato, nye)
    endringer = [
        {"felt": felt, "fra": gammel.isoformat(), "til": ny.isoformat()}
        for felt, gammel, ny in (("start", foer.start, nye.start), ("slutt", foer.slutt, nye.slutt))
        if gammel != ny
    ]
    overgang = _overgang(sak, nye, lokal_dato(naa))
    if sak.tilstand == T.FULLFORT and overgang != o.FORLENG:
        raise ValidationError({"ny_dato": _("Kommunedelen er fullført. Oppgi en dag fram i tid, eller la den stå.")})
    try:
        with transaction.atomic():
            hendelse = flytt(
                sak, overgang, utfort_av=utfort_av, felter=nye._asdict(), data={"endringer": endringer}, naa=naa
            )
    except IntegrityError as feil:  # finished here, and already given another place
        raise ValidationError(_("Legen har fått en ny kommuneplass, og kan ikke forlenges i denne.")) from feil
    Forsinkelse.objects.create(
        tildeling=sak, gjelder=gjelder, ny_dato=ny_dato, start_foer=foer.start, slutt_foer=foer.slutt, meldt_av=utfort_av,
        meldt=naa,
    )  # fmt: skip
    si_fra_om(sak, hendelse, "forsinket", alle_parter(sak))
    return sak


def _overgang(sak: Tildeling, nye: Datoer, dag: date) -> Overgang:
    """The clock moves a case by the days it knew; a late message moves it back."""
    if sak.tilstand == T.I_KOMMUNE and nye.start > dag:
        return o.UTSETT_START
    if sak.tilstand == T.FULLFORT and nye.slutt >= dag:
        return o.FORLENG
    return o.MELD_FORSINKELSE


def _krev_dagen(sak: Tildeling, gjelder: str, ny_dato: date, nye: Datoer) -> None:
    """The new day must be one, and the hospital part must still matter."""
    if gjelder == Del.SYKEHUS and sak.tilstand == T.FULLFORT:
        raise ValidationError({"gjelder": _("Kommunedelen er fullført. Meld forsinkelse i kommunedelen.")})
    plan = planlagt(sak)
    tidligst = plan.start - DAG if gjelder == Del.SYKEHUS else sak.start + (plan.slutt - plan.start)
    if ny_dato < tidligst:
        melding = _("Delen var planlagt ferdig %(dag)s. Oppgi den dagen eller en senere.") % {"dag": i_ord(tidligst)}
        raise ValidationError({"ny_dato": melding})
    if nye == Datoer(sak.start, sak.slutt):
        raise ValidationError({"ny_dato": _("Delen er allerede ventet ferdig denne dagen. Oppgi en annen dag.")})
    if ny_dato > tidligst + DELVARIGHET:
        raise ValidationError({"ny_dato": _("Dagen er mer enn tre år etter planen. Sjekk årstallet.")})
