"""The host's one form: clarify its points and propose the period, both or neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import operasjon

from ..models import Form, Soknad
from .avklaring import avklar
from .periode import foresla_periode


@operasjon
def avklar_og_foresla(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    ansvar: bool,
    taushet_form: str,
    taushet_naar: date,
    instruks_naar: date,
    fra: date,
    til: date,
    evaluering_tidspunkt: datetime,
    evaluering_form: str = Form.DIGITAL,
    naa: datetime | None = None,
) -> Soknad:
    """Propose the period and clarify what the host answers for (S1-H09, H13–H22). Raises `ValidationError` by field.

    What is wrong with either is told at once.
    """
    felles: dict[str, Any] = {"utfort_av": utfort_av, "naa": naa or timezone.now()}
    feil: dict[str, list[Any]] = {}

    def gjor(verb: Callable[..., Soknad], versjon: int, **felter: Any) -> int:
        try:
            return verb(soknad_id, versjon=versjon, **felles, **felter).versjon
        except ValidationError as nei:
            feil.update(nei.update_error_dict({}))
            return versjon

    neste = gjor(
        foresla_periode,
        versjon,
        fra=fra,
        til=til,
        evaluering_tidspunkt=evaluering_tidspunkt,
        evaluering_form=evaluering_form,
    )
    gjor(avklar, neste, ansvar=ansvar, taushet_form=taushet_form, taushet_naar=taushet_naar, instruks_naar=instruks_naar)
    if feil:
        raise ValidationError(feil)
    return Soknad.objects.get(pk=soknad_id)
