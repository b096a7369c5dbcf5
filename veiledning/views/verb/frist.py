"""The day an answer is owed, as pages: set or propose it, accept it or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling

from ... import overganger as o
from ...forms.frist import Fristskjema
from ...models import Foresporsel
from ...operations import frist as op


def _frist(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    """A day within the deadline holds at once; a later one, or another time to ring, the asker must accept."""
    felles = {"utfort_av": bruker, "versjon": d["versjon"], "frist": d["frist"]}
    if not sak.om_enkeltpasient and sak.svarfrist and d["frist"] <= sak.svarfrist:
        op.sett_frist(sak.pk, **felles)
        return _("Fristen er nå %(dag)s. %(navn)s har fått beskjed.") % {"dag": dato(d["frist"]), "navn": sak.melder.navn}
    op.foreslaa_frist(sak.pk, **felles, fra=d.get("fra"), til=d.get("til"))
    return _("%(navn)s er spurt om %(dag)s passer. Til det er godtatt, gjelder fristen dere har.") % {
        "dag": dato(d["frist"]),
        "navn": sak.melder.navn,
    }


def _godta(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.godta_frist(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Du har godtatt det nye tidspunktet. Det er nå fristen.")


def _avslaa(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.avslaa_frist(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Fristen står fast, og den som skal svare, har fått beskjed.")


HANDLINGER: dict[str, Handling] = {
    "frist": Handling(
        (o.SETT_FRIST, o.FORESLAA_FRIST), Fristskjema, _frist,
        gettext_lazy("Endre svarfristen"),
        gettext_lazy(
            "Et tidligere tidspunkt gjelder med en gang. Et senere må den som spurte, godta: til da står fristen dere har."
        ),
        gettext_lazy("Endre svarfristen"),
        mal="veiledning/verb/frist.html",
    ),
    "godta-frist": Handling(
        (o.GODTA_FRIST,), Handlingsskjema, _godta,
        gettext_lazy("Godta det nye tidspunktet"),
        gettext_lazy("Det nye tidspunktet blir fristen. Den som skal svare, får beskjed."),
        gettext_lazy("Godta tidspunktet"),
        mal="veiledning/verb/ny_tid.html",
    ),
    "avslaa-frist": Handling(
        (o.AVSLAA_FRIST,), Handlingsskjema, _avslaa,
        gettext_lazy("Hold på fristen"),
        gettext_lazy("Da gjelder fristen dere har. Plikten til å svare innen den står ved lag."),
        gettext_lazy("Hold på fristen"),
        mal="veiledning/verb/ny_tid.html",
    ),
}  # fmt: skip
