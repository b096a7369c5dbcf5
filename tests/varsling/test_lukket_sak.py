"""A notice never leads to a page that is closed to its reader by the time it is sent or opened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Rolle
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.utboks import Utfall, send_klare
from hospitering.models import Soknad
from tests.rollebesetning import Cast
from tests.varsling.postmottak import Postmottak, html, tekst

pytestmark = pytest.mark.django_db


def slutter(leder: Bruker) -> None:
    """Every role of theirs ended yesterday; they have an account still."""
    naa = timezone.localdate()
    Rolle.objects.filter(bruker=leder).update(gyldig_fra=naa - timedelta(days=9), gyldig_til=naa - timedelta(days=1))


def til_lederen(cast: Cast) -> tuple[Soknad, Varsel]:
    sak = cast.innsendt()
    varsel = Varsel.objects.get(sak_id=sak.pk, mottaker=cast.leder)
    Varsel.objects.exclude(pk=varsel.pk).update(epost=Varsel.Epost.INGEN)
    return sak, varsel


@pytest.mark.parametrize("epost", [Varsel.Epost.KLAR, Varsel.Epost.SAMLES])
@pytest.mark.parametrize("slutt", [False, True], ids=["fortsatt_leder", "ikke_leder_lenger"])
def test_the_mail_has_a_button_only_to_a_case_that_is_open_to_the_reader(
    cast: Cast, post: Postmottak, epost: str, slutt: bool
) -> None:
    sak, varsel = til_lederen(cast)
    Varsel.objects.filter(pk=varsel.pk).update(epost=epost, opprettet=timezone.now() - timedelta(days=3))
    if slutt:
        slutter(cast.leder)
    assert send_klare() == Utfall(sendt=1)
    [brev] = post.brev
    lenke = f"https://portal.example{sak.get_absolute_url()}"
    assert (lenke in tekst(brev), f'href="{lenke}"' in html(brev)) == (not slutt, not slutt)
    assert ("Åpne søknaden" in tekst(brev), "Åpne søknaden" in html(brev)) == (not slutt, not slutt)
    assert f"{cast.soker.navn} har søkt om hospitering" in tekst(brev)


def test_the_inbox_says_that_the_case_is_closed_to_the_reader(cast: Cast, client: Client) -> None:
    sak, varsel = til_lederen(cast)
    client.force_login(cast.leder)
    apne, lest = reverse("varsel", args=[varsel.pk]), reverse("varsel_lest", args=[varsel.pk])
    assert client.get(apne)["Location"] == sak.get_absolute_url()
    slutter(cast.leder)
    assert "Du har ikke lenger tilgang til saken varselet gjelder." in client.get(apne, follow=True).content.decode()
    assert client.post(lest, {"videre": "1"})["Location"] == "/varsler/"
    assert Varsel.objects.get(pk=varsel.pk).lest is not None
