"""What time asks about projects: once each, of whoever leads them, and never twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from forskning import overganger as o
from forskning.models import Innstilling
from forskning.operations import klokka, milepael
from forskning.operations import prosjekt as prosjektop
from forskning.operations import resultat as rop
from forskning.tekster.framdrift import FORMIDLING, LEVER_DET
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt
from grunnmur.varsling.models import Varsel

from .test_framdrift import milepael as ny_milepael
from .test_framdrift import resultat
from .tilstander import fullfort, i_gang, stanset

pytestmark = pytest.mark.django_db


def om_maaneder(antall: int) -> datetime:
    naa = timezone.now()
    return timezone.make_aware(datetime.combine(pluss_maaneder(timezone.localdate(naa), antall), naa.time())) + timedelta(
        days=1
    )


def aapne(sak: Any, type_: str) -> list[Any]:
    return [o.person for o in Oppgave.objects.for_sak(sak).aapne().filter(type=type_)]


def test_a_quiet_project_is_asked_once_whether_it_lives(forsk: Any) -> None:
    p, stille = forsk.ide(), Innstilling.objects.gjeldende().stille_maaneder
    stanset(forsk)
    assert klokka.folg(naa=om_maaneder(stille) - timedelta(days=3)) == 0
    assert klokka.folg(naa=om_maaneder(stille)) == 1
    assert klokka.folg(naa=om_maaneder(stille)) == 0
    assert klokka.folg(naa=om_maaneder(3 * stille)) == 0
    assert aapne(p, LEVER_DET) == [forsk.forsker]
    (varsel,) = Varsel.objects.filter(mal="forskning.lever_det")
    assert (varsel.mottaker, varsel.data["saksnummer"]) == (forsk.forsker, p.saksnummer)


def test_being_reminded_is_no_sign_of_life(forsk: Any) -> None:
    p, stille = forsk.ide(), Innstilling.objects.gjeldende().stille_maaneder
    minnet = o.MINN_OM_FORANKRING
    ny = forsk.nytt(p)
    flytt(ny, minnet, utfort_av=Bruker.objects.systemet(), naa=om_maaneder(stille - 1))
    assert klokka.folg(naa=om_maaneder(stille)) == 1


def test_the_leader_answers_and_is_asked_again_only_after_as_long_once_more(forsk: Any) -> None:
    p, stille = forsk.ide(), Innstilling.objects.gjeldende().stille_maaneder
    klokka.folg(naa=om_maaneder(stille))
    ny = forsk.nytt(p)
    with pytest.raises(Nektet):
        klokka.bekreft_at_det_lever(ny.pk, utfort_av=forsk.kommuneforsker, versjon=ny.versjon)
    with pytest.raises(Nektet):
        klokka.spor_om_det_lever(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon)
    klokka.bekreft_at_det_lever(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon, naa=om_maaneder(stille))
    assert aapne(p, LEVER_DET) == []
    assert klokka.folg(naa=om_maaneder(2 * stille) - timedelta(days=3)) == 0
    assert klokka.folg(naa=om_maaneder(2 * stille + 1)) == 1


@pytest.mark.krav("S4-C12")
def test_a_completed_project_is_asked_to_share_and_a_result_answers(forsk: Any) -> None:
    p = fullfort(forsk)
    assert [klokka.folg(), klokka.folg()] == [1, 0]
    assert aapne(p, FORMIDLING) == [forsk.forsker]
    frist = Oppgave.objects.get(sak_id=p.pk, type=FORMIDLING).frist
    assert frist == pluss_maaneder(timezone.localdate(), Innstilling.objects.gjeldende().formidling_maaneder)
    resultat(forsk, p)
    assert [aapne(p, FORMIDLING), klokka.folg()] == [[], 0]


def test_one_that_has_shared_already_is_not_asked(forsk: Any) -> None:
    p = fullfort(forsk)
    rop.meld_formidlet(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, kommentar="Foredrag for alle kommunene.")
    assert klokka.folg() == 0
    annet = i_gang(forsk)
    with pytest.raises(UlovligOvergang):
        rop.meld_formidlet(annet.pk, utfort_av=forsk.forsker, versjon=annet.versjon)


def test_opened_again_and_completed_again_it_is_asked_again(forsk: Any) -> None:
    p = fullfort(forsk)
    klokka.folg()
    ny = forsk.nytt(p)
    prosjektop.gjenaapne(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon)
    assert aapne(p, FORMIDLING) == []
    ny = forsk.nytt(p)
    prosjektop.fullfor(ny.pk, utfort_av=forsk.forsker, versjon=ny.versjon)
    assert klokka.folg() == 1


def test_a_new_leader_gets_the_tasks_of_what_is_not_done(forsk: Any) -> None:
    p = forsk.ide()
    m = ny_milepael(forsk, p)
    ny = forsk.nytt(p)
    ny.leder = forsk.sykehusfou
    ny.save(update_fields=["leder"])
    milepael.sett_oppgaver(ny, Hendelse.objects.filter(sak_id=p.pk).latest("tidspunkt"))
    assert [(o.person, o.del_id) for o in Oppgave.objects.for_sak(p).aapne()] == [(forsk.sykehusfou, m.pk)]


def test_where_the_leader_has_left_the_coordinator_of_the_owner_is_asked(forsk: Any) -> None:
    p = forsk.ide()
    Bruker.objects.filter(pk=forsk.forsker.pk).update(is_active=False)
    klokka.folg(naa=om_maaneder(Innstilling.objects.gjeldende().stille_maaneder))
    (oppgave,) = Oppgave.objects.for_sak(p).aapne().filter(type=LEVER_DET)
    assert (oppgave.rolletype, oppgave.virksomhet) == ("fou_koordinator", forsk.sykehus)
