"""What the committee decides, as plain values: what is signed."""

from __future__ import annotations

from typing import Any, cast

from ..models import Forslag, Kriterier, Runde


def vedtaksinnhold(runde: Runde) -> dict[str, Any]:
    """Who gets which municipality by which criteria, from which input, and who decides it. The same for all who sign."""
    forslag, kriterier = cast("Forslag", runde.valgt), cast("Kriterier", runde.kriterier)  # the database holds both
    deltakere = runde.deltakere.filter(tilbakekalt=None).select_related("bruker", "medlem__bruker")
    return {
        "runde": runde.saksnummer,
        "oppstart": runde.oppstart.isoformat(),
        "utvalg": runde.organ.navn,
        "kriterier": {"saksnummer": kriterier.saksnummer, "nummer": kriterier.nummer, "vedtatt": str(kriterier.vedtatt)},
        "lovet_fro": runde.forpliktelse,
        "forslag": forslag.saksnummer,
        "inndata_sha256": forslag.inndata_sha256,
        "resultat_sha256": forslag.resultat_sha256,
        "tildelinger": plasseringer(forslag),
        "deltakere": sorted([d.bruker.navn, d.medlem.bruker.navn if d.er_vara else ""] for d in deltakere),
    }


def plasseringer(forslag: Forslag) -> list[list[str]]:
    """Candidate and municipality, by the ids of the input; no municipality is no place."""
    return sorted([p["kandidat"], p["kommune"] or ""] for p in forslag.resultat["plasseringer"])
