"""What is said about a project: its columns in the order of the form, and what each is called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FELTER = (
    "type", "tittel", "sammendrag", "behovseier", "behov", "brukerinvolvering", "studenter", "studenter_begrunnelse",
    "finansiering", "finansior", "utlysning", "soknadsfrist", "budsjett", "oppstart", "avslutning", "etikk",
    "etikk_referanse", "etikk_url", "nva_url", "personvernkontakt", "personvern_epost",
)  # fmt: skip
"""Themes, owner and leader stand beside them."""

LEDETEKSTER = {
    "type": _("Type"),
    "tittel": _("Tittel"),
    "sammendrag": _("Sammendrag"),
    "temaer": _("Temaer"),
    "behovseier": _("Hvem som har behovet"),
    "behov": _("Behovet"),
    "brukerinvolvering": _("Hvordan brukere er med"),
    "studenter": _("Studenter"),
    "studenter_begrunnelse": _("Vurdering av studenter"),
    "finansiering": _("Finansiering"),
    "finansior": _("Finansiør"),
    "utlysning": _("Utlysning"),
    "soknadsfrist": _("Søknadsfrist"),
    "budsjett": _("Budsjett i kroner"),
    "oppstart": _("Oppstart"),
    "avslutning": _("Avslutning"),
    "etikk": _("REK"),
    "etikk_referanse": _("REK-nummer"),
    "etikk_url": _("Lenke til vedtaket hos REK"),
    "nva_url": _("Lenke til prosjektet i NVA"),
    "personvernkontakt": _("Kontakt for personvern"),
    "personvern_epost": _("E-post til kontakten for personvern"),
    "leder": _("Prosjektleder"),
}
