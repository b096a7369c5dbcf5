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
avtale_inngaatt trekk trukket
klar trekk trukket
avtale_under_arbeid avklar avtale_under_arbeid
avtale_under_arbeid foresla_periode avtale_under_arbeid
avtale_under_arbeid bekreft_periode avtale_under_arbeid
avtale_inngaatt bekreft_periode avtale_inngaatt
klar bekreft_periode klar
paagaar bekreft_periode paagaar
avtale_under_arbeid avslaa_periode avtale_under_arbeid
avtale_inngaatt avslaa_periode avtale_inngaatt
klar avslaa_periode klar
paagaar avslaa_periode paagaar
avtale_under_arbeid godkjenn_periode avtale_under_arbeid
avtale_inngaatt godkjenn_periode avtale_inngaatt
klar godkjenn_periode klar
paagaar godkjenn_periode paagaar
avtale_under_arbeid nekt_periode avtale_under_arbeid
avtale_inngaatt nekt_periode avtale_inngaatt
klar nekt_periode klar
paagaar nekt_periode paagaar
avtale_under_arbeid foresla_reise avtale_under_arbeid
avtale_under_arbeid bekreft_reise avtale_under_arbeid
avtale_under_arbeid bytt_kontakt avtale_under_arbeid
avtale_inngaatt bytt_kontakt avtale_inngaatt
klar bytt_kontakt klar
paagaar bytt_kontakt paagaar
gjennomfort bytt_kontakt gjennomfort
avtale_under_arbeid inviter_kontakt avtale_under_arbeid
avtale_inngaatt inviter_kontakt avtale_inngaatt
klar inviter_kontakt klar
paagaar inviter_kontakt paagaar
gjennomfort inviter_kontakt gjennomfort
avtale_under_arbeid kontakt_kom avtale_under_arbeid
avtale_inngaatt kontakt_kom avtale_inngaatt
klar kontakt_kom klar
paagaar kontakt_kom paagaar
gjennomfort kontakt_kom gjennomfort
avtale_under_arbeid kontakt_uteblir avtale_under_arbeid
avtale_inngaatt kontakt_uteblir avtale_inngaatt
klar kontakt_uteblir klar
paagaar kontakt_uteblir paagaar
gjennomfort kontakt_uteblir gjennomfort
avtale_under_arbeid inngaa_avtale avtale_inngaatt
avtale_inngaatt signer_taushet avtale_inngaatt
avtale_inngaatt motta_taushet avtale_inngaatt
avtale_inngaatt les_instruks avtale_inngaatt
avtale_inngaatt forbered avtale_inngaatt
avtale_inngaatt angre_forberedelse avtale_inngaatt
klar angre_forberedelse klar
avtale_inngaatt bli_klar klar
klar ikke_klar avtale_inngaatt
avtale_inngaatt utsett avtale_inngaatt
klar utsett klar
avtale_inngaatt kort_ned avtale_inngaatt
klar kort_ned klar
paagaar kort_ned paagaar
avtale_under_arbeid trekk_forslag avtale_under_arbeid
avtale_inngaatt trekk_forslag avtale_inngaatt
klar trekk_forslag klar
paagaar trekk_forslag paagaar
klar start paagaar
avtale_inngaatt meld_ikke_klar avtale_inngaatt
klar meld_ikke_klar klar
paagaar avslutt gjennomfort
avtale_under_arbeid avlys avlyst
avtale_inngaatt avlys avlyst
klar avlys avlyst
paagaar avlys avlyst
avlyst kvitter avlyst
trukket kvitter trukket
gjennomfort evaluer gjennomfort
gjennomfort frafall gjennomfort
gjennomfort utlop gjennomfort
gjennomfort fullfor evaluert
gjennomfort frigi gjennomfort
evaluert frigi evaluert
"""


def test_tabellen_er_loven() -> None:
    tabellen = {f"{fra} {o.navn} {o.til or fra}" for o in TABELL.overganger for fra in o.fra}
    assert tabellen == set(LOVEN.split("\n")) - {""}


def test_tegningen_er_fersk() -> None:
    tegning = Path("docs/tilstander/hospitering-soknad.md").read_text(encoding="utf-8")
    assert tegning == f"# søknad om hospitering\n\n```mermaid\n{TABELL.mermaid()}```\n"
