"""What must be true of a case whatever has been done to it, and by whom. Asked after every step of a walk."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from grunnmur.oppgaver.models import Oppgave
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse, Signatur, Vedtak
from grunnmur.varsling.models import Varsel
from hospitering.models import (
    Avtale,
    Periodeforslag,
    Punkt,
    Reiseavtale,
    Side,
    Soknad,
    Taushetserklaering,
    Ukebelegg,
)
from hospitering.operations import klokka
from hospitering.rules.avtale import ser_evaluering, ser_reise
from hospitering.selectors.kapasitet import ukene

BINDENDE = ("avtale_inngaatt", "klar", "paagaar", "gjennomfort", "evaluert")
LOEPER = ("avtale_under_arbeid", "avtale_inngaatt", "klar", "paagaar")
OVER = ("avslaatt_egen", "avslaatt_vert", "trukket", "avlyst", "evaluert")
HEMMELIG = "Bussbillett Blåklokke"
"""What the travel agreements of the walk say."""

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


def alle(cast: Any, sak: Soknad) -> None:
    """Every promise about one case."""
    avtale = Avtale.objects.filter(pk=sak.pk).first()
    perioder = list(Periodeforslag.objects.filter(avtale=sak.pk))
    perioden(sak, avtale, perioder)
    ukene_er_tatt(sak, avtale)
    avklart(sak)
    klar(sak, avtale)
    ingen_avgjor_sin_egen(sak)
    evaluert(sak)
    oppgaver(sak, avtale, perioder)
    reisen_er_deres(cast, sak)
    varsler(sak)


def perioden(sak: Soknad, avtale: Avtale | None, perioder: list[Periodeforslag]) -> None:
    """The period that applies was proposed by the one side, confirmed by the other, and granted (S1-H09, S1-S40)."""
    gjelder = [p for p in perioder if p.tilstand == "gjelder"]
    aapne = [p for p in perioder if p.tilstand in ("foreslatt", "hos_leder")]
    assert len(gjelder) == int(avtale is not None and avtale.fra is not None), (
        "a period applies that is not on the agreement"
    )
    assert len(aapne) <= 1 and (not aapne or sak.tilstand in LOEPER), "a proposal waits in a case that is over"
    for p in perioder:
        assert (p.foreslatt_av_id == sak.soker_id) == (p.side == "hospitant"), "proposed by the other side"
        if p.besvart_av_id:
            assert (p.besvart_av_id == sak.soker_id) == (p.side == "vert"), "a side confirmed its own proposal"
    for p in gjelder:
        assert avtale and (p.fra, p.til, p.evaluering_tidspunkt) == (avtale.fra, avtale.til, avtale.evaluering_tidspunkt)
        assert p.til <= lokal_dato(p.evaluering_tidspunkt), "evaluated before it is over"
        assert _innvilget(sak, p, perioder), "nobody granted this period"


def _innvilget(sak: Soknad, p: Periodeforslag, perioder: list[Periodeforslag]) -> bool:
    assert sak.periode_fra and sak.periode_til
    rammer = [(sak.periode_fra, sak.periode_til)]
    rammer += [(r.fra, r.til) for r in perioder if r.leder_id and r.tilstand in ("gjelder", "erstattet")]
    return any(fra <= p.fra and p.til <= til for fra, til in rammer)


def ukene_er_tatt(sak: Soknad, avtale: Avtale | None) -> None:
    """A case takes exactly its weeks, at its unit, while an agreement is in force, and none else (S0-R05)."""
    tatt = Counter(Ukebelegg.objects.filter(soknad=sak).values_list("uke", "enhet_id"))
    skal: Counter[Any] = Counter()
    if sak.tilstand in BINDENDE:
        assert avtale and avtale.fra and avtale.til, "an agreement without a period"
        skal = Counter((uke, sak.hospiteringsenhet_id) for uke in ukene(avtale.fra, avtale.til))
    assert tatt == skal, f"weeks taken in {sak.tilstand}: {sorted(tatt)}"


def avklart(sak: Soknad) -> None:
    """Nothing is agreed before every point of pkt. 1.2 is clarified (S1-H03), travel by those two (S1-H12)."""
    if sak.tilstand not in BINDENDE:
        return
    assert set(sak.avklaringer.values_list("punkt", flat=True)) == set(Punkt.values), "entered with a point open"
    reise = Reiseavtale.objects.get(pk=sak.pk)
    assert reise.bekreftet and (reise.foreslatt_av_id == sak.soker_id) != (reise.bekreftet_av_id == sak.soker_id)


def klar(sak: Soknad, avtale: Avtale | None) -> None:
    """Nobody starts before all is green, and what is all green says so (S1-H14, H16–H19)."""
    if sak.tilstand not in BINDENDE or avtale is None:
        return
    lest = set(sak.instrukslesinger.values_list("side", flat=True))
    erklaert = Taushetserklaering.objects.filter(pk=sak.pk).first()
    groent = bool(erklaert) and len(lest) == 2 and not sak.forberedelser.filter(gjort__isnull=True).exists()
    assert groent == (sak.tilstand != "avtale_inngaatt"), f"green: {groent}, in {sak.tilstand}"
    assert groent == (avtale.klar_tid is not None), "ready without a time, or not ready with one"
    if sak.tilstand in ("paagaar", "gjennomfort", "evaluert"):
        assert avtale.fra and avtale.klar_tid and avtale.startet_tid and erklaert
        assert lokal_dato(avtale.klar_tid) <= avtale.fra <= lokal_dato(avtale.startet_tid), "started without being ready"
        assert erklaert.registrert <= avtale.startet_tid, "started without a declaration"
    if sak.tilstand in ("gjennomfort", "evaluert"):
        assert avtale.til and avtale.gjennomfort_tid and lokal_dato(avtale.gjennomfort_tid) > avtale.til, (
            "held before its end"
        )


SOKERENS = {
    "send_inn", "svar_egen", "svar_vert", "trekk", "endre", "endre_til_egen", "endre_til_vert", "ny_vurdering_egen",
    "ny_vurdering_vert", "signer_taushet",
}  # fmt: skip
BEGGES = {
    "foresla_periode", "bekreft_periode", "avslaa_periode", "foresla_reise", "bekreft_reise", "les_instruks", "forbered",
    "bli_klar", "utsett", "kort_ned", "trekk_forslag", "start", "kvitter", "evaluer", "frafall", "fullfor", "frigi",
}  # fmt: skip


def ingen_avgjor_sin_egen(sak: Soknad) -> None:
    """The applicant decides nothing, not through a stand-in either, and nobody decides on both sides (S1-S20, S1-S29)."""
    for navn, av, for_ in Hendelse.objects.for_sak(sak).values_list("navn", "utfort_av", "paa_vegne_av"):
        egen = av == sak.soker_id
        assert not (egen and navn not in SOKERENS | BEGGES), f"the applicant did {navn}"
        assert egen or navn not in SOKERENS, f"somebody else did {navn}"
        assert for_ != sak.soker_id, f"{navn} on behalf of the applicant"
    steg: dict[str, set[Any]] = {}
    for vedtak in Vedtak.objects.for_sak(sak):
        steg.setdefault(vedtak.steg, set()).update({vedtak.av_id, vedtak.paa_vegne_av_id} - {None})
    assert not steg.get("egen", set()) & steg.get("vert", set()), "somebody stands in both steps"
    leder = Periodeforslag.objects.filter(avtale=sak.pk, leder__isnull=False).values_list("leder", flat=True)
    assert not steg.get("vert", set()) & set(leder), "the host said yes for the employer"


def evaluert(sak: Soknad) -> None:
    """One from each side when it is held; neither reads the other's first; complete when both have answered (S1-H20)."""
    rader = {rad.side: rad for rad in sak.evalueringer.select_related("soknad")}
    holdt = sak.tilstand in ("gjennomfort", "evaluert")
    assert set(rader) == (set(Side.values) if holdt else set()), f"{len(rader)} evaluations in {sak.tilstand}"
    ferdige = [rad.tilstand in ("levert", "frafalt") for rad in rader.values()]
    assert (holdt and all(ferdige)) == (sak.tilstand == "evaluert"), (
        "complete before both have answered, or not when they have"
    )
    for rad in rader.values():
        egen = rader["vert" if rad.side == "hospitant" else "hospitant"]
        leser = sak.soker if egen.side == "hospitant" else sak.kontakt_bruker
        if leser is not None:
            assert ser_evaluering(leser, rad) == (egen.tilstand != "venter"), "read before the own was given"
        if rad.levert_av_id:
            assert (rad.levert_av_id == sak.soker_id) == (rad.side == "hospitant"), "given by the other side"


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


