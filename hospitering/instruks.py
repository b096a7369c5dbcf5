"""The patient instruction that both sides read before anybody starts: points and paragraphs of the source (S1-H16–H19)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .models import Punkt

VERSJON = "2024-05-08"
"""Of the text below: raise it when what people read changes."""

LOVEN = "https://lovdata.no/lov/1999-07-02-63/§4-3"
"""Pasient- og brukerrettighetsloven § 4-3, on competence to consent (S1-H18)."""

INSTRUKS = (
    (Punkt.SAMTYKKE, _("Pasienter og pårørende skal få si ja eller nei til at en hospitant er til stede som observatør.")),
    (Punkt.RESERVASJON, _("De skal få reservere seg mot at hospitanten får innsyn i taushetsbelagte opplysninger.")),
    (Punkt.KOMPETANSE,
     _("Et samtykke gjelder bare når pasienten har samtykkekompetanse (pasient- og brukerrettighetsloven § 4-3).")),
    (Punkt.UTEN_SKRIFT, _("Samtykket trenger ikke være skriftlig. Portalen lagrer ingenting om pasienter.")),
)  # fmt: skip
