"""The doctors of the demo in LIS3, as a table: how far each one has come on the way to hospital service."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Demolege:
    """One doctor: where, how senior, what is wished for, and the verb before which the case stands still."""

    kommune: str
    ansiennitet: int  # months before today
    start: int  # months from this month to the wished start
    avdeling: str
    sted: str
    plass: int = 1
    stopp: str = ""  # the step nobody has taken yet
    innmeldt_dager: int = 300  # days before the wished start that the municipality enrolled
    slakk: int = 2
    delt: bool = False
    merke: str = ""  # konto, endring, nei, forfalt, paa_vent, samfunnsmedisin


M, B, A, G, S, P, R, K = (
    "Medisinsk avdeling",
    "Barne- og ungdomsavdelingen",
    "Akuttmottaket",
    "Geriatrisk sengepost",
    "Medisinsk sengepost",
    "Akuttpsykiatrisk avdeling",
    "Avdeling for rus",
    "Kirurgisk avdeling",
)
LEGER = [
    # Done
    Demolege("Gjøvik", 70, -13, M, "Gjøvik"),
    Demolege("Hamar", 68, -12, B, "Lillehammer"),
    Demolege("Ringsaker", 66, -11, G, "Hamar"),
    Demolege("Elverum", 64, -10, M, "Elverum"),
    Demolege("Stange", 63, -9, P, "Sanderud"),
    # Running
    Demolege("Gjøvik", 60, -5, M, "Gjøvik"),
    Demolege("Lillehammer", 59, -4, B, "Lillehammer"),
    Demolege("Ringsaker", 58, -4, M, "Lillehammer"),
    Demolege("Hamar", 57, -3, G, "Hamar"),
    Demolege("Vestre Toten", 57, -3, M, "Gjøvik", 2),
    Demolege("Elverum", 56, -2, S, "Tynset"),
    Demolege("Stange", 55, -2, P, "Sanderud"),
    Demolege("Østre Toten", 54, -1, A, "Gjøvik"),
    # Agreed, not started
    Demolege("Hamar", 56, 1, M, "Hamar", stopp="start"),
    Demolege("Gjøvik", 56, 2, M, "Gjøvik", stopp="veileder"),
    Demolege("Lillehammer", 53, 3, B, "Lillehammer", stopp="veileder"),
    Demolege("Ringsaker", 52, 4, M, "Lillehammer", 1, stopp="har_sokt"),
    Demolege("Elverum", 51, 4, M, "Elverum", stopp="bekreft"),
    Demolege("Stange", 50, 5, G, "Hamar", stopp="bekreft"),
    # Offered
    Demolege("Gjøvik", 50, 4, P, "Sanderud", 1, stopp="aksepter", merke="konto"),
    Demolege("Hamar", 49, 5, M, "Lillehammer", 2, stopp="aksepter"),
    # Asked, and what came of it
    Demolege("Gjøvik", 48, 7, M, "Gjøvik", stopp="tilby", merke="endring"),
    Demolege("Ringsaker", 47, 7, M, "Gjøvik", stopp="svar"),
    Demolege("Vestre Toten", 46, 6, B, "Lillehammer", stopp="tilby"),
    Demolege("Elverum", 45, 7, M, "Elverum", stopp="tilby", merke="nei"),
    Demolege("Lillehammer", 44, 6, A, "Lillehammer", stopp="svar", merke="forfalt"),
    # Must be asked soon, or should have been
    Demolege("Gjøvik", 43, 7, M, "Gjøvik", stopp="send"),
    Demolege("Hamar", 42, 7, G, "Hamar", stopp="send"),
    Demolege("Stange", 41, 6, P, "Sanderud", stopp="send"),
    # Later
    Demolege("Ringsaker", 40, 9, M, "Lillehammer", stopp="send"),
    Demolege("Lillehammer", 39, 9, B, "Lillehammer", stopp="send", slakk=4),
    Demolege("Gjøvik", 38, 10, A, "Gjøvik", stopp="send"),
    Demolege("Østre Toten", 38, 10, M, "Gjøvik", stopp="send"),
    Demolege("Hamar", 36, 11, M, "Hamar", stopp="send", delt=True),
    Demolege("Elverum", 34, 12, S, "Tynset", stopp="send"),
    Demolege("Stange", 33, 12, R, "Sanderud", stopp="send"),
    Demolege("Vestre Toten", 30, 13, M, "Gjøvik", stopp="send", merke="paa_vent"),
    Demolege("Ringsaker", 28, 14, M, "Lillehammer", stopp="send"),
    Demolege("Gjøvik", 26, 15, B, "Lillehammer", stopp="send"),
    Demolege("Lillehammer", 24, 15, M, "Lillehammer", stopp="send"),
    # Enrolled too late: asked at once
    Demolege("Hamar", 45, 4, A, "Lillehammer", stopp="svar", innmeldt_dager=110),
    # Not enrolled yet
    Demolege("Gjøvik", 22, 16, M, "Gjøvik", stopp="meld_inn"),
    Demolege("Ringsaker", 20, 16, M, "Lillehammer", stopp="meld_inn"),
    # Without rank: another group, and a municipality outside the catchment area
    Demolege("Gjøvik", 31, 11, P, "Sanderud", 2, stopp="send", merke="samfunnsmedisin"),
]


def utdrag() -> list[Demolege]:
    """One doctor for each way to have come, where the demo is wanted small."""
    ett_av_hvert: dict[tuple[str, str, bool, bool], Demolege] = {}
    for lege in LEGER:
        ett_av_hvert.setdefault((lege.stopp, lege.merke, lege.start < -5, lege.start < 0), lege)
    return list(ett_av_hvert.values())
