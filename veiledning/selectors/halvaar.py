"""The half-yearly feedback to a unit, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.saksgang.bevaring import TOMT

from ..models import Foresporsel, LedetTil, Side, Tilbakemelding, Utfall
from .tall import Nytte, Tall, i_perioden
from .tallvisning import Bolk, bolker

GOD_NYTTE = 4.0
GOD_ANDEL = 90
"""Per cent answered within the deadline."""
FLEST_KOMMENTARER = 50


@dataclass(frozen=True)
class Tilbakemeldingsside:
    rad: Tilbakemelding
    tall: Tall
    gikk_bra: list[str]
    aa_se_paa: list[str]
    bolker: list[Bolk]
    kommentarer: list[str]
    """In no order that tells who; empty where fewer than `minste` have written one."""
    minste: int
    kolonner: list[str]


def tilbakemeldingsside(rad: Tilbakemelding) -> Tilbakemeldingsside:
    """The numbers as they were frozen; the comments as they stand today."""
    tall, minste = les_tall(rad.tall), int(rad.tall["minste"])
    return Tilbakemeldingsside(
        rad=rad,
        tall=tall,
        gikk_bra=_gikk_bra(tall),
        aa_se_paa=_aa_se_paa(tall),
        bolker=bolker([tall], minste=minste),
        kommentarer=_kommentarer(rad, minste),
        minste=minste,
        kolonner=[_("Enheten")],
    )


def les_tall(lagret: dict[str, Any]) -> Tall:
    """What `asdict` made of them."""
    felter = {navn: verdi for navn, verdi in lagret.items() if navn != "minste"}
    nytte = {side: Nytte(**verdi) for side, verdi in felter.pop("nytte").items()}
    return Tall(**felter, nytte=nytte)


def _gikk_bra(tall: Tall) -> list[str]:
    """What went well, in words: only what the numbers bear."""
    ut = []
    if tall.besvart:
        ut.append(
            ngettext("Dere ga veiledning i %(antall)d sak.", "Dere ga veiledning i %(antall)d saker.", tall.besvart)
            % {"antall": tall.besvart}
        )
    if tall.andel_innen_frist is not None and tall.andel_innen_frist >= GOD_ANDEL:
        ut.append(_("%(andel)d prosent fikk svar eller avtale innen fristen.") % {"andel": tall.andel_innen_frist})
    if tall.median_svar is not None and tall.median_svar <= 2:
        ut.append(_("Halvparten fikk det første svaret innen to virkedager."))
    nytte = tall.nytte.get(Side.MELDER, Nytte()).snitt
    if nytte is not None and nytte >= GOD_NYTTE:
        ut.append(_("De som spurte, syntes veiledningen var nyttig."))
    for kode, tekst in (
        (LedetTil.TRYGGERE, _("De som spurte, kunne løse oppgaven selv i %(antall)d saker.")),
        (LedetTil.UNNGIKK_HENVISNING, _("En henvisning eller innleggelse ble unngått i %(antall)d saker.")),
        (LedetTil.NY_PROSEDYRE, _("Veiledningen ga en ny eller endret prosedyre i %(antall)d saker.")),
    ):
        if antall := tall.ledet_til.get(kode, 0):
            ut.append(tekst % {"antall": antall})
    return ut


def _aa_se_paa(tall: Tall) -> list[str]:
    """What to look at, without blame."""
    ut = []
    over = tall.med_frist - tall.innen_frist
    if over:
        ut.append(
            ngettext(
                "%(antall)d spørsmål var ikke besvart eller avtalt innen fristen.",
                "%(antall)d spørsmål var ikke besvart eller avtalt innen fristen.",
                over,
            )
            % {"antall": over}
        )
    if tall.kapasitet:
        ut.append(
            _("I %(antall)d saker ble det vist til kapasitet. Plikten gjelder likevel: foreslå et nytt tidspunkt.")
            % {"antall": tall.kapasitet}
        )
    if tall.ikke_besvart:
        ut.append(
            _("%(antall)d ganger meldte den som spurte at spørsmålet ikke var besvart.") % {"antall": tall.ikke_besvart}
        )
    if tall.omgjort:
        ut.append(_("Lederen bestemte i %(antall)d saker at spørsmålet likevel skulle besvares.") % {"antall": tall.omgjort})
    return ut


def _kommentarer(rad: Tilbakemelding, minste: int) -> list[str]:
    spurt = Foresporsel.objects.filter(
        i_perioden(rad.fra, rad.til), til_virksomhet=rad.virksomhet_id, til_enhet=rad.enhet_id
    )
    utfall = Utfall.objects.filter(foresporsel__in=spurt, side=Side.MELDER)
    tekster = utfall.exclude(kommentar__in=["", TOMT]).values_list("kommentar", flat=True).order_by("kommentar")
    funnet = list(tekster[:FLEST_KOMMENTARER])
    return funnet if len(funnet) >= minste else []
