"""A guest without an account: the link, the mail and the answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from grunnmur.arrangement.models import Arrangement, Deltaker
from grunnmur.arrangement.operations import arrangement as op
from grunnmur.arrangement.operations import deltaker
from grunnmur.oppgaver.kalender import kalender_for
from grunnmur.varsling.utboks import send_klare
from tests.klient import som
from tests.varsling.postmottak import Postmottak

from .folk import ArrCast, om
from .gjester import innhold, lenke

# --- a guest ----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-A03")
def test_a_guest_sees_the_event_and_nothing_else_and_answers_without_signing_in(arr: ArrCast) -> None:
    sak = arr.fagdag(type="moteplass")
    sak = op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    [gjest] = arr.inviter(sak)
    adresse, klient = lenke(gjest), Client()
    svar = klient.get(adresse)
    side = innhold(svar)
    for ord_ in (
        sak.tittel,
        "Møterom 1, Gjøvik",
        "Kl. 10: Start",
        "Gjøvik kommune",
        "Sykehuset Innlandet HF",
        "Hamar kommune",
    ):
        assert ord_ in side, ord_
    for ord_ in ("Synne Søker", "Arne Arrangør", sak.saksnummer or "", "Historikk", "Sindre"):
        assert ord_ not in side, ord_
    assert (svar["Referrer-Policy"], svar["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "no-store" in svar["Cache-Control"]
    assert "Du er påmeldt." in innhold(klient.post(adresse, {"svar": "ja"}, follow=True))
    assert "Du er ikke påmeldt." in innhold(klient.post(adresse, {"svar": "nei"}, follow=True))
    assert klient.post(adresse, {"svar": "tull"}).status_code == 302
    assert sak.deltakere.get(pk=gjest.pk).svar == "nei"
    assert klient.get(f"{adresse}kalender.ics")["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Opplysningene dine er slettet" in innhold(klient.post(adresse, {"svar": "slett"}))
    assert [klient.get(adresse).status_code, klient.get(f"{adresse}kalender.ics").status_code] == [404, 404]
    assert klient.post(adresse, {"svar": "ja"}).status_code == 404
    assert klient.get(f"/arrangementer/svar/{'x' * 43}/").status_code == 404


def test_opening_the_link_decides_nothing_and_late_answers_are_told_so(arr: ArrCast) -> None:
    sak = arr.kunngjort(paameldingsfrist=timezone.localdate())
    [gjest] = arr.inviter(sak)
    adresse, klient = lenke(gjest), Client()
    klient.get(adresse)
    klient.head(adresse)
    assert sak.deltakere.get().svar == "invitert"
    Arrangement.objects.filter(pk=sak.pk).update(paameldingsfrist=timezone.localdate() - timedelta(days=1))
    side = innhold(klient.get(adresse))
    assert "Ja, jeg kommer" not in side and "Nei, jeg kommer ikke" in side
    assert "Påmeldingsfristen var" in innhold(klient.post(adresse, {"svar": "ja"}, follow=True))
    op.avlys(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon)
    assert "Arrangementet er avlyst." in innhold(klient.get(adresse))
    assert "Påmeldingen er stengt." in innhold(klient.post(adresse, {"svar": "nei"}, follow=True))
    assert Deltaker.objects.get().svar == "invitert"


@pytest.fixture
def post(settings: Any) -> Any:
    server = Postmottak()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.DEFAULT_FROM_EMAIL, settings.BASE_URL = "ikke-svar@portal.example", "https://portal.example"
    yield server
    server.stopp()


def test_the_mail_to_a_guest_carries_the_link_and_the_calendar_entry(arr: ArrCast, post: Postmottak) -> None:
    sak = arr.kunngjort()
    arr.inviter(sak)
    sak = op.endre(
        sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, felter={"start": om(31), "slutt": om(31, 12)}
    )
    assert send_klare().sendt == 2
    sekvenser = []
    for brev in post.brev:
        tekst = brev.get_body(("plain",)).get_content()
        [adresse] = {ord_ for ord_ in tekst.split() if "/arrangementer/svar/" in ord_}
        assert "Ja, jeg kommer" in innhold(Client().get(adresse.removeprefix("https://portal.example")))
        assert "/arrangementer/" + str(sak.pk) not in tekst
        [fil] = brev.iter_attachments()
        [hendelse] = Calendar.from_ical(fil.get_content()).walk("VEVENT")
        sekvenser.append(hendelse["sequence"])
        assert (str(hendelse["attendee"]), hendelse.decoded("dtstart")) == ("MAILTO:gro@frivillig.example", sak.start)
        assert "url" not in hendelse
    assert len(set(sekvenser)) == 1  # each mail carries the event as it is when it goes


def test_the_event_is_in_the_feed_and_its_sequence_rises(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    assert sak.tittel in kalender_for(arr.soker).innhold.decode()
    assert sak.tittel not in kalender_for(arr.kontakt).innhold.decode()

    def les() -> Any:
        svar = som(arr.soker).get(f"{sak.get_absolute_url()}kalender.ics")
        [hendelse] = Calendar.from_ical(svar.content).walk("VEVENT")
        return hendelse

    forste = les()
    op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, felter={"sted": "Hamar"})
    andre = les()
    assert (andre["uid"], str(andre["location"])) == (forste["uid"], "Hamar")
    assert andre["sequence"] > forste["sequence"]
