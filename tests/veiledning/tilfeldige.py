"""Random questions in the database, and the same numbers counted in plain Python, apart from the code that is tested."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import pgtrigger
from django.contrib.contenttypes.models import ContentType

from grunnmur.saksgang.models import Hendelse
from veiledning.models import Avgrensning, Foresporsel, Utfall

OSLO = ZoneInfo("Europe/Oslo")
ENKELT = ("meldt", "mottatt", "spurt", "avtalt", "gjennomfort", "lukket", "trukket")
ANDRE = (*ENKELT, "avgrenset", "avvist_utenfor_plikten")
KODER = ("tryggere", "endret_praksis", "ny_prosedyre", "henvisning", "unngikk_henvisning", "opplaering")


def lag(c: Any, antall: int, fro: int, dag: date) -> None:
    """`antall` sent questions in both directions, with events, grounds and outcomes, from the year before `dag`."""
    terning = random.Random(fro)
    saker, hendelser, utfall, grunner = [], [], [], []
    sak_type = ContentType.objects.get_for_model(Foresporsel)
    for nr in range(antall):
        sak = _sak(c, terning, nr, dag)
        saker.append(sak)
        for navn, sjanse in (("videresend", 0.3), ("nevn_kapasitet", 0.2), ("meld_taushet", 0.2), ("ikke_besvart", 0.1)):
            for _gang in range(terning.choice([1, 1, 2]) if terning.random() < sjanse else 0):
                hendelser.append(
                    Hendelse(
                        sak_type=sak_type, sak_id=sak.pk, navn=navn, fra=sak.tilstand, til=sak.tilstand,
                        utfort_av=c.svarer, tidspunkt=sak.meldt_tid, kommentar="", data={},
                    )
                )  # fmt: skip
        if sak.tilstand in ("avgrenset", "avvist_utenfor_plikten"):
            grunn = "ikke_nodvendig" if sak.tilstand == "avgrenset" else "utenfor_plikten"
            grunner.append(
                Avgrensning(
                    foresporsel=sak, grunn=grunn, vurdering="Vurdert.", forsvarlig_bekreftet=True, henvist_til="SSU",
                    av=c.svarer, tidspunkt=sak.meldt_tid,
                )
            )  # fmt: skip
        if sak.tilstand == "lukket":
            utfall += [_utfall(c, terning, sak, side) for side in ("melder", "svarer")]
    with pgtrigger.ignore():
        Foresporsel.objects.bulk_create(saker)
        Hendelse.objects.bulk_create(hendelser)
        Avgrensning.objects.bulk_create(grunner)
        Utfall.objects.bulk_create(utfall)


def _sak(c: Any, terning: random.Random, nr: int, dag: date) -> Foresporsel:
    omvendt = terning.random() < 0.4
    enkelt = not omvendt and terning.random() < 0.4
    tilstand = terning.choice(ENKELT if enkelt else ANDRE)
    meldt = _naar(terning, dag - timedelta(days=terning.randint(1, 365)))
    svar = meldt + timedelta(days=terning.randint(0, 12), hours=terning.randint(0, 30))
    avtalt = svar + timedelta(days=terning.randint(0, 6))
    gitt = tilstand in ("gjennomfort", "lukket")
    felter = c.tilbakering(ring_dag=meldt.date(), form="telefon") if enkelt else c.omvendt() if omvendt else c.behov()
    return Foresporsel(
        saksnummer=f"V-T-{nr}", tilstand=tilstand, melder=c.sykehuslege if omvendt else c.soker,
        fra_enhet=c.palliativ if omvendt else c.korttid, fra_virksomhet=c.sykehus if omvendt else c.gjovik,
        hjemmel="hol_5_11" if omvendt else "sphl_6_3", meldt_tid=meldt,
        svarfrist=meldt.date() + timedelta(days=terning.randint(1, 12)),
        ansvarlig=None if tilstand in ("meldt", "trukket") else c.kommunesvarer if omvendt else c.svarer,
        forste_svar_tid=svar if gitt or tilstand in ("avtalt", "spurt") or terning.random() < 0.3 else None,
        avtalt_tid=avtalt if tilstand == "avtalt" or (gitt and terning.random() < 0.5) else None,
        gjennomfort_tid=avtalt + timedelta(days=terning.randint(0, 9)) if gitt else None,
        **{k: v for k, v in felter.items() if k != "fagfelt"}, fagfelt=terning.choice(["somatikk", "psykisk_helse", "rus"]),
    )  # fmt: skip


def _naar(terning: random.Random, dag: date) -> datetime:
    """Any hour, also those when the day is another in London."""
    return datetime.combine(dag, time(terning.randint(0, 23), terning.randint(0, 59)), OSLO)


def _utfall(c: Any, terning: random.Random, sak: Foresporsel, side: str) -> Utfall:
    besvart = terning.choice(["ja", "ja", "delvis", "nei", "ikke_oppgitt"])
    oppgitt = besvart != "ikke_oppgitt"
    return Utfall(
        foresporsel=sak, side=side, besvart=besvart, nytte=terning.randint(1, 5) if oppgitt else None,
        ledet_til=sorted(terning.sample(KODER, terning.randint(0, 3))) if oppgitt else [],
        av=(c.soker if side == "melder" else c.svarer) if oppgitt else None, tidspunkt=sak.meldt_tid,
    )  # fmt: skip


# --- the same, by hand ------------------------------------------------------------------------------------------------


def virkedager(fra: datetime, til: datetime) -> int:
    norge = holidays.country_holidays("NO", years=range(2020, 2030), include_sundays=False)
    start, slutt, antall = fra.astimezone(OSLO).date(), til.astimezone(OSLO).date(), 0
    while start < slutt:
        start += timedelta(days=1)
        antall += start.weekday() < 5 and start not in norge
    return antall


def persentil(verdier: list[int], andel: float) -> float | None:
    """Linear between the two nearest, as SQL's percentile_cont."""
    if not verdier:
        return None
    verdier = sorted(verdier)
    plass = andel * (len(verdier) - 1)
    nede = int(plass)
    oppe = min(nede + 1, len(verdier) - 1)
    return verdier[nede] + (verdier[oppe] - verdier[nede]) * (plass - nede)


