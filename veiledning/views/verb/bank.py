"""Proposing the answer to a question for the bank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.views import Handling

from ... import overganger as o
from ...forms.bank import Forslagsskjema
from ...models import Foresporsel
from ...operations import bank as op


def _foreslaa(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    nytt = op.foreslaa_publisering(sak.pk, utfort_av=bruker, versjon=d["versjon"], sporsmaal=d["sporsmaal"], svar=d["svar"])
    annen = nytt.forfatter if bruker.pk == nytt.melder_id else nytt.melder
    return _("Svaret er foreslått til svarbanken. %(navn)s må samtykke før det blir publisert.") % {"navn": annen.navn}


HANDLINGER: dict[str, Handling] = {
    "foreslaa-til-banken": Handling(
        (o.FORESLAA_TIL_BANKEN,), Forslagsskjema, _foreslaa,
        gettext_lazy("Foreslå til svarbanken"),
        gettext_lazy("Andre har kanskje det samme spørsmålet. Når dere begge samtykker, kan alle i helsefellesskapet lese "
                     "spørsmålet og svaret, med navnet på den som svarte. Det vises ikke hvem som spurte."),
        gettext_lazy("Foreslå og samtykk"),
    ),
}  # fmt: skip
