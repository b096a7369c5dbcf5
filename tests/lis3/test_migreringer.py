"""What was there before a migration is there after it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lis.lis3.models import Klarmelding
from lis.lis3.operations import innmelding as op
from tests.lis3.folk import lag_lis


def test_what_an_alis_office_reported_before_offices_were_kept_belongs_to_it(transactional_db: None) -> None:
    lis = lag_lis()
    sak = op.meld_lege_klar(utfort_av=lis.alis_kontor, navn="Liv Listre", epost="lis3@prove.example", kommune=lis.gjovik)
    op.meld_klar(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    foer = set(Klarmelding.objects.values_list("rolle", "virksomhet__navn"))
    assert foer == {("alis_kontor", "ALIS-kontor Øst"), ("lis3", None)}
    MigrationExecutor(connection).migrate([("lis3", "0003_lagretfilter")])
    try:
        with pytest.raises(Exception, match="virksomhet"):
            list(Klarmelding.objects.values_list("virksomhet"))
    finally:
        siste = MigrationExecutor(connection)  # not only past this one: other tests go on in this database
        siste.migrate(siste.loader.graph.leaf_nodes())
    assert set(Klarmelding.objects.values_list("rolle", "virksomhet__navn")) == foer
