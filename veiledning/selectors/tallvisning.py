"""The numbers as lines to read, the same on the page, in the workbook and in the half-yearly feedback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Besvart, Grunn, LedetTil, Side
from .tall import Nytte, Tall

Verdi = int | float | None


@dataclass(frozen=True)
class Rad:
    """One measure. `andel` is per cent beside the number, `for_faa` says that so few have answered that it is not shown."""

    navn: str
    verdier: list[Verdi]
    andeler: list[int | None]
    for_faa: list[bool]
    forklaring: str = ""

    @property
    def celler(self) -> list[tuple[Verdi, int | None, bool]]:
        return list(zip(self.verdier, self.andeler, self.for_faa, strict=True))


@dataclass(frozen=True)
class Bolk:
    tittel: str
    rader: list[Rad]


def bolker(tall: list[Tall], *, minste: int) -> list[Bolk]:
    """The measures of these columns, in the order they are read."""

    def rad(navn: str, hent: Callable[[Tall], Verdi], forklaring: str = "") -> Rad:
        return Rad(navn, [hent(t) for t in tall], [None] * len(tall), [False] * len(tall), forklaring)

    innen = [t.andel_innen_frist for t in tall]
    return [
        Bolk(
            _("Spørsmål og svar"),
            [
                rad(_("Spurt"), lambda t: t.spurt),
                rad(_("Veiledning gitt"), lambda t: t.besvart),
                Rad(
                    _("Svart eller avtalt innen fristen"),
                    [t.innen_frist for t in tall],
                    innen,
                    [False] * len(tall),
                    _("Av dem som er besvart, avtalt eller over fristen. Samordnede spørsmål er ikke med."),
                ),
                rad(_("Samordnet i en felles aktivitet"), lambda t: t.samordnet),
                rad(_("Trukket av den som spurte"), lambda t: t.trukket),
            ],
        ),
        Bolk(
            _("Virkedager fra spørsmålet ble sendt"),
            [
                rad(_("Første svar, halvparten innen"), lambda t: t.median_svar),
                rad(_("Første svar, ni av ti innen"), lambda t: t.p90_svar),
                rad(_("Avtale, halvparten innen"), lambda t: t.median_avtale),
                rad(_("Avtale, ni av ti innen"), lambda t: t.p90_avtale),
            ],
        ),
        Bolk(
            _("Der det stopper"),
            [
                *(rad(str(Grunn(g).label), _hent("avgrenset", g)) for g in Grunn.values),
                rad(_("Lederen bestemte at spørsmålet skulle besvares"), lambda t: t.omgjort),
                rad(_("Ganger sendt videre"), lambda t: t.videresendt),
                rad(
                    _("Spørsmål der noen viste til kapasitet"), lambda t: t.kapasitet, _("Det er ingen grunn til å la være.")
                ),
                rad(_("Spørsmål der fristen gikk ut uten svar"), lambda t: t.taushet),
                rad(_("Ganger meldt som ikke besvart"), lambda t: t.ikke_besvart),
            ],
        ),
        *(_utfall(tall, Side(side), minste) for side in Side.values),
        Bolk(
            _("Hva det førte til, sier de som spurte"),
            [rad(str(LedetTil(kode).label), _hent("ledet_til", kode)) for kode in LedetTil.values],
        ),
    ]


def _hent(felt: str, kode: str) -> Callable[[Tall], Verdi]:
    def verdi(tall: Tall) -> Verdi:
        antall: Mapping[str, int] = getattr(tall, felt)
        return antall.get(kode, 0)

    return verdi


def _utfall(tall: list[Tall], side: Side, minste: int) -> Bolk:
    tittel = (
        _("Ble spørsmålet besvart? Den som spurte") if side == Side.MELDER else _("Ble spørsmålet besvart? Den som svarte")
    )
    rader = [
        Rad(str(Besvart(kode).label), [t.utfall[side][kode] for t in tall], [None] * len(tall), [False] * len(tall))
        for kode in Besvart.values
    ]
    nytte = [t.nytte.get(side, Nytte()) for t in tall]
    rader.append(
        Rad(
            _("Nytte fra 1 til 5, i snitt"),
            [n.snitt for n in nytte],
            [None] * len(tall),
            [n.snitt is None and n.antall > 0 for n in nytte],
            _("Vises når minst %(antall)s har svart.") % {"antall": minste},
        )
    )
    return Bolk(tittel, rader)
