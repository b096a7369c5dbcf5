"""Where a case is, as steps: on the card from the row alone, and on the case page with names and dates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from grunnmur.organisasjon.models import RolleType
from hospitering import operations
from hospitering.models import Soknad, Tilstand
from hospitering.selectors.sak import sakside
from hospitering.selectors.steg import kortsteg
from tests.rollebesetning import Cast

T = Tilstand
TID = datetime(2026, 11, 2, 12, tzinfo=UTC)

# f = done, n = here, s = stopped, v = waits
KORT: list[tuple[dict[str, Any], str]] = [
    ({"tilstand": T.INNSENDT}, "fnvvv"),
    ({"tilstand": T.MANGLER_SVAR, "spurt_i": T.INNSENDT}, "fnvvv"),
    ({"tilstand": T.AVSLAATT_EGEN}, "fsvvv"),
    ({"tilstand": T.OVERSENDT, "sendt_tid": TID}, "ffnvv"),
    ({"tilstand": T.RETURNERT, "sendt_tid": TID}, "ffnvv"),
    ({"tilstand": T.MOTTATT, "sendt_tid": TID, "mottatt_tid": TID}, "fffnv"),
    ({"tilstand": T.MANGLER_SVAR, "spurt_i": T.MOTTATT, "sendt_tid": TID, "mottatt_tid": TID}, "fffnv"),
    ({"tilstand": T.AVSLAATT_VERT, "sendt_tid": TID, "mottatt_tid": TID}, "fffsv"),
    ({"tilstand": T.INNVILGET_VERT, "sendt_tid": TID, "mottatt_tid": TID}, "ffffn"),
    ({"tilstand": T.AVTALE_UNDER_ARBEID, "tilbakemelding_tid": TID}, "fnvvv"),
    ({"tilstand": T.AVTALE_INNGAATT, "tilbakemelding_tid": TID}, "ffnvv"),
    ({"tilstand": T.PAAGAAR, "tilbakemelding_tid": TID}, "fffnv"),
    ({"tilstand": T.GJENNOMFORT, "tilbakemelding_tid": TID}, "ffffn"),
    ({"tilstand": T.EVALUERT, "tilbakemelding_tid": TID}, "fffff"),
    ({"tilstand": T.AVLYST, "tilbakemelding_tid": TID, "tilbakemelding_utfall": "innvilget"}, "fsvvv"),
    ({"tilstand": T.TRUKKET}, "fsvvv"),
    ({"tilstand": T.TRUKKET, "sendt_tid": TID}, "ffsvv"),
    ({"tilstand": T.TRUKKET, "sendt_tid": TID, "mottatt_tid": TID}, "fffsv"),
]


@pytest.mark.parametrize(("rad", "ventet"), KORT)
def test_kortets_steg(rad: dict[str, Any], ventet: str) -> None:
    steg = kortsteg(Soknad(innsendt_tid=TID, **rad))
    assert "".join(ett.tilstand[0] for ett in steg) == ventet
    assert steg[0].dato == "2.\N{NO-BREAK SPACE}nov."


@pytest.mark.krav("S1-S20", "S1-S29")
@pytest.mark.parametrize(
    ("tilstand", "ventet"),
    [
        ("innsendt", "fnvvvv"),
        ("oversendt", "ffnvvv"),
        ("mottatt", "fffnvv"),
        ("innvilget", "ffffnv"),
        ("besvart", "fffffnvvv"),
    ],
)
def test_sakens_steg(cast: Cast, tilstand: str, ventet: str) -> None:
    steg = sakside(getattr(cast, tilstand)(), cast.soker).steg
    assert "".join(ett.tilstand[0] for ett in steg) == ventet


def test_navn_paa_den_det_venter_paa_ogsaa_ett_trinn_opp(cast: Cast) -> None:
    """Where the leader may not decide, the steps name the one above who may."""
    sak = cast.innsendt()
    assert "Leif Leder" in sakside(sak, cast.soker).steg[1].undertekst
    operations.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
    cast.rolle("leder", RolleType.LEDER, cast.akutt)
    sendt = Soknad.objects.get(pk=sak.pk)
    sendt = operations.bekreft_mottatt(sendt.pk, utfort_av=cast.mottak, versjon=sendt.versjon, vertsenhet=cast.akutt)
    assert "Dag Divisjonsleder" in sakside(sendt, cast.soker).steg[3].undertekst
    assert "Leif Leder" not in sakside(sendt, cast.soker).steg[3].undertekst
    assert "innvilg_vert" not in sakside(sendt, cast.leder).hode.verb
    assert "innvilg_vert" in sakside(sendt, cast.divisjonsleder).hode.verb


def test_hull_sies_som_det_er(cast: Cast) -> None:
    """Nobody leads the unit: the page says so, and whom it was given to."""
    cast.leder.roller.filter(type=RolleType.LEDER).update(gyldig_til="2020-12-31")
    cast.overleder.roller.filter(type=RolleType.LEDER).update(gyldig_til="2020-12-31")
    tekst = sakside(cast.innsendt(), cast.soker).steg[1].undertekst
    assert tekst.startswith("Ingen er registrert. Administrativ kontakt er bedt om å utpeke noen")
