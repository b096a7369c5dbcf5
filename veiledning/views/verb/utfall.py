"""What came of it, and that it was not answered after all."""

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
from ...forms.utfall import Utfallskjema
from ...models import Besvart, Foresporsel, Tilstand
from ...operations import utfall as op

Data = Mapping[str, Any]


def _kode_utfall(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    ny = op.kode_utfall(
        sak.pk,
        utfort_av=bruker,
        versjon=d["versjon"],
        besvart=d["besvart"],
        nytte=d["nytte"],
        ledet_til=d["ledet_til"],
        kommentar=d.get("kommentar", ""),
    )
    if ny.tilstand == Tilstand.LUKKET:
        return _("Takk. Begge har sagt hva det førte til, og saken er lukket.")
    if bruker.pk == sak.melder_id and d["besvart"] == Besvart.NEI:
        return _("Takk. Trenger dere fortsatt svaret, sender du spørsmålet tilbake herfra.")
    return _("Takk. Saken lukkes når den andre også har svart.")


def _ikke_besvart(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    ny = op.ikke_besvart(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("%(navn)s skal svare innen %(frist)s.") % {
        "navn": ny.ansvarlig,
        "frist": dato(ny.svarfrist) if ny.svarfrist else "",
    }


HANDLINGER: dict[str, Handling] = {
    "kode-utfall": Handling(
        (o.KODE_UTFALL,), Utfallskjema, _kode_utfall,
        gettext_lazy("Hva førte veiledningen til?"),
        gettext_lazy("Begge sider svarer. Ble spørsmålet ditt ikke besvart, kan du sende det tilbake fra saken i stedet."),
        gettext_lazy("Registrer utfallet"),
    ),
    "ikke-besvart": Handling(
        (o.IKKE_BESVART,), Handlingsskjema, _ikke_besvart,
        gettext_lazy("Spørsmålet er ikke besvart"),
        gettext_lazy("Spørsmålet går tilbake til den som svarte, med ny frist."),
        gettext_lazy("Send tilbake"), "veiledning/verb/kort.html",
    ),
}  # fmt: skip
