"""Limitation, the leader's second look, and what came of it: what people are told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import Varselmal, registrer, serie

from ..models.halvaar import halvaarnavn
from .foresporsel import AAPNE

_mal = serie("veiledning.", AAPNE)

registrer(
    _mal("avgrenset", _("Spørsmålet blir ikke besvart (%(saksnummer)s)"),
         _("%(av)s ved %(til)s har begrunnet hvorfor. Er du uenig, kan du be lederen vurdere det på nytt.")),
    _mal("ny_vurdering", _("Du er bedt om å vurdere et spørsmål på nytt (%(saksnummer)s)"),
         _("%(fra)s ber om at lederen vurderer på nytt om spørsmålet til %(til)s skal besvares.")),
    _mal("opprettholdt", _("Lederen har vurdert spørsmålet på nytt (%(saksnummer)s)"),
         _("%(av)s har opprettholdt vurderingen. Begrunnelsen står i saken.")),
    _mal("omgjort", _("Spørsmålet skal besvares (%(saksnummer)s)"),
         _("%(av)s har vurdert på nytt og bestemt at %(til)s skal svare innen %(frist)s.")),
    _mal("ikke_besvart", _("Spørsmålet er ikke besvart (%(saksnummer)s)"),
         _("%(av)s melder at spørsmålet ikke er besvart. Ny frist for svar er %(frist)s.")),
    _mal("ikke_besvart_igjen", _("Spørsmålet er flere ganger meldt som ikke besvart (%(saksnummer)s)"),
         _("%(av)s har igjen meldt at spørsmålet til %(til)s ikke er besvart. Ny frist for svar er %(frist)s.")),
    _mal("utfall_nei", _("Den som spurte, fikk ikke svar (%(saksnummer)s)"),
         _("%(av)s har registrert at spørsmålet til %(til)s ikke ble besvart.")),
)  # fmt: skip


def _halvaaret(data: dict[str, Any]) -> dict[str, Any]:
    """The half-year in words, in the reader's language."""
    return {**data, "naar": halvaarnavn(data["aar"], data["halvaar"])}


registrer(
    Varselmal(
        "veiledning.tilbakemelding",
        _("Tilbakemelding til %(sted)s for %(naar)s"),
        _("Se hvor mange spørsmål %(sted)s fikk, hvor raskt dere svarte, og hva det førte til."),
        _("Les tilbakemeldingen"),
        forbered=_halvaaret,
    )
)
