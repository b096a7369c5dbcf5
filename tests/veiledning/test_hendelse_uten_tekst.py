"""About one patient not even the history carries a word, whichever verb it is and whoever writes the row."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone

from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt
from tests.veiledning.folk import virkedag
from veiledning import overganger as o
from veiledning.models import Foresporsel
from veiledning.operations import frist, videre

ORD = "Hun er 82 år"


def skriv(sak: Foresporsel, navn: str, **felter: object) -> Hendelse:
    return Hendelse.objects.create(
        sak_type=ContentType.objects.get_for_model(sak),
        sak_id=sak.pk,
        navn=navn,
        fra=sak.tilstand,
        til=sak.tilstand,
        utfort_av=sak.melder,
        tidspunkt=timezone.now(),
        **felter,
    )


@pytest.mark.krav("S1-V13")
def test_no_event_about_one_patient_carries_a_word(veil):
    sak = veil.tatt(veil.tilbakering())
    navn = [overgang.navn for overgang in o.FORESPORSEL.overganger]
    assert len(navn) > 30
    skrevet = []
    tekster = (
        {"kommentar": ORD}, {"data": {"merknad": ORD}}, {"data": {"grunn": ORD}}, {"data": {"frist": ORD}},
        {"data": {"fra": "A", "til": "B", "mer": [ORD]}},
    )  # fmt: skip
    for ett in navn:
        for felter in tekster:
            try:
                with transaction.atomic():
                    skriv(sak, ett, **felter)
            except IntegrityError as feil:
                assert "tekst_om_enkeltpasient" in str(feil)
            else:
                skrevet.append((ett, felter))
    assert skrevet == []


@pytest.mark.krav("S1-V13")
def test_no_verb_takes_a_word_with_it(veil):
    sak = veil.tatt(veil.tilbakering())
    with pytest.raises(IntegrityError, match="tekst_om_enkeltpasient"), transaction.atomic():
        flytt(sak, o.RING_UTEN_SVAR, utfort_av=veil.svarer, kommentar=ORD)
    assert not Hendelse.objects.for_sak(sak).filter(navn="ring_uten_svar").exists()


@pytest.mark.krav("S1-V13")
def test_what_the_verbs_say_in_codes_goes_through(veil):
    sak = veil.tatt(veil.tilbakering())
    dag = virkedag(2)
    sak = frist.foreslaa_frist(
        sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, frist=dag, fra=sak.ring_fra, til=sak.ring_til
    )
    sak = videre.videresend(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, grunn="kollega", person=veil.svarer2)
    siste = Hendelse.objects.for_sak(sak).order_by("-id")[:2]
    assert [set(h.data) for h in siste] == [{"grunn", "fra", "til"}, {"frist"}]


def test_other_questions_are_written_about_as_before(veil):
    sak = veil.tatt()
    assert skriv(sak, "videresend", kommentar="Hører hjemme hos oss.", data={"merknad": "a"}).pk
