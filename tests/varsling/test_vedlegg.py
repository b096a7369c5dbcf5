"""A notice may bring a text file with its mail, made when the mail is written."""

import pytest

from grunnmur.varsling import maler
from grunnmur.varsling.maler import Varselmal, Vedlegg
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.utboks import Utfall, send_klare
from tests.varsling import folk
from tests.varsling.postmottak import Postmottak, tekst
from tests.varsling.test_oppsummering import MANDAG_7

pytestmark = pytest.mark.django_db


@pytest.fixture
def med_fil(monkeypatch: pytest.MonkeyPatch) -> str:
    """A text whose mail brings a file for even numbers, none for odd."""

    def vedlegg(varsel: Varsel) -> Vedlegg | None:
        nr = varsel.data["nr"]
        return (
            Vedlegg(f"{nr}.ics", f"INNHOLD {nr} æøå\r\n", "calendar", {"method": "REQUEST"}) if nr[-1] in "02468" else None
        )

    mal = Varselmal("prove.fil", "Emne %(nr)s", "Tekst %(nr)s", "Åpne", vedlegg=vedlegg)
    monkeypatch.setitem(maler._MALER, mal.kode, mal)
    return mal.kode


def filer(brev: object) -> list[tuple[str | None, str, str]]:
    return [(d.get_filename(), d["Content-Type"].params["method"], d.get_content()) for d in brev.iter_attachments()]  # type: ignore[attr-defined]


def test_the_file_goes_with_the_mail_beside_both_its_texts(post: Postmottak, med_fil: str) -> None:
    folk.varsler(2, mal=med_fil)
    assert send_klare() == Utfall(sendt=2)
    brevene = sorted(post.brev, key=lambda brev: str(brev["Subject"]))
    assert [filer(brev) for brev in brevene] == [[("H-2026-0000.ics", "REQUEST", "INNHOLD H-2026-0000 æøå\r\n")], []]
    assert [del_.get_content_type() for del_ in brevene[0].walk() if not del_.is_multipart()] == [
        "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    assert "Tekst H-2026-0000" in tekst(brevene[0])


def test_a_digest_brings_the_file_of_every_notice_in_it(post: Postmottak, med_fil: str) -> None:
    travel = folk.bruker("Travel")
    folk.varsler(4, travel, mal=med_fil, epost=Varsel.Epost.SAMLES, opprettet=MANDAG_7)
    assert send_klare(klokke=lambda: MANDAG_7) == Utfall(sendt=4)
    [brev] = post.brev
    assert sorted(navn or "" for navn, _metode, _innhold in filer(brev)) == ["H-2026-0000.ics", "H-2026-0002.ics"]


def test_a_file_that_cannot_be_made_fails_that_notice_and_no_other(
    post: Postmottak, med_fil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def brister(varsel: Varsel) -> Vedlegg:
        raise RuntimeError

    monkeypatch.setitem(maler._MALER, "prove.brister", Varselmal("prove.brister", "Emne", "Tekst", "Åpne", vedlegg=brister))
    folk.varsler(1, mal="prove.brister")
    folk.varsler(1, mal=med_fil)
    assert send_klare() == Utfall(sendt=1, feilet=1)
    assert folk.tilstander() == {"feilet": 1, "sendt": 1}
