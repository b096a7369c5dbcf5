"""What the page of a question shows of its outcome."""

from __future__ import annotations

from dataclasses import dataclass

from grunnmur.organisasjon.models import Bruker

from ..models import Besvart, Foresporsel, LedetTil, Side, Tilstand


@dataclass(frozen=True)
class Utfallslinje:
    """What one side has said."""

    side: str
    navn: str
    er_oppgitt: bool
    besvart: str
    nytte: int | None
    ledet_til: list[str]
    kommentar: str


def utfall_av(sak: Foresporsel, bruker: Bruker) -> list[Utfallslinje]:
    """What each side has said, the asker first; until the case is closed each sees only its own."""
    if sak.tilstand not in (Tilstand.GJENNOMFORT, Tilstand.LUKKET):
        return []
    rader = {u.side: u for u in sak.utfall.select_related("av")}
    if sak.tilstand != Tilstand.LUKKET:
        rader = {side: u for side, u in rader.items() if u.av_id == bruker.pk}
    return [
        Utfallslinje(
            side=str(Side(side).label),
            navn=u.av.navn if u.av else "",
            er_oppgitt=u.besvart != Besvart.IKKE_OPPGITT,
            besvart=str(u.get_besvart_display()),
            nytte=u.nytte,
            ledet_til=[str(LedetTil(kode).label) for kode in u.ledet_til],
            kommentar=u.kommentar,
        )
        for side in Side.values
        if (u := rader.get(side)) is not None
    ]
