"""`make bench`: print every ratio beside its limit. `N` rows (100 000 unless told)."""

from __future__ import annotations

import os
import sys
import time

from tests.tjenester import Tjenester


def kjor(antall: int) -> None:
    """All benchmarks, at a thousand rows and at `antall`."""
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    gammel = setup_databases(verbosity=0, interactive=False)
    try:
        from tests.avtrykk import tom
        from tests.bench.data import lag_data
        from tests.bench.fordeling import maal_fordeling
        from tests.bench.forskning import ANTALL, PROSJEKTGRENSER, maal_prosjekter
        from tests.bench.frister import maal_feiing
        from tests.bench.lis1 import maal_lis1, maal_lis1_jobben
        from tests.bench.lis3 import maal_ko
        from tests.bench.lister import maal_lister
        from tests.bench.oversikt import maal_oversikt
        from tests.bench.pdf import maal_pdf
        from tests.bench.sporsmaal import maal_sporsmaal
        from tests.bench.svarbank import GRENSER, maal_svarbank
        from tests.bench.tekst import maal_tekst
        from tests.bench.vedtak import maal_vedtak

        from .maaling import linje

        print(f"{'':<58} {'forhold':>7}   {'krav':<28} medianer i denne kjøringen")
        cast = lag_data(1000)
        smaa = maal_lister(cast, 1000)
        maal_vedtak(cast)
        maal_pdf(cast)
        tom()
        maal_ko()
        maal_fordeling()
        maal_lis1()
        maal_lis1_jobben()
        maal_tekst()
        tom()
        cast = lag_data(antall)
        store = maal_lister(cast, antall)
        for navn, tid in store.items():
            linje(f"liste, {navn}: {antall} mot 1000 rader", tid / smaa[navn], "≤ 1.3")
        maal_vedtak(cast)
        maal_feiing(cast, antall)
        tom()
        smaa = maal_sporsmaal(1000)
        tom()
        for navn, tid in maal_sporsmaal(antall).items():
            linje(f"liste, {navn}: {antall} mot 1000 rader", tid / smaa[navn], "≤ 1.3")
        tom()
        smaa = maal_svarbank(1000)
        tom()
        for navn, tid in maal_svarbank(antall).items():
            linje(f"svarbanken, {navn}: {antall} mot 1000 svar", tid / smaa[navn], GRENSER.get(navn, "≤ 1.3"))
        tom()
        smaa = maal_prosjekter(1000)
        tom()
        for navn, tid in maal_prosjekter(ANTALL).items():
            linje(f"liste, {navn}: {ANTALL} mot 1000 rader", tid / smaa[navn], PROSJEKTGRENSER.get(navn, "≤ 1.3"))
        tom()
        smaa = maal_oversikt(antall // 10)
        tom()
        for navn, tid in maal_oversikt(antall).items():
            linje(f"oversikt, {navn}: {antall} mot {antall // 10} saker", tid / smaa[navn], "≤ 13 (i takt med sakene)")
    finally:
        teardown_databases(gammel, verbosity=0)


def main() -> int:
    antall = int(os.environ.get("N", "100000"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "helsefellesskap.settings.test"
    os.environ.pop("DEMO", None)
    tjenester = Tjenester()
    tjenester.start()
    start = time.monotonic()
    try:
        import django

        django.setup()
        kjor(antall)
    finally:
        tjenester.stopp()
    print(f"{time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
