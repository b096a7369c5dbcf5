"""Taking a question and passing it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling

from ... import overganger as o
from ...models import Foresporsel
from ...operations import vakt as op


def _ta(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.ta(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Du har tatt imot spørsmålet. %(navn)s har fått beskjed.") % {"navn": sak.melder.navn}


HANDLINGER: dict[str, Handling] = {
    "ta": Handling(
        (o.TA,), Handlingsskjema, _ta,
        gettext_lazy("Ta spørsmålet"),
        gettext_lazy("Fra nå av er det du som svarer. Den som spurte, ser navnet ditt."),
        gettext_lazy("Ta spørsmålet"),
    ),
}  # fmt: skip
