"""Where LIS3 is found: the menu, and the front page."""

from __future__ import annotations

import pytest

from tests.lis3.folk import LisCast
from tests.lis3.test_innmelding_operasjoner import OM_ET_AAR, innmeldt
from tests.lis3.test_innmelding_sider import les, vanlig


@pytest.mark.parametrize(
    ("hvem", "meny", "melde_inn", "melde_klar", "melde_seg"),
    [
        ("koordinator", True, True, False, False),
        ("kommune_lis", True, True, True, False),
        ("alis_kontor", True, False, True, False),
        ("lis3", True, False, False, True),
        ("avdelingsleder", True, False, False, False),
        ("soker", False, False, False, False),
        ("utenfor", False, False, False, False),
    ],
)
def test_menu_and_front_page_offer_what_the_role_may(
    lis: LisCast, hvem: str, meny: bool, melde_inn: bool, melde_klar: bool, melde_seg: bool
) -> None:
    side = les(lis.folk[hvem], "/")
    assert (
        'href="/lis/lis3/"' in side,
        "Meld inn lege til sykehustjeneste" in side,
        "Meld lege klar for sykehustjeneste" in side,
        "Meld deg klar for sykehustjeneste" in side,
    ) == (meny, melde_inn, melde_klar, melde_seg)


def test_the_doctor_follows_the_own_enrolment_on_the_front_page(lis: LisCast) -> None:
    sak = innmeldt(lis)
    side = les(lis.lis3, "/")
    assert ("Sykehustjenesten din" in side, str(sak.saksnummer) in side, f"Planlagt start {vanlig(OM_ET_AAR)}" in side) == (
        True, True, True,
    )  # fmt: skip
    assert "Meld deg klar for sykehustjeneste" not in side
    assert "Sykehustjenesten din" not in les(lis.lis3b, "/")
