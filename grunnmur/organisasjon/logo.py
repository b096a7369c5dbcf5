"""A logo somebody uploads: looked at, drawn anew and kept small. What was uploaded is not kept."""

from __future__ import annotations

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FORMATER = ("PNG", "WEBP")
"""Never SVG, which may hold scripts and addresses."""
MAKS_BYTE = 1024 * 1024
MAKS_PUNKTER = 4_000_000
STORRELSE = (640, 160)
"""Enough for 36 pixels on any screen and for six millimetres on paper."""


def som_png(innhold: bytes) -> bytes:
    """The picture as a small PNG without anything but its points. Raises `ValidationError` for anything else."""
    from PIL import Image  # only when somebody uploads: a start should not wait for it

    if len(innhold) > MAKS_BYTE:
        raise ValidationError(_("Bildet er for stort. Velg en fil på høyst 1 MB."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(innhold), formats=FORMATER) as bilde:
                if bilde.width * bilde.height > MAKS_PUNKTER:
                    raise ValidationError(_("Bildet har for mange punkter. Gjør det mindre, og prøv igjen."))
                bilde.load()
                tegnet = bilde.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as feil:
        raise ValidationError(_("Filen er ikke et bilde vi kan bruke. Velg en PNG- eller WebP-fil.")) from feil
    tegnet.thumbnail(STORRELSE)
    rent = Image.new("RGBA", tegnet.size)
    rent.paste(tegnet)
    ut = BytesIO()
    rent.save(ut, "PNG", optimize=True)
    return ut.getvalue()
