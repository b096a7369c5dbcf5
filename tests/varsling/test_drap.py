"""A worker killed while it sends: nothing lost, nothing doubled, every doubt visible. Thirty times in `make drill`."""

import pytest

from grunnmur.varsling.models import Varsel
from tests.varsling import folk
from tests.varsling.drap import drep_underveis
from tests.varsling.postmottak import Postmottak

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_kills_lose_nothing_and_double_nothing(post: Postmottak):
    folk.varsler(40, folk.bruker(), **folk.KJENT)
    regnskap = drep_underveis(post, drap=2)
    assert (regnskap.tapt, regnskap.dobbelt) == (0, 0)
    assert 1 <= regnskap.usikre <= 2  # the first kill falls between the relay's copy and its answer
    assert Varsel.objects.filter(epost=Varsel.Epost.USIKKER, feil="avbrutt").count() == regnskap.usikre


def test_the_same_kill_doubles_mail_where_a_dead_senders_rows_are_put_back(post: Postmottak):
    """The control: with the usual lease-and-resend the drill must find a duplicate, or it finds nothing."""
    folk.varsler(30, folk.bruker(), **folk.KJENT)
    assert drep_underveis(post, drap=1, gjenopplivet=True).dobbelt == 1
