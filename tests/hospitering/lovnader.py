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

from .skyldes import oppgaver

BINDENDE = ("avtale_inngaatt", "klar", "paagaar", "gjennomfort", "evaluert")
LOEPER = ("avtale_under_arbeid", "avtale_inngaatt", "klar", "paagaar")
OVER = ("avslaatt_egen", "avslaatt_vert", "trukket", "avlyst", "evaluert")
HEMMELIG = "Bussbillett Blåklokke"
"""What the travel agreements of the walk say."""


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
    "angre_forberedelse", "ikke_klar",
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
