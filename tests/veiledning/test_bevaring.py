"""When retention ends in guidance: the words go, what happened and what was coded stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from veiledning.models import Foresporsel, Innlegg
from veiledning.operations import avgrensning, foresporsel, traad

from .plikt import besvart, kodet, til_ny_vurdering

ORD = ("Smertelindring", "smertepumper", "prosedyren", "Nyttig", "retningslinjen", "Kapittel", "trenger den")


def feie(maaneder: int) -> int:
    return tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=timezone.now() + timedelta(days=31 * maaneder + 2))


def ord_i_databasen() -> list[str]:
    """Which of the words stand anywhere in the tables of guidance, their history, the events or the notices."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT tablename FROM pg_tables WHERE tablename LIKE 'veiledning\\_%' OR tablename LIKE 'saksgang\\_%' "
            "OR tablename LIKE 'oppgaver\\_%' OR tablename LIKE 'varsling\\_%'"
        )
        tabeller = [rad[0] for rad in peker.fetchall()]
        funnet = set()
        for tabell in tabeller:
            peker.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {tabell} t")  # noqa: S608
            alt = peker.fetchone()[0]
            funnet |= {ett for ett in ORD if ett in alt}
    return sorted(funnet)


def ferdige(veil: Any) -> list[Foresporsel]:
    """One that was answered and coded, one that was limited and looked at again."""
    sak = veil.tatt()
    sak = traad.skriv(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst="Vi trenger den i helgen.")
    lukket = kodet(kodet(besvart(veil, sak), veil.soker, kommentar="Nyttig."), veil.svarer)
    sak = til_ny_vurdering(veil, kommentar="Vi trenger den.")
    avgrenset = avgrensning.oppretthold(
        sak.pk, utfort_av=veil.vertsleder, versjon=sak.versjon, vurdering="Kapittel tre dekker det."
    )
    return [lukket, avgrenset]


def test_every_word_is_gone_and_everything_that_happened_stands(veil: Any) -> None:
    saker, aapen = ferdige(veil), veil.meldt(veil.behov(overskrift="Åpen", behov="Fortsatt åpen."))
    assert len(ord_i_databasen()) == len(ORD)
    hendelser = list(Hendelse.objects.values("sak_id", "navn", "utfort_av", "tidspunkt").order_by("id"))
    assert feie(60) == 0  # nobody has decided how long
    sett_bevaringstid("veiledning.sporsmaal", maaneder=12, utfort_av=Bruker.objects.systemet())
    assert (feie(10), feie(12), feie(12)) == (0, 2, 0)
    assert ord_i_databasen() == []
    assert list(Hendelse.objects.values("sak_id", "navn", "utfort_av", "tidspunkt").order_by("id")) == hendelser
    lukket = Foresporsel.objects.get(pk=saker[0].pk)
    assert (lukket.overskrift, lukket.behov, lukket.tilstand, lukket.fagfelt) == (TOMT, TOMT, "lukket", "somatikk")
    assert [(u.side, u.besvart, u.nytte, u.ledet_til) for u in lukket.utfall.order_by("side")] == [
        ("melder", "ja", 4, ["tryggere"]), ("svarer", "ja", 4, ["tryggere"]),
    ]  # fmt: skip
    assert Foresporsel.objects.get(pk=aapen.pk).behov == "Fortsatt åpen."


def test_the_pages_of_an_emptied_case_stand(veil: Any, client: Any) -> None:
    saker = ferdige(veil)
    sett_bevaringstid("veiledning.sporsmaal", maaneder=1, utfort_av=Bruker.objects.systemet())
    assert feie(2) == 2
    for hvem in ("soker", "svarer", "koordinator"):
        client.force_login(veil.folk[hvem])
        for sak in saker:
            html = client.get(sak.get_absolute_url()).content.decode()
            assert sak.saksnummer in html
            assert TOMT in html


@pytest.mark.krav("S1-V13")
def test_the_number_goes_with_the_last_word_and_a_withdrawal(veil: Any, client: Any) -> None:
    lukket = kodet(kodet(besvart(veil, veil.tatt(veil.tilbakering())), veil.soker), veil.svarer)
    aapen = veil.meldt(veil.tilbakering())
    trukket = foresporsel.trekk(aapen.pk, utfort_av=veil.soker, versjon=aapen.versjon)
    client.force_login(veil.soker)
    for sak in (lukket, trukket):
        assert Foresporsel.objects.get(pk=sak.pk).ring_tlf == ""
        assert 'href="tel:"' not in client.get(sak.get_absolute_url()).content.decode()


def test_only_an_emptied_case_loses_its_thread(veil: Any) -> None:
    ferdige(veil)
    with pytest.raises(DatabaseError), transaction.atomic():
        Innlegg.objects.update(tekst=TOMT)


def test_a_draft_that_nobody_sends_loses_its_words_and_its_number(veil: Any) -> None:
    gammelt, nytt = veil.utkast(), veil.utkast(veil.tilbakering())
    sett_bevaringstid("veiledning.utkast", maaneder=3, utfort_av=Bruker.objects.systemet())
    Foresporsel.objects.filter(pk=gammelt.pk).update(endret=timezone.now() - timedelta(days=60))
    assert (feie(0), feie(2), feie(4)) == (0, 1, 1)
    for sak in (gammelt, nytt):
        sak.refresh_from_db()
        assert (sak.tilstand, sak.overskrift, sak.behov, sak.ring_tlf) == ("utkast", "", "", "")
