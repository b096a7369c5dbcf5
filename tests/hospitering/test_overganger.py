"""The law as a literal table, so that the code cannot vouch for itself."""

from pathlib import Path

import pytest

from hospitering.overganger import TABELL

pytestmark = pytest.mark.krav("S1-S20", "S1-S29")

LOVEN = """
utkast send_inn innsendt
innsendt innvilg_egen oversendt
innsendt avslaa_egen avslaatt_egen
innsendt spor_egen mangler_svar
mangler_svar svar_egen innsendt
oversendt bekreft_mottatt mottatt
oversendt videresend oversendt
mottatt videresend mottatt
oversendt returner returnert
mottatt returner returnert
returnert send_paa_nytt oversendt
mottatt innvilg_vert innvilget_vert
mottatt avslaa_vert avslaatt_vert
mottatt spor_vert mangler_svar
mangler_svar svar_vert mottatt
innvilget_vert fyll_vertsdel innvilget_vert
innvilget_vert gi_tilbakemelding avtale_under_arbeid
innsendt trekk trukket
mangler_svar trekk trukket
oversendt trekk trukket
returnert trekk trukket
mottatt trekk trukket
innvilget_vert trekk trukket
avtale_under_arbeid trekk trukket
innsendt endre innsendt
mangler_svar endre mangler_svar
oversendt endre oversendt
returnert endre returnert
mottatt endre mottatt
innvilget_vert endre innvilget_vert
avtale_under_arbeid endre avtale_under_arbeid
mangler_svar endre_til_egen innsendt
oversendt endre_til_egen innsendt
returnert endre_til_egen innsendt
mottatt endre_til_egen innsendt
innvilget_vert endre_til_egen innsendt
innvilget_vert endre_til_vert mottatt
avslaatt_egen ny_vurdering_egen innsendt
avslaatt_vert ny_vurdering_vert mottatt
"""


def test_tabellen_er_loven() -> None:
    tabellen = {f"{fra} {o.navn} {o.til or fra}" for o in TABELL.overganger for fra in o.fra}
    assert tabellen == set(LOVEN.split("\n")) - {""}


def test_tegningen_er_fersk() -> None:
    tegning = Path("docs/tilstander/hospitering-soknad.md").read_text(encoding="utf-8")
    assert tegning == f"# søknad om hospitering\n\n```mermaid\n{TABELL.mermaid()}```\n"
