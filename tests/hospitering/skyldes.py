"""What a case asks of whom, said anew from what it is: the open tasks must be exactly these."""

from __future__ import annotations

from collections import Counter

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.models import Hendelse
from hospitering.models import Avtale, Periodeforslag, Punkt, Reiseavtale, Side, Soknad, Taushetserklaering

FOER_AVTALEN = {
    "utkast": set(),
    "innsendt": {"leder_egen"},
    "mangler_svar": {"svar"},
    "oversendt": {"mottak"},
    "returnert": {"returnert"},
    "mottatt": {"leder_vert"},
    "innvilget_vert": {"vertsdel"},
    "avslaatt_egen": set(),
    "avslaatt_vert": set(),
}
ENESTE = {"utpek", "kontakt_mangler"}
"""Asked for beside the case: that somebody is missing."""
VERTENS_PUNKTER = {"S1-H13", "S1-H14", "S1-H16", "S1-H17", "S1-H18", "S1-H19", "S1-H20", "S1-H22"}


def oppgaver(sak: Soknad, avtale: Avtale | None, perioder: list[Periodeforslag]) -> None:
    """Open tasks stand exactly where somebody must act: each once, on the right side (part 6)."""
    aapne = list(Oppgave.objects.for_sak(sak).aapne())
    har = Counter(_hvem(sak, rad) for rad in aapne if rad.type.partition(".")[2] not in ENESTE)
    skal = Counter(_skyldes(sak, avtale, perioder))
    # Asked again when a proposal came to nothing: may stand, at most once a side, until it starts or moves.
    for side in Side.values:
        frivillig = ("ikke_startet", side)
        if sak.tilstand in ("avtale_inngaatt", "klar") and har[frivillig] == 1:
            skal[frivillig] = 1
    assert har == skal, f"{sak.tilstand}: open {sorted(har)}, owed {sorted(skal)}"
    for rad in aapne:
        assert rad.person_id is None or rad.person_id in (sak.soker_id, sak.kontakt_bruker_id), "asks somebody who has left"


def _hvem(sak: Soknad, rad: Oppgave) -> tuple[str, str]:
    """The type of a task and the side that owes it; before the agreement there is one who does."""
    type_ = rad.type.removeprefix("hospitering.")
    if type_ in TOSIDIG:
        return type_, "hospitant" if rad.person_id == sak.soker_id else "vert"
    return type_, ""


TOSIDIG = {
    "avtale_forslag", "periode_svar", "inngaa_avtale", "taushet", "taushet_papir", "instruks", "forbered", "ikke_startet",
    "kvitter", "evaluer", "evaluering_utlopt",
}  # fmt: skip


def _skyldes(sak: Soknad, avtale: Avtale | None, perioder: list[Periodeforslag]) -> list[tuple[str, str]]:
    t = sak.tilstand
    if t in FOER_AVTALEN:
        return [(type_, "") for type_ in FOER_AVTALEN[t]]
    if t in ("avlyst", "trukket"):
        return _kvitteringer(sak)
    if t == "evaluert":
        return []
    aapen = next((p for p in perioder if p.tilstand in ("foreslatt", "hos_leder")), None)
    skyldes: list[tuple[str, str]] = []
    if aapen and aapen.tilstand == "foreslatt":
        skyldes.append(("periode_svar", "vert" if aapen.side == "hospitant" else "hospitant"))
    if aapen and aapen.tilstand == "hos_leder":
        skyldes.append(("periode_leder", ""))
    if t == "avtale_under_arbeid":
        skyldes += _avtalens(sak, avtale, aapen)
    if t == "avtale_inngaatt":
        skyldes += _klargjoringens(sak)
    if t == "gjennomfort":
        navn = {"venter": "evaluer", "utlopt": "evaluering_utlopt"}
        skyldes += [(navn[rad.tilstand], rad.side) for rad in sak.evalueringer.all() if rad.tilstand in navn]
    return skyldes


def _kvitteringer(sak: Soknad) -> list[tuple[str, str]]:
    """Each side but the one that ended it, until it has said so; only when there was an agreement to end."""
    if not Avtale.objects.filter(pk=sak.pk).exists():
        return []
    hendelser = list(Hendelse.objects.for_sak(sak).order_by("id").values_list("navn", "utfort_av", "data"))
    slutt = max(nr for nr, (navn, _av, _data) in enumerate(hendelser) if navn in ("avlys", "trekk"))
    ferdige = {data.get("side") for navn, _av, data in hendelser[slutt:] if navn == "kvitter"}
    _navn, av, _data = hendelser[slutt]
    ferdige.add("hospitant" if av == sak.soker_id else _avlysers_side(sak))
    return [("kvitter", side) for side in Side.values if side not in ferdige]


def _avlysers_side(sak: Soknad) -> str:
    """Whoever called it off for the host owes nothing more; the employer is on neither side."""
    hos_verten = Oppgave.objects.for_sak(sak).filter(type="hospitering.kvitter").exclude(person=sak.soker_id).exists()
    return "arbeidsgiver" if hos_verten else "vert"


def _avtalens(sak: Soknad, avtale: Avtale | None, aapen: Periodeforslag | None) -> list[tuple[str, str]]:
    assert avtale is not None, "the reply was given, and there is no agreement"
    punkter = set(sak.avklaringer.values_list("punkt", flat=True))
    reise = Reiseavtale.objects.filter(pk=sak.pk).first()
    skyldes = []
    if VERTENS_PUNKTER - punkter or not (avtale.fra or aapen):
        skyldes.append(("avtale_forslag", "vert"))
    if reise is None:
        skyldes.append(("reise", ""))
    elif reise.bekreftet is None:
        skyldes.append(("reise_svar", ""))
    if punkter == set(Punkt.values) and aapen is None:
        skyldes.append(("inngaa_avtale", "vert"))
    return skyldes


def _klargjoringens(sak: Soknad) -> list[tuple[str, str]]:
    skyldes = []
    if not Taushetserklaering.objects.filter(pk=sak.pk).exists():
        skyldes.append(("taushet", "hospitant"))
        if sak.avklaringer.get(punkt="S1-H14").hvordan == "papir":
            skyldes.append(("taushet_papir", "vert"))
    lest = set(sak.instrukslesinger.values_list("side", flat=True))
    gjenstaar = set(sak.forberedelser.filter(gjort__isnull=True).values_list("ansvarlig", flat=True))
    skyldes += [("instruks", side) for side in Side.values if side not in lest]
    return skyldes + [("forbered", side) for side in gjenstaar]
