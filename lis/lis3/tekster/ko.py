"""The queue: what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import Varselmal, registrer

registrer(
    Varselmal(
        "lis3.rang_avgjort",
        _("Rekkefølgen ved lik ansiennitet er avgjort (%(saksnummer)s)"),
        _("LIS-koordinator har avgjort rekkefølgen i køen for %(lege)s. Begrunnelsen står i portalen."),
        _("Åpne innmeldingen"),
    )
)