def reisen_er_deres(cast: Any, sak: Soknad) -> None:
    """What is agreed about travel is read by hospitant and employer, and stands nowhere else (S1-H12)."""
    if not Reiseavtale.objects.filter(pk=sak.pk).exists():
        return
    for kode in ("sekretariat", "vertsleder"):
        assert not ser_reise(cast.folk[kode], sak), f"{kode} reads how travel is covered"
    mine = Hendelse.objects.for_sak(sak)
    assert not mine.filter(Q(kommentar__contains=HEMMELIG) | Q(data__icontains=HEMMELIG)).exists(), "travel in an event"
    assert not Signatur.objects.filter(hendelse__in=mine, innhold__contains=HEMMELIG).exists(), "travel in what was signed"
    saken = Oppgave.objects.for_sak(sak)
    assert not saken.filter(Q(emne__contains=HEMMELIG) | Q(undertekst__contains=HEMMELIG)).exists(), "travel in a task"


def varsler(sak: Soknad) -> None:
    """Nobody is told the same thing twice of one event, and nobody outside is told anything."""
    mine = Varsel.objects.filter(sak_id=sak.pk)
    doble = mine.values("mottaker", "mal", "hendelse").annotate(antall=Count("pk")).filter(antall__gt=1)
    assert not doble.exists(), "told twice"
    assert not mine.filter(mottaker__epost__startswith="utenfor").exists(), "somebody outside was told"


def tiden(naa: datetime) -> None:
    """The dates have been followed: nothing that should have started, ended or been asked about stands (part 3)."""
    for som in (klokka.som_starter, klokka.som_er_over, klokka.som_ikke_startet, klokka.som_ikke_er_evaluert):
        assert not som(naa).exists(), f"the clock has left something: {som.__name__}"


def kapasiteten(foer: dict[tuple[Any, Any], int]) -> dict[tuple[Any, Any], int]:
    """No week has become fuller than the unit says (S0-R05); a unit that takes less from now on keeps who is agreed.

    Returns how full each week is, for the next question.
    """
    from hospitering.selectors.kapasitet import grenser

    naa: dict[tuple[Any, Any], int] = {
        (rad["enhet"], rad["uke"]): rad["antall"]
        for rad in Ukebelegg.objects.order_by().values("enhet", "uke").annotate(antall=Count("pk"))
    }
    for (enhet, uke), antall in naa.items():
        grense = grenser(enhet, [uke])[uke] if antall > foer.get((enhet, uke), 0) else None
        assert grense is None or antall <= grense, f"{antall} hospitants in a week for {grense}"
    return naa
