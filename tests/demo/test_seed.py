"""The demo: everybody of the contract, applications in every state, made by the verbs, the same each time."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from helsefellesskap.demo.kontoer import KONTOER, PASSORD
from hospitering.models import Soknad, Tilstand


@pytest.mark.django_db
def test_demoen_er_hel_og_lik_hver_gang(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    call_command("seed_demo", verbosity=0)
    antall = (Bruker.objects.count(), Enhet.objects.count(), Soknad.objects.count(), Hendelse.objects.count())
    call_command("seed_demo", verbosity=0)
    assert (Bruker.objects.count(), Enhet.objects.count(), Soknad.objects.count(), Hendelse.objects.count()) == antall

    kontoer = [Bruker.objects.get(epost=k.epost) for k in KONTOER]
    assert all(b.check_password(PASSORD) for b in kontoer[:2])
    uten_rolle = [b.navn for b in kontoer if not tilgang_for(b).fullmakter]
    assert uten_rolle == ["Adam Administrator"]
    assert Deltakelse.objects.count() == 43
    assert 250 <= Bruker.objects.count() <= 400
    assert 180 <= Soknad.objects.count() <= 230

    tilstander = Counter(Soknad.objects.values_list("tilstand", flat=True))
    assert set(tilstander) == set(Tilstand.values)
    spredning = Soknad.objects.exclude(innsendt_tid=None).order_by("innsendt_tid")
    forste, siste = spredning.first(), spredning.last()
    assert forste and siste
    assert (timezone.now() - forste.innsendt_tid).days >= 530
    assert (timezone.now() - siste.innsendt_tid).days <= 7
    assert all(Hendelse.objects.filter(tidspunkt__gt=timezone.now()).values_list("id", flat=True)) is True

    venter = {k.lokal_del: Oppgave.objects.venter_paa(Bruker.objects.get(epost=k.epost)).count() for k in KONTOER}
    for konto in ("soker", "leder", "stedfortreder", "mottak", "vertsleder", "kommunemottak"):
        assert venter[konto] > 0, konto
    assert venter["utenfor"] == 0
    assert Varsel.objects.exclude(epost__in=["sendt", "klar", "samles"]).count() == 0
    mottak = Bruker.objects.get(epost="mottak@demo.example")
    assert tilgang_for(mottak).har(RolleType.MOTTAKSANSVARLIG)
