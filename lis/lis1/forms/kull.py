"""The dates of a cohort, as the coordinator sets them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Skjema, Versjonsfelt

from ..models import Kull
from ..selectors.kull import DATOER


class Kullskjema(Skjema):
    versjon = Versjonsfelt()
    start = Datofelt(
        label=_("Oppstart i sykehus"),
        help_text=_(
            "Flytter du oppstarten, flyttes kommunedelen for alle stillingene i kullet, og de det gjelder, får beskjed."
        ),
    )
    utlyses = Datofelt(label=_("Utlyses"), required=False)
    soknadsfrist = Datofelt(label=_("Søknadsfrist"), required=False)
    utlysning_url = NettadresseSkjemafelt(label=_("Lenke til Helsedirektoratets utlysning"), required=False)

    def __init__(self, *args: Any, kull: Kull, **kwargs: Any) -> None:
        naa = {navn: getattr(kull, navn) for navn in DATOER}
        super().__init__(*args, initial=naa | kwargs.pop("initial", {}) | {"versjon": kull.versjon}, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("utlyses") and data.get("soknadsfrist") and data["soknadsfrist"] < data["utlyses"]:
            self.add_error("soknadsfrist", _("Søknadsfristen kan ikke være før stillingene utlyses."))
        return data
