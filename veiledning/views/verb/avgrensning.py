"""Not answering, with one of two grounds, and the leader's second look. A first post that pleads capacity comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.views import Handling

from ... import overganger as o
from ...forms import avgrensning as skjema
from ...models import Foresporsel
from ...operations import avgrensning as op
from ...operations.kapasitet import krev_annen_grunn

Data = Mapping[str, Any]
PLIKT = "veiledning/verb/plikt.html"


def _bekreftet(sak: Foresporsel, d: Data, bruker: Bruker) -> bool:
    """Whether it is ticked that the words build on something else than capacity. The coordinator is told at once."""
    bekreftet = bool(d.get("ikke_kapasitet"))
    krev_annen_grunn(sak, d["vurdering"], d.get("henvist_til", ""), bekreftet=bekreftet, utfort_av=bruker)
    return bekreftet


def _avgrens(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.avgrens(
        sak.pk,
        utfort_av=bruker,
        versjon=d["versjon"],
        vurdering=d["vurdering"],
        forsvarlig=d["forsvarlig"],
        ikke_kapasitet=_bekreftet(sak, d, bruker),
    )
    return _("Vurderingen er sendt til %(navn)s, som kan be lederen se på den igjen.") % {"navn": sak.melder.navn}


def _avvis_utenfor(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.avvis_utenfor(
        sak.pk,
        utfort_av=bruker,
        versjon=d["versjon"],
        vurdering=d["vurdering"],
        henvist_til=d["henvist_til"],
        ikke_kapasitet=_bekreftet(sak, d, bruker),
    )
    return _("Svaret er sendt til %(navn)s, som kan be lederen se på det igjen.") % {"navn": sak.melder.navn}


def _be_om_ny_vurdering(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.be_om_ny_vurdering(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Lederen er bedt om å vurdere spørsmålet på nytt. Du får beskjed når det er gjort.")


def _oppretthold(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    bekreftet = _bekreftet(sak, d, bruker)
    op.oppretthold(sak.pk, utfort_av=bruker, versjon=d["versjon"], vurdering=d["vurdering"], ikke_kapasitet=bekreftet)
    return _("Vurderingen står. Begge har fått beskjed.")


def _omgjor(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.omgjor(sak.pk, utfort_av=bruker, versjon=d["versjon"], vurdering=d["vurdering"])
    return _("Spørsmålet er tilbake på vaktlisten med ny frist. Begge har fått beskjed.")


HANDLINGER: dict[str, Handling] = {
    "avgrens": Handling(
        (o.AVGRENS,), skjema.Avgrensskjema, _avgrens,
        gettext_lazy("Ikke nødvendig veiledning"),
        gettext_lazy("Plikten gjelder nødvendig veiledning. Den som spurte, kan be lederen vurdere det på nytt."),
        gettext_lazy("Send vurderingen"), PLIKT,
    ),
    "avvis-utenfor": Handling(
        (o.AVVIS_UTENFOR,), skjema.Utenforskjema, _avvis_utenfor,
        gettext_lazy("Utenfor veiledningsplikten"),
        gettext_lazy("Veiledning om organisatoriske og administrative endringer er ikke omfattet av plikten."),
        gettext_lazy("Send svaret"), PLIKT,
    ),
    "be-om-ny-vurdering": Handling(
        (o.BE_OM_NY_VURDERING,), skjema.NyVurderingskjema, _be_om_ny_vurdering,
        gettext_lazy("Be leder vurdere på nytt"),
        gettext_lazy("Spørsmålet går til lederen for enheten som svarte. Det kan du be om én gang."),
        gettext_lazy("Be om ny vurdering"),
    ),
    "oppretthold": Handling(
        (o.OPPRETTHOLD_AVGRENSET, o.OPPRETTHOLD_UTENFOR), skjema.Opprettholdskjema, _oppretthold,
        gettext_lazy("Oppretthold vurderingen"),
        gettext_lazy("Spørsmålet blir ikke besvart. Begge får lese begrunnelsen din."),
        gettext_lazy("Oppretthold"), PLIKT,
    ),
    "omgjor": Handling(
        (o.OMGJOR,), skjema.Omgjorskjema, _omgjor,
        gettext_lazy("Spørsmålet skal besvares"),
        gettext_lazy("Spørsmålet går tilbake til vaktlisten med ny frist, og kan ikke avgrenses en gang til."),
        gettext_lazy("Send tilbake til vaktlisten"),
    ),
}  # fmt: skip
