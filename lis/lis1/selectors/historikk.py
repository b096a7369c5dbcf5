"""What has happened to a case of LIS1, in the words of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang import selectors as saksgang
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.selectors import Historikklinje, feltendringer

LEDETEKSTER = {
    "oppstart": _("Oppstart i kommunen"),
    "enhet": _("Enhet"),
    "merknad": _("Merknad"),
    "kull": _("Kull"),
    "sykehus_maaneder": _("Måneder i sykehus"),
    "kommune_maaneder": _("Måneder i kommune"),
    "kommune_fra": _("Kommunedelen begynner"),
    "kommunepraksis": _("Kommunepraksis"),
    "kommune": _("Kommune"),
    "koblet": _("Koblet stilling"),
    "ukoblet_begrunnelse": _("Begrunnelse for at stillingen ikke er koblet"),
    "avvik_begrunnelse": _("Begrunnelse for annen varighet"),
    "avvik_url": _("Lenke til Helsedirektoratets utlysning"),
    "lege": _("Lege"),
}


def historikk(sak: Sak, hendelser: Iterable[Hendelse] | None = None) -> list[Historikklinje]:
    """Newest first."""
    return saksgang.historikk(sak, hendelser, endringer=partial(feltendringer, ledetekster=LEDETEKSTER))
