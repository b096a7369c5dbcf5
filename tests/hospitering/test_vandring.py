"""Whatever is done to a hospitering, by whom and in whatever order: what the procedure promises holds after every step."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.models import Hendelse
from hospitering.models import Periodeforslag, Reiseavtale, Soknad, Tilstand, Ukebelegg
from hospitering.operations import periode
from tests.rollebesetning import Cast

from . import avtaler, lovnader
from .vandring import Vandrer, byen

STEG = 40
REGLER: dict[str, Any] = {
    "stateful_step_count": STEG,
    "derandomize": True,
    "database": None,
    "deadline": None,
    "phases": [Phase.generate],
    "suppress_health_check": list(HealthCheck),
}
VERB = {
    "send_inn", "innvilg_egen", "bekreft_mottatt", "innvilg_vert", "gi_tilbakemelding", "avklar", "foresla_periode",
    "bekreft_periode", "foresla_reise", "bekreft_reise", "inngaa_avtale", "les_instruks", "forbered", "bli_klar", "utsett",
    "bytt_kontakt", "avlys", "trekk", "kvitter", "evaluer", "start", "avslutt", "meld_ikke_klar",
}  # fmt: skip


NAAS = set(Tilstand.values) - {"utkast"}
"""Where the walk must have come; a draft is where it begins."""
FLEST = 4


class Maskin(RuleBasedStateMachine):
    """Hypothesis decides who does what, and when. Each walk is undone before the next."""

    cast: ClassVar[Any]
    saker: ClassVar[list[Soknad]]
    gjort: ClassVar[Counter[str]] = Counter()
    naadd: ClassVar[set[str]] = set()
    steg_gaatt: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.boks = transaction.atomic()
        self.boks.__enter__()
        self.vandrer = Vandrer(type(self).cast, [Soknad.objects.get(pk=s.pk) for s in type(self).saker], lambda _valg: None)

    @rule(data=st.data())
    def noe_skjer(self, data: Any) -> None:
        self.vandrer.velg = lambda valg: valg[data.draw(st.integers(0, len(valg) - 1))]
        self.vandrer.steg()
        type(self).steg_gaatt += 1

    def teardown(self) -> None:
        type(self).gjort.update(self.vandrer.regnskap())
        type(self).naadd |= self.vandrer.naadd
        transaction.set_rollback(True)
        self.boks.__exit__(None, None, None)
        caches["lokal"].clear()


def maskinen(cast: Cast) -> type[Maskin]:
    """A machine of its own for each test, with its own account of where it has been."""
    egen = {"cast": cast, "saker": byen(cast), "gjort": Counter(), "naadd": set(), "steg_gaatt": 0}
    return type("Maskin", (Maskin,), egen)


def gaa(maskin: type[Maskin], vandringer: int, **regler: Any) -> None:
    run_state_machine_as_test(maskin, settings=settings(**REGLER | {"max_examples": vandringer} | regler))


@pytest.mark.krav("S1-H03", "S1-H09", "S1-H12", "S1-H14", "S1-H20", "S1-S40", "S0-R05")
def test_en_hospitering_holder_hvert_lofte_hele_veien(cast: Cast, caplog: Any) -> None:
    maskin = maskinen(cast)
    gaa(maskin, 25)
    # The walk is put to the test too: one that never came anywhere proves little, so it goes on until it has.
    for runde in range(FLEST):
        if maskin.naadd >= NAAS and set(maskin.gjort) >= VERB:
            break
        gaa(seed(runde)(maskin), 8)
    assert maskin.steg_gaatt >= 1000
    assert {rad.message for rad in caplog.records if rad.levelname == "ERROR"} == set()
    assert maskin.naadd >= NAAS
    assert set(maskin.gjort) >= VERB


# --- the walk sees what is wrong ---------------------------------------------------------------------------------------


def _glemmer_aa_lukke(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has answered is asked still."""
    monkeypatch.setattr(periode, "lukk_oppgaver", lambda *_alt, **_valg: 0)


def _uten_egen_leder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A period applies whatever the own leader granted; the database says no, and the walk hears it."""
    monkeypatch.setattr(periode, "er_innvilget", lambda _sak, _forslag: True)


@pytest.mark.parametrize("feil", [_glemmer_aa_lukke, _uten_egen_leder], ids=lambda feil: feil.__name__.strip("_"))
def test_en_feil_i_en_operasjon_blir_funnet(cast: Cast, monkeypatch: pytest.MonkeyPatch, feil: Any) -> None:
    maskin = maskinen(cast)
    feil(monkeypatch)
    with pytest.raises((AssertionError, DatabaseError)):
        gaa(maskin, 25)


def _uten_vern() -> None:
    """No triggers, until the savepoint is undone."""
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute("SET LOCAL session_replication_role = replica")


def _i(tilstand: str) -> Any:
    return lambda s: Soknad.objects.filter(pk=s.pk).update(tilstand=tilstand)


BRUDD: dict[str, Any] = {
    "starter uten å være klar": _i("paagaar"),
    "slutter med uker og oppgaver": _i("trukket"),
    "er evaluert uten svar": _i("evaluert"),
    "mister en uke": lambda s: Ukebelegg.objects.filter(soknad=s, uke=s.ukebelegg.order_by("uke")[0].uke).delete(),
    "uten reiseavtale": lambda s: Reiseavtale.objects.filter(pk=s.pk).update(bekreftet=None, bekreftet_av=None),
    "uten et punkt": lambda s: s.avklaringer.filter(punkt="S1-H13").delete(),
    "bekreftet av samme side": lambda s: Periodeforslag.objects.filter(avtale=s.pk).update(besvart_av=F("foreslatt_av")),
    "ingen innvilget perioden": lambda s: Soknad.objects.filter(pk=s.pk).update(periode_til=F("periode_fra")),
    "reisen i historikken": lambda s: Hendelse.objects.for_sak(s).update(kommentar=lovnader.HEMMELIG),
    "oppgaven er borte": lambda s: Oppgave.objects.for_sak(s).aapne().filter(type="hospitering.instruks").delete(),
    "sin egen leder": lambda s: Hendelse.objects.for_sak(s).filter(navn="innvilg_egen").update(utfort_av=s.soker),
}


def test_et_brudd_forbi_vernet_blir_sett(cast: Cast) -> None:
    avtaler.tekst()
    sak = avtaler.inngaatt(cast)
    lovnader.alle(cast, avtaler.naa_er(sak))
    for navn, bryt in BRUDD.items():
        boks = transaction.savepoint()
        _uten_vern()
        bryt(sak)
        try:
            lovnader.alle(cast, avtaler.naa_er(sak))
        except AssertionError:
            transaction.savepoint_rollback(boks)
        else:
            pytest.fail(f"nobody saw: {navn}")
