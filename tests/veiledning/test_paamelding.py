"""Coming to a joint session: the yes that answers the task, the places, and when it closes."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grunnmur.saksgang.feil import Nektet
from veiledning.models import Paamelding
from veiledning.operations import paamelding

from .aktiviteter import oppgaver, planlagt
from .folk import VeilCast


def test_paamelding_svarer_paa_oppgaven_og_plassene_er_et_tak(veil: VeilCast) -> None:
    en = veil.meldt()
    sak = planlagt(veil, en, plasser=1)
    paamelding.meld_paa(sak.pk, utfort_av=veil.soker)
    en.refresh_from_db()
    assert (oppgaver(en), en.avtalt_tid is not None) == ([], True)
    with pytest.raises(ValidationError, match="Alle plassene er tatt"):
        paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor)
    with pytest.raises(IntegrityError), transaction.atomic():  # past the operation too
        Paamelding.objects.create(aktivitet=sak, bruker=veil.hamarspor, svar="ja", tidspunkt=timezone.now())
    sak.refresh_from_db()
    with pytest.raises(ValidationError) as nei:
        paamelding.meld_paa(sak.pk, utfort_av=veil.svarer)
    assert nei.value.messages == ["Du står som den som svarer, og er med uansett."]
    paamelding.meld_av(sak.pk, utfort_av=veil.soker)
    assert paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor).svar == "ja"
    for verb in (paamelding.meld_paa, paamelding.meld_av):
        with pytest.raises(Nektet):
            verb(sak.pk, utfort_av=veil.utenfor)


def test_paameldingen_stenger_naar_aktiviteten_begynner(veil: VeilCast) -> None:
    sak = planlagt(veil)
    with pytest.raises(ValidationError, match="har begynt"):
        paamelding.meld_paa(sak.pk, utfort_av=veil.soker, naa=sak.start)