def for_haand(
    hjemmel: str, fra: date, til: date, dag: date, minste: int, *, bare: Any = lambda _sak: True
) -> dict[str, Any]:
    """Every number of one direction."""
    saker = [
        s for s in Foresporsel.objects.all()
        if s.hjemmel == hjemmel and fra <= s.meldt_tid.astimezone(OSLO).date() <= til and bare(s)
    ]  # fmt: skip
    nokler = {s.pk for s in saker}
    hendelser = [(h.sak_id, h.navn) for h in Hendelse.objects.all() if h.sak_id in nokler]
    utfall = [u for u in Utfall.objects.all() if u.foresporsel_id in nokler]
    svar = [virkedager(s.meldt_tid, s.forste_svar_tid) for s in saker if s.forste_svar_tid]
    avtale = [virkedager(s.meldt_tid, s.avtalt_tid) for s in saker if s.avtalt_tid]
    svart = [s for s in saker if s.tilstand in ("avtalt", "gjennomfort", "lukket")]
    over = [s for s in saker if s.tilstand in ("meldt", "mottatt") and s.svarfrist < dag]

    def i_tide(s: Foresporsel) -> bool:
        tider = [t for t in (s.avtalt_tid, s.gjennomfort_tid) if t]
        return min(tider).astimezone(OSLO).date() <= s.svarfrist

    nytte = {side: [u.nytte for u in utfall if u.side == side and u.nytte] for side in ("melder", "svarer")}
    koder = Counter(kode for u in utfall if u.side == "melder" for kode in u.ledet_til)
    grunner = Counter(a.grunn for a in Avgrensning.objects.all() if a.foresporsel_id in nokler)
    return {
        "spurt": len(saker),
        "besvart": sum(s.tilstand in ("gjennomfort", "lukket") for s in saker),
        "med_frist": len(svart) + len(over),
        "innen_frist": sum(i_tide(s) for s in svart),
        "trukket": sum(s.tilstand == "trukket" for s in saker),
        "samordnet": 0,
        "median_svar": persentil(svar, 0.5),
        "p90_svar": persentil(svar, 0.9),
        "median_avtale": persentil(avtale, 0.5),
        "p90_avtale": persentil(avtale, 0.9),
        "avgrenset": {g: grunner[g] for g in ("ikke_nodvendig", "utenfor_plikten")},
        "omgjort": 0,
        "videresendt": sum(navn == "videresend" for _sak, navn in hendelser),
        "kapasitet": len({sak for sak, navn in hendelser if navn == "nevn_kapasitet"}),
        "taushet": len({sak for sak, navn in hendelser if navn == "meld_taushet"}),
        "ikke_besvart": sum(navn == "ikke_besvart" for _sak, navn in hendelser),
        "utfall": {
            side: {
                b: sum(u.side == side and u.besvart == b for u in utfall) for b in ("ja", "delvis", "nei", "ikke_oppgitt")
            }
            for side in ("melder", "svarer")
        },
        "ledet_til": {kode: koder[kode] for kode in (*KODER, "ingenting")},
        "nytte": {
            side: {"antall": len(v), "snitt": sum(v) / len(v) if len(v) >= minste else None} for side, v in nytte.items()
        },
    }
