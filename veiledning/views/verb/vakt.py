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
from ...forms.vakt import Videresendskjema
from ...models import Foresporsel
from ...operations import vakt as op
from ...operations.kapasitet import krev_annen_grunn
from ...operations.videre import videresend


def _ta(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.ta(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Du har tatt imot spørsmålet. %(navn)s har fått beskjed.") % {"navn": sak.melder.navn}


def _videresend(sak: Foresporsel, d: Mapping[str, Any], bruker: Bruker) -> str:
    ikke_kapasitet = bool(d.get("ikke_kapasitet"))
    krev_annen_grunn(sak, d.get("kommentar", ""), bekreftet=ikke_kapasitet, utfort_av=bruker)
    person, enhet, virksomhet = (d.get(navn) for navn in ("person", "enhet", "virksomhet"))
    videresend(
        sak.pk,
        utfort_av=bruker,
        versjon=d["versjon"],
        grunn=d["grunn"],
        kommentar=d.get("kommentar", ""),
        ikke_kapasitet=ikke_kapasitet,
        person=person,
        enhet=enhet,
        virksomhet=virksomhet,
    )
    til = person.navn if person else enhet.visningsnavn if enhet else virksomhet.fullt_navn  # type: ignore[union-attr]
    return _("Spørsmålet %(nr)s er sendt videre til %(til)s, med samme frist. %(navn)s har fått beskjed.") % {
        "nr": sak.saksnummer,
        "til": til,
        "navn": sak.melder.navn,
    }


HANDLINGER: dict[str, Handling] = {
    "ta": Handling(
        (o.TA,), Handlingsskjema, _ta,
        gettext_lazy("Ta spørsmålet"),
        gettext_lazy("Fra nå av er det du som svarer. Den som spurte, ser navnet ditt."),
        gettext_lazy("Ta spørsmålet"), "veiledning/verb/kort.html",
    ),
    "videresend": Handling(
        (o.VIDERESEND,), Videresendskjema, _videresend,
        gettext_lazy("Send spørsmålet videre"),
        gettext_lazy("Hører det hjemme et annet sted, skal det dit. Fristen er den samme, og den som spurte, får vite det."),
        gettext_lazy("Send videre"),
        mal="veiledning/verb/videresend.html",
    ),
}  # fmt: skip
