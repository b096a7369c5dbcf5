"""What was taken back from the bank is emptied when its time is out, its earlier versions too."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from veiledning.models import Banksvar
from veiledning.operations import bank

from .banken import publisert


@pytest.mark.parametrize("rediger_foerst", [True, False])
def test_what_is_taken_back_is_emptied_with_its_versions(veil, rediger_foerst):
    svar = publisert(veil)
    if rediger_foerst:
        svar = bank.rediger(svar.pk, utfort_av=veil.svarer, versjon=svar.versjon, sporsmaal="Nytt?", svar="Ny tekst.")
    bank.trekk_tilbake(svar.pk, utfort_av=veil.soker, versjon=svar.versjon)
    staar = publisert(veil)
    tiden = Bruker.objects.systemet()
    sett_bevaringstid("veiledning.banksvar", maaneder=24, utfort_av=tiden)
    assert tom_utlopte(utfort_av=tiden, naa=timezone.now() + timedelta(days=700)) == 0
    assert tom_utlopte(utfort_av=tiden, naa=timezone.now() + timedelta(days=800)) == 1
    svar.refresh_from_db()
    staar_i_basen = Banksvar.objects.get(pk=staar.pk)
    assert (svar.sporsmaal, svar.svar, list(svar.lenker.all())) == (TOMT, TOMT, [])
    assert [(v.sporsmaal, v.svar) for v in svar.versjoner.all()] == [(TOMT, TOMT)] * rediger_foerst
    assert (staar_i_basen.svar, staar_i_basen.lenker.count()) == (staar.svar, 1)


def test_an_earlier_version_is_never_rewritten(veil):
    svar = publisert(veil)
    svar = bank.rediger(svar.pk, utfort_av=veil.svarer, versjon=svar.versjon, sporsmaal="Nytt?", svar="Ny tekst.")
    for verb in (lambda: svar.versjoner.update(svar="Noe annet."), lambda: svar.versjoner.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            verb()
