"""What a project must be, whoever registers or changes it, and what its changes are in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Tema

from ..models import Finansiering, Prosjekt, Prosjekttilstand, Utlysningstilstand
from ..models.prosjekt import UTEN_STUDENTER

PT = Prosjekttilstand
OM_MIDLENE = ("finansiering", "utlysning", "soknadsfrist")
"""What the committee, and then the funder, has been told: it stands while they have the case."""
LANGE = ("sammendrag", "behov", "brukerinvolvering", "studenter_begrunnelse")
"""Texts of which the history says only that they were changed."""


def kontroller(prosjekt: Prosjekt, felter: dict[str, Any], temaer: Collection[Tema]) -> dict[str, Any]:
    """The columns as they are to be. Raises `ValidationError` at the field that lacks something.

    `prosjekt` is as it was; `felter` are the columns that are said, and the rest of the row counts with them.
    """
    felter = dict(felter)
    ny = {navn: felter.get(navn, getattr(prosjekt, navn)) for navn in _KONTROLLERES}
    utlysning = ny["utlysning"]
    if utlysning:
        felter["soknadsfrist"] = ny["soknadsfrist"] = None  # the call says
        felter["finansior"] = felter.get("finansior") or utlysning.finansior
        if ny["finansiering"] == Finansiering.UAVKLART:
            felter["finansiering"] = ny["finansiering"] = Finansiering.EKSTERN
    feil = _mangler(prosjekt, ny, temaer) | _laast(prosjekt, ny)
    if utlysning and utlysning != prosjekt.utlysning and utlysning.tilstand != Utlysningstilstand.AAPEN:
        feil["utlysning"] = _("Utlysningen er ikke åpen. Velg en annen.")
    if feil:
        raise ValidationError(feil)
    return felter


_KONTROLLERES = (
    "tittel", "sammendrag", "studenter", "studenter_begrunnelse", "oppstart", "avslutning", *OM_MIDLENE,
)  # fmt: skip


def _mangler(prosjekt: Prosjekt, ny: Mapping[str, Any], temaer: Collection[Tema]) -> dict[str, str]:
    feil: dict[str, str] = {}
    if not ny["tittel"].strip():
        feil["tittel"] = _("Skriv en tittel.")
    if not ny["sammendrag"].strip():
        feil["sammendrag"] = _("Skriv kort hva prosjektet går ut på.")
    if not temaer:
        feil["temaer"] = _("Velg minst ett tema. Da finner andre ideen.")
    if ny["studenter"] is None and prosjekt.tilstand not in UTEN_STUDENTER:
        feil["studenter"] = _("Si om studenter skal være med. Prosjektet er kommet for langt til at det kan stå åpent.")
    if ny["studenter"] is not None and not ny["studenter_begrunnelse"].strip():
        feil["studenter_begrunnelse"] = _("Skriv hvordan dere har vurdert studenter.")
    if ny["oppstart"] and ny["avslutning"] and ny["avslutning"] < ny["oppstart"]:
        feil["avslutning"] = _("Prosjektet kan ikke slutte før det starter.")
    if ny["finansiering"] == Finansiering.EGEN and (ny["utlysning"] or ny["soknadsfrist"]):
        feil["finansiering"] = _(
            "Et prosjekt uten ekstern finansiering har ingen utlysning eller søknadsfrist. Ta dem bort, eller velg «Med "
            "ekstern finansiering»."
        )
    return feil


def _laast(prosjekt: Prosjekt, ny: Mapping[str, Any]) -> dict[str, str]:
    grunn = {
        PT.TIL_FORANKRING: _("Prosjektet er til forankring. Trekk det tilbake før du endrer dette."),
        PT.SOKNAD_SENDT: _("Søknaden er sendt. Dette kan du endre når svaret er registrert."),
        PT.PAAGAAR: _("Prosjektet er i gang. Dette kan ikke endres nå."),
    }.get(PT(prosjekt.tilstand))
    if grunn is None:
        return {}
    return {navn: grunn for navn in OM_MIDLENE if ny[navn] != getattr(prosjekt, navn)}


def krev_studenter(prosjekt: Prosjekt) -> None:
    """Whether students can take part is considered before a project goes on (S1-F02)."""
    if prosjekt.studenter is None:
        raise ValidationError(_("Vurder om studenter kan være med først. Det gjør du under «Rediger»."))


# --- changes in words -------------------------------------------------------------------------------------------------


def endringer(foer: Mapping[str, str], etter: Mapping[str, str]) -> list[dict[str, str]]:
    """What differs between two `i_ord`, as the history stores it: of long texts only that they were changed."""
    return [
        {"felt": navn} if navn in LANGE else {"felt": navn, "fra": foer[navn], "til": verdi}
        for navn, verdi in etter.items()
        if verdi != foer[navn]
    ]


def i_ord(prosjekt: Prosjekt, navn: Collection[str], temaer: Collection[Tema]) -> dict[str, str]:
    """These columns and the themes as text."""
    ord_ = {ett: _verdi(prosjekt, ett) for ett in navn}
    return {**ord_, "temaer": ", ".join(str(tema) for tema in sorted(temaer, key=lambda t: (t.rekkefolge, t.navn_nb)))}


def _verdi(prosjekt: Prosjekt, navn: str) -> str:
    felt = prosjekt._meta.get_field(navn)
    verdi = getattr(prosjekt, navn)
    if verdi is None or verdi == "":
        return ""
    if isinstance(verdi, bool):
        return _("Ja") if verdi else _("Nei")
    if isinstance(verdi, int):
        return f"{verdi:,}".replace(",", "\N{NO-BREAK SPACE}")
    if isinstance(felt, Field) and felt.choices:
        return str(getattr(prosjekt, f"get_{navn}_display")())
    return str(verdi)
