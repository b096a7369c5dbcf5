"""An agreement in the calendars of both: by mail, by feed, by download, and gone when it is called off."""

from __future__ import annotations

from datetime import UTC

import pytest
from icalendar import Calendar

from grunnmur.oppgaver.kalender import kalender_for
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.utboks import send_klare
from tests.varsling.postmottak import Postmottak
from tests.veiledning.samtale import avtalt, foreslaa, klokka
from veiledning.operations import avtale, traad


def ics(innhold: str | bytes):
    kalender = Calendar.from_ical(innhold)
    [hendelse] = kalender.walk("VEVENT")
    return str(kalender["method"]), hendelse


@pytest.fixture
def post(settings):
    server = Postmottak()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.DEFAULT_FROM_EMAIL, settings.BASE_URL = "ikke-svar@portal.example", "https://portal.example"
    yield server
    server.stopp()


def vedlagte(post: Postmottak) -> dict[str, str]:
    """The invitation in each mail, by recipient."""
    return {
        str(brev["To"]): del_.get_content()
        for brev in post.brev
        for del_ in brev.iter_attachments()
        if del_.get_content_type() == "text/calendar"
    }


def bare(mal: str) -> None:
    """Let only this notice go out."""
    Varsel.objects.exclude(mal=f"veiledning.{mal}").update(epost=Varsel.Epost.INGEN)
    Varsel.objects.filter(mal=f"veiledning.{mal}").update(epost=Varsel.Epost.KLAR, sendt=None)


@pytest.mark.krav("S1-V05")
def test_both_get_the_agreement_by_mail_for_their_calendar(veil, post):
    sak = avtalt(veil)
    bare("avtalt")
    assert send_klare().sendt == 2
    filer = vedlagte(post)
    assert set(filer) == {veil.soker.epost, veil.svarer.epost}
    [brev] = [b for b in post.brev if b["To"] == veil.soker.epost]
    [fil] = brev.iter_attachments()
    assert (fil.get_filename(), fil["Content-Type"].params["method"]) == (f"{sak.saksnummer}.ics", "REQUEST")
    metode, hendelse = ics(filer[veil.soker.epost])
    en = sak.avtaler.get()
    assert (metode, hendelse["status"], hendelse["sequence"]) == ("REQUEST", "CONFIRMED", 2)
    assert (hendelse.decoded("dtstart"), hendelse.decoded("dtend")) == (en.start.astimezone(UTC), en.slutt.astimezone(UTC))
    assert str(hendelse["uid"]) == f"veiledning-{sak.pk}@portal.example"
    assert str(hendelse["summary"]) == f"Veiledning {sak.saksnummer}: Gjøvik kommune og {veil.palliativ.visningsnavn}"
    assert {str(a).removeprefix("MAILTO:") for a in hendelse["attendee"]} == {veil.soker.epost, veil.svarer.epost}
    for ord_ in ("smertepumper", "Smertelindring", "rom-7"):
        assert ord_ not in filer[veil.soker.epost]


def test_a_replaced_and_a_called_off_agreement_leave_the_calendar(veil, post):
    sak = foreslaa(veil, avtalt(veil), av="soker", start=klokka(3))
    bare("avtale_endres")
    assert send_klare().sendt == 2
    metode, avlyst = ics(vedlagte(post)[veil.svarer.epost])
    assert (metode, avlyst["status"], avlyst["sequence"]) == ("CANCEL", "CANCELLED", 3)
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    post.brev.clear()
    Varsel.objects.filter(mal="veiledning.avtale_endres").delete()
    send_klare()
    metode, ny = ics(vedlagte(post)[veil.svarer.epost])
    assert (metode, ny["sequence"], ny["uid"]) == ("REQUEST", 4, avlyst["uid"])
    sak.refresh_from_db()
    traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Her er svaret.")
    post.brev.clear()
    bare("avtale_avlyst")
    send_klare()
    metode, slutt = ics(vedlagte(post)[veil.soker.epost])
    assert (metode, slutt["sequence"], slutt["uid"]) == ("CANCEL", 5, avlyst["uid"])


def test_the_feed_of_either_side_has_it_while_it_stands(veil):
    sak = avtalt(veil)

    def i_feeden(bruker):
        hendelser = Calendar.from_ical(kalender_for(bruker).innhold).walk("VEVENT")
        return [str(h["summary"]) for h in hendelser if str(h["uid"]).startswith("veiledning-")]

    tittel = f"Veiledning {sak.saksnummer}: Gjøvik kommune og {veil.palliativ.visningsnavn}"
    assert (i_feeden(veil.soker), i_feeden(veil.svarer), i_feeden(veil.svarer2)) == ([tittel], [tittel], [])
    traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Her er svaret.")
    assert (i_feeden(veil.soker), i_feeden(veil.svarer)) == ([], [])


def test_the_invitation_can_be_fetched_by_those_who_see_the_case(veil, client):
    sak = foreslaa(veil, veil.tatt())
    client.force_login(veil.soker)
    assert client.get(f"/veiledning/{sak.pk}/avtale.ics").status_code == 404
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    svar = client.get(f"/veiledning/{sak.pk}/avtale.ics")
    assert (svar.status_code, svar["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert ics(svar.content)[0] == "REQUEST"
    client.force_login(veil.utenfor)
    assert client.get(f"/veiledning/{sak.pk}/avtale.ics").status_code == 404
