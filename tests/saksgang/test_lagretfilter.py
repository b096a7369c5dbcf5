"""Saved filters: a person's own, one list at a time; and those saved before the lists shared them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from grunnmur.saksgang.forms import filtersporring
from grunnmur.saksgang.models import Lagretfilter
from grunnmur.saksgang.operations import lagre_filter, slett_filter
from tests.rollebesetning import Cast

FOER = [("hospitering", "0002_papir_dato"), ("lis3", "0002_koplass")]
FELTER = ("id", "bruker_id", "liste", "navn", "sporring")


def test_the_same_name_stands_once_in_each_list_and_goes_from_its_own_only(cast: Cast) -> None:
    for liste, sporring in (("hospitering", "q=a"), ("lis3.ko", "q=b"), ("lis3.ko", "q=c")):
        lagre_filter(liste, utfort_av=cast.leder, navn="Mitt", sporring=sporring)
    assert list(Lagretfilter.objects.order_by("liste").values_list("liste", "sporring")) == [
        ("hospitering", "q=a"),
        ("lis3.ko", "q=c"),
    ]
    koen = Lagretfilter.objects.get(liste="lis3.ko")
    slett_filter("hospitering", koen.pk, utfort_av=cast.leder)
    slett_filter("lis3.ko", koen.pk, utfort_av=cast.soker)
    assert Lagretfilter.objects.count() == 2
    slett_filter("lis3.ko", koen.pk, utfort_av=cast.leder)
    assert [f.liste for f in Lagretfilter.objects.all()] == ["hospitering"]


@pytest.mark.django_db(transaction=True)
def test_filters_saved_in_the_areas_move_with_their_ids_and_back_again(cast: Cast) -> None:
    for liste in ("hospitering", "lis3.ko"):
        for navn in ("Et", "To"):
            lagre_filter(liste, utfort_av=cast.leder, navn=navn, sporring=f"q={liste}")
    alle = set(Lagretfilter.objects.values_list(*FELTER))
    assert len(alle) == 4

    MigrationExecutor(connection).migrate(FOER)
    try:
        with connection.cursor() as peker:
            peker.execute(
                "SELECT id, bruker_id, 'hospitering', navn, sporring FROM hospitering_lagretfilter UNION ALL "
                "SELECT id, bruker_id, 'lis3.ko', navn, sporring FROM lis3_kovisning"
            )
            gamle = set(peker.fetchall())
        assert (gamle, Lagretfilter.objects.count()) == (alle, 0)
    finally:
        siste = MigrationExecutor(connection)  # not only past the move: other tests go on in this database
        siste.migrate(siste.loader.graph.leaf_nodes())
    assert set(Lagretfilter.objects.values_list(*FELTER)) == alle
    assert not {"hospitering_lagretfilter", "lis3_kovisning"} & set(connection.introspection.table_names())


def test_a_search_for_an_identity_number_is_not_kept() -> None:
    assert filtersporring({"sok": "21917010045", "tilstand": "meldt"}, ("sok", "tilstand")) == "tilstand=meldt"
    assert filtersporring({"sok": "smerte"}, ("sok", "tilstand")) == "sok=smerte"
