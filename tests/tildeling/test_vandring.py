"""Rounds in many orders: whoever does whatever, what the allocation promises holds after every step."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from lis.tildeling.models import Forslag, Habilitet, Onske, Restplass, Runde, Tildeling
from tests.avtrykk import ett_avtrykk

from .folk import bygg_tildeling
from .lovnader import ingen_utelukket_gjorde_noe, lovet, utelukket_for
from .vandring import Vandring

pytestmark = pytest.mark.django_db
ANTALL = 3
"""Walks from each place. A few at a time: every run of the tests goes other ways."""
NEI = (PermissionDenied, ValidationError, UlovligOvergang, Utdatert, LookupError)
"""What is refused leaves everything as it was; LookupError: there was nothing to do it on."""

VEIEN = {
    "planlagt": ("planlegg", "hent"),
    "behandles": ("aapne", "lever", ("lever", 1, 1), "lukk", "poeng", "meld", "avgjor"),
    "underskrift": ("bestill", ("endre_forslag", 0, 2), "send"),
    "publisert": ("signer", "signer", "signer", "publiser"),
}
"""The short way through, to each place where a walk begins."""

skritt = st.tuples(
    st.integers(0, 9999), st.sampled_from((False, False, False, True)), st.integers(0, 999), st.integers(0, 999)
)


def fram_til(tilstand: str) -> Vandring:
    v = Vandring(bygg_tildeling())
    for til, verb in VEIEN.items():
        for steg in verb:
            v.gjor(*((steg,) if isinstance(steg, str) else steg))
            v.merk()
        lovet(v)
        assert v.sak.tilstand == til
        if til == tilstand:
            break
    return v


lag = {tilstand: ett_avtrykk(partial(fram_til, tilstand)) for tilstand in VEIEN}


def gaa(v: Vandring, steg: tuple[int, bool, int, int]) -> str:
    """One step and what it must not have done; the name of what was refused is nothing."""
    foer, siden = utelukket_for(Runde.objects.all()), Hendelse.objects.latest("id").pk
    try:
        with transaction.atomic():
            navn = v.gaa(*steg)
    except NEI:
        assert Hendelse.objects.latest("id").pk == siden, "refused, and something happened"
        return ""
    v.merk()
    ingen_utelukket_gjorde_noe(foer, siden)
    lovet(v)
    return navn


@pytest.mark.krav("S1-L12", "S1-L13", "S1-L14")
@pytest.mark.parametrize("fra", list(VEIEN))
def test_hva_som_enn_gjores_holder_lovnadene(db: None, fra: str) -> None:
    start = lag[fra]()

    @settings(max_examples=ANTALL, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(skritt, min_size=5, max_size=15))
    def vandre(forlop: list[Any]) -> None:
        v = copy.deepcopy(start)
        with transaction.atomic():
            for steg in forlop:
                gaa(v, steg)
            transaction.set_rollback(True)

    vandre()


def test_en_hel_runde_til_en_ny_lege_er_i_plassen(db: None) -> None:
    """The short way, and on: hired, gone, confirmed, and somebody else hired into the place."""
    v = lag["publisert"]()
    for steg in ("ansett", "fravaer", ("frafall", 0, 1), "kvitter", ("kvitter", 0, 1), "lys_ut", "avtal", "besett", "tid"):
        v.gjor(*((steg,) if isinstance(steg, str) else steg))
        lovet(v)
    assert Restplass.objects.filter(tilstand="besatt_av_kommune").exists()


# --- and they can fail ------------------------------------------------------------------------------------------------


def _annen_kommune(v: Vandring) -> None:
    Onske.objects.filter(rang=1).update(rang=9)


def _inhabil_etterpaa(v: Vandring) -> None:
    Habilitet.objects.create(
        runde=v.sak, bruker=v.lis.statsforvalter, grunn="naerstaaende", meldt=timezone.now(), utfall="inhabil",
        avgjort_av=v.lis.koordinator, avgjort=timezone.now(),
    )  # fmt: skip


def _uavklart(v: Vandring) -> None:
    Habilitet.objects.create(runde=v.sak, bruker=v.lis.koordinator, grunn="annet", meldt=timezone.now())


def _uten_underskrift(v: Vandring) -> None:
    en = v.sak.deltakere.filter(tilbakekalt=None).first()
    assert en
    v.sak.deltakere.filter(pk=en.pk).update(signert=None, signatur=None)


def _glemt_plass(v: Vandring) -> None:
    Restplass.objects.all().delete()


def _borte(v: Vandring) -> None:
    Tildeling.objects.filter(pk=Tildeling.objects.first().pk).delete()  # type: ignore[union-attr]


def _annet_svar(v: Vandring) -> None:
    Forslag.objects.update(resultat_sha256="0" * 64)


def _helse(v: Vandring) -> None:
    with connection.cursor() as sql:
        sql.execute("UPDATE tildeling_endring SET begrunnelse = 'Hun er gravid.'")


@pytest.mark.parametrize(
    "brudd",
    [_annen_kommune, _inhabil_etterpaa, _uavklart, _uten_underskrift, _glemt_plass, _borte, _annet_svar, _helse],
)
def test_lovnadene_kan_brytes(db: None, brudd: Callable[[Vandring], None]) -> None:
    """Past every rule, each promise is one that can be broken, and is seen to be."""
    v = lag["publisert"]()
    lovet(v)
    with pgtrigger.ignore():
        brudd(v)
    with pytest.raises(AssertionError):
        lovet(v)
