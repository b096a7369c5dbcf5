"""Proposals: what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

_mal = serie("tildeling.", _("Åpne forslaget"))

registrer_maler(
    _mal("forslag_endret", _("Det er laget et endret forslag i tildelingsrunden (%(runde)s)"),
         _("Noen i utvalget har plassert en kandidat annerledes enn rekkefølgen sier. Se hva endringen fører til, og "
           "hvorfor den er gjort.")),
)  # fmt: skip
