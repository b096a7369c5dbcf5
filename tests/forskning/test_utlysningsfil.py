"""A file somebody uploads: what is read out of a calendar, and that no file can hurt."""

from __future__ import annotations

import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forskning.utlysningsfil import MAKS_BYTE, MAKS_RADER, Filrad, er_kalender, les_kalender


def kalender(*linjer: str, navn: str = "") -> bytes:
    hode = [f"X-WR-CALNAME:{navn}"] if navn else []
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *hode, *linjer, "END:VCALENDAR", ""]).encode()


def hendelse(*linjer: str) -> list[str]:
    return ["BEGIN:VEVENT", *linjer, "END:VEVENT"]


def en(*linjer: str) -> Filrad:
    rader = les_kalender(kalender(*hendelse(*linjer)))
    assert len(rader) == 1
    return rader[0]


@pytest.mark.krav("S1-F03", "S4-D11")
def test_an_event_becomes_a_row() -> None:
    rad = en(
        "UID:utlysning-7@fond.example", "SUMMARY:Samhandling\\, fase 2", "DTSTART:20270110T100000Z",
        "DTEND:20270110T120000Z", "URL:https://fond.example/7", "DESCRIPTION:Kommuner <b>kan</b> søke.",
        "CATEGORIES:Demografi,Helse", 'ORGANIZER;CN="Demofondet":mailto:post@fond.example',
    )  # fmt: skip
    assert rad == Filrad(
        1,
        {
            "tittel": "Samhandling, fase 2", "finansior": "Demofondet", "beskrivelse": "Kommuner  kan  søke.",
            "id": "utlysning-7@fond.example", "temaer": "Demografi, Helse", "lenke": "https://fond.example/7",
            "frist": "10.01.2027", "klokkeslett": "13:00",
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("linjer", "dag", "klokken"),
    [
        (["DTSTART;VALUE=DATE:20270110"], "10.01.2027", "23:59"),
        (["DTSTART;VALUE=DATE:20270110", "DTEND;VALUE=DATE:20270112"], "11.01.2027", "23:59"),
        (["DTSTART;VALUE=DATE:20270110", "DTEND;VALUE=DATE:20270110"], "10.01.2027", "23:59"),
        (["DTSTART;TZID=Europe/Oslo:20270610T130000"], "10.06.2027", "13:00"),
        (["DTSTART:20270610T130000Z"], "10.06.2027", "15:00"),
        (["DTSTART:20270610T130000"], "10.06.2027", "13:00"),
    ],
)
def test_the_deadline_is_the_end_of_it_in_norwegian_time(linjer: list[str], dag: str, klokken: str) -> None:
    rad = en("SUMMARY:A", *linjer)
    assert (rad.celler["frist"], rad.celler["klokkeslett"], rad.feil) == (dag, klokken, ())


def test_a_todo_is_due_and_a_link_is_found_in_the_text() -> None:
    data = kalender(
        "BEGIN:VTODO", "SUMMARY:Søk", "DUE:20270110T110000Z", "DESCRIPTION:Se https://fond.example/a?b=1.", "END:VTODO",
        navn="Fondets frister",
    )  # fmt: skip
    (rad,) = les_kalender(data)
    assert (rad.celler["lenke"], rad.celler["finansior"]) == ("https://fond.example/a?b=1", "Fondets frister")
    assert (rad.celler["frist"], rad.celler["klokkeslett"]) == ("10.01.2027", "12:00")


@pytest.mark.parametrize(
    ("linjer", "feil"),
    [
        (["SUMMARY:A"], "ingen dato"),
        (["SUMMARY:A", "DTSTART:tull"], "ingen dato"),
        (["SUMMARY:A", "DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:00010101"], ""),
        (["SUMMARY:A", "DTSTART;VALUE=DATE:20270110", "STATUS:CANCELLED"], "avlyst"),
        (["SUMMARY:A", "DTSTART;VALUE=DATE:20270110", "RRULE:FREQ=SECONDLY"], "gjentar seg"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(linjer: list[str], feil: str) -> None:
    assert feil in " ".join(en(*linjer).feil)


@pytest.mark.parametrize(
    ("data", "feil"),
    [
        (kalender(), "ingen hendelser"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\n", "avkortet"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "ikke en gyldig kalenderfil"),
        (b"BEGIN:VCALENDAR\r\n\xff\xfe", "UTF-8"),
        (b"BEGIN:VCALENDAR\r\n" + b"A" * MAKS_BYTE, "for stor"),
        (kalender(*hendelse("SUMMARY:A") * (MAKS_RADER + 1)), "for mange"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5000, "ikke en gyldig kalenderfil"),
    ],
)
def test_a_file_that_is_none_says_what_to_do(data: bytes, feil: str) -> None:
    with pytest.raises(ValidationError, match=feil):
        les_kalender(data)


def test_a_time_zone_of_the_file_is_never_worked_out() -> None:
    """One with a rule for every second would keep a worker busy for hours, and be remembered for everybody."""
    sone = [
        "BEGIN:VTIMEZONE", "TZID:Ond/Sone", "BEGIN:STANDARD", "DTSTART:16010101T000000", "RRULE:FREQ=SECONDLY",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip
    start = time.monotonic()
    (rad,) = les_kalender(kalender(*sone, *hendelse("SUMMARY:A", "DTSTART;TZID=Ond/Sone:20270110T100000")))
    assert time.monotonic() - start < 2
    assert rad.celler.get("frist") in (None, "10.01.2027")


def test_what_is_nested_in_an_entry_is_left_out() -> None:
    alarm = ["BEGIN:VALARM", "SUMMARY:Alarm", "URL:https://annet.example/", "END:VALARM"]
    rad = en("SUMMARY:A", "DTSTART;VALUE=DATE:20270110", *alarm)
    assert (rad.celler["tittel"], rad.celler["lenke"]) == ("A", "")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(kalender(*hendelse("SUMMARY:A", "DTSTART:20270110T100000Z")).decode().splitlines()), max_size=12
    )
)
def test_lines_in_any_order_are_rows_or_a_refusal(linjer: list[str]) -> None:
    _leses_eller_nektes("\r\n".join(["BEGIN:VCALENDAR", *linjer]).encode())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_in_an_entry_is_a_row_or_a_refusal(tekst: str) -> None:
    _leses_eller_nektes(kalender(*hendelse(*tekst.splitlines())))


def _leses_eller_nektes(data: bytes) -> None:
    assert er_kalender(data)
    try:
        rader = les_kalender(data)
    except ValidationError:
        return
    assert all(isinstance(v, str) for rad in rader for v in rad.celler.values())
