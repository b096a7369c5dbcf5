"""What is different between two versions of the criteria, in words that people can read side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from grunnmur.saksgang.selectors import Endring, feltendringer

from ..models import Kriteriegruppe, Kriterier, Kriterium, Rekkefolge

TEKST = "tekst"
REKKEFOLGE = "rekkefolge"
BESLUTNINGSDYKTIG = "beslutningsdyktig"
KRITERIUM = "kriterium"
GRUPPE = "gruppe"

LEDETEKSTER = {
    TEKST: gettext_lazy("Ordningen i ord"),
    REKKEFOLGE: gettext_lazy("Rekkefølge"),
    BESLUTNINGSDYKTIG: gettext_lazy("Så mange må delta"),
    KRITERIUM: gettext_lazy("Kriterium"),
    GRUPPE: gettext_lazy("Gruppe"),
}

Rad = dict[str, str]


def rad(felt: str, fra: str, til: str) -> Rad:
    """One difference, as an event keeps it."""
    return {"felt": felt, "fra": fra, "til": til}


def kriteriet(k: Kriterium) -> str:
    """«Praksis i kommunen: høyst 10 poeng, for hver kommune. Slik gis poeng …»."""
    tekst = ngettext("%(navn)s: høyst %(hoyest)s poeng", "%(navn)s: høyst %(hoyest)s poeng", k.hoyest)
    tekst %= {"navn": k.navn, "hoyest": k.hoyest}
    if k.per_kommune:
        tekst += _(", for hver kommune")
    return f"{tekst}. {k.forklaring}".strip()


def gruppen(g: Kriteriegruppe) -> str:
    return f"{g.navn}. {g.forklaring}".strip()


def ordningen(foer: Mapping[str, Any], etter: Mapping[str, Any]) -> list[Rad]:
    """What changed in the scheme itself: its words, paragraph by paragraph, the order, and how many it takes."""
    rader = [rad(TEKST, fra, til) for fra, til in _avsnitt(foer[TEKST], etter[TEKST])]
    if foer[REKKEFOLGE] != etter[REKKEFOLGE]:
        rader.append(rad(REKKEFOLGE, *(str(Rekkefolge(v[REKKEFOLGE]).label) for v in (foer, etter))))
    if foer[BESLUTNINGSDYKTIG] != etter[BESLUTNINGSDYKTIG]:
        rader.append(rad(BESLUTNINGSDYKTIG, str(foer[BESLUTNINGSDYKTIG]), str(etter[BESLUTNINGSDYKTIG])))
    return rader


def _avsnitt(foer: str, etter: str) -> Iterator[tuple[str, str]]:
    """Pairs of paragraphs: what was there, and what stands there now."""
    a, b = ([linje.strip() for linje in tekst.splitlines() if linje.strip()] for tekst in (foer, etter))
    for merke, a1, a2, b1, b2 in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if merke != "equal":
            yield "\n".join(a[a1:a2]), "\n".join(b[b1:b2])


def mellom(foer: Kriterier, etter: Kriterier) -> list[Endring]:
    """Everything a reader of the new version needs to see that differs from the old. Rows are known by their name."""
    rader = ordningen(vars(foer), vars(etter))
    rader += _radene(
        KRITERIUM,
        {k.navn: kriteriet(k) for k in foer.kriterium.all()},
        {k.navn: kriteriet(k) for k in etter.kriterium.all()},
    )
    rader += _radene(
        GRUPPE, {g.navn: gruppen(g) for g in foer.grupper.all()}, {g.navn: gruppen(g) for g in etter.grupper.all()}
    )
    return som_endringer(rader)


def _radene(felt: str, foer: Mapping[str, str], etter: Mapping[str, str]) -> list[Rad]:
    navn = [*foer, *(n for n in etter if n not in foer)]
    return [rad(felt, foer.get(n, ""), etter.get(n, "")) for n in navn if foer.get(n) != etter.get(n)]


def som_endringer(rader: list[Rad]) -> list[Endring]:
    return list(feltendringer(rader, LEDETEKSTER))
