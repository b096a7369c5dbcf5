"""A need that many share: joined to an activity by the coordinator, taken out of it by the asker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import tidspunkt
from grunnmur.saksgang.views import Handling

from ... import overganger as o
from ...forms.aktivitet import Dekkerikkeskjema, Samordneskjema
from ...models import Foresporsel
from ...operations import aktivitet, samordning


def _samordne(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    felles = d["aktivitet"]
    aktivitet.samordne(sak.pk, utfort_av=bruker, versjon=d["versjon"], aktivitet=felles.pk)
    return _("Spørsmålet får svar i «%(tittel)s» %(naar)s. %(navn)s har fått beskjed.") % {
        "tittel": felles.tittel,
        "naar": tidspunkt(felles.start),
        "navn": sak.melder.navn,
    }


def _dekker_ikke(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    samordning.dekker_ikke(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Spørsmålet er tilbake på vaktlisten, og svarfristen står.")


HANDLINGER: dict[str, Handling] = {
    "samordne": Handling(
        (o.SAMORDNE,), Samordneskjema, _samordne,
        gettext_lazy("Samordne i en felles aktivitet"),
        gettext_lazy("Spørsmålet får svar sammen med andre som ligner. Den som spurte, kan si at det ikke dekker behovet."),
        gettext_lazy("Legg til i aktiviteten"),
        mal="veiledning/verb/samordne.html",
    ),
    "dekker-ikke": Handling(
        (o.DEKKER_IKKE,), Dekkerikkeskjema, _dekker_ikke,
        gettext_lazy("Aktiviteten dekker ikke behovet"),
        gettext_lazy("Spørsmålet går tilbake til dem som skal svare, og svarfristen står. Du kan være med likevel."),
        gettext_lazy("Ta spørsmålet ut"),
    ),
}  # fmt: skip
