"""What no form can have sent is answered 400 with a page, never 500; ordinary requests pass untouched."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from grunnmur.portal.middleware import avvis_rart_tegnsett
from helsefellesskap.wsgi import application

pytestmark = [pytest.mark.urls("tests.portal.galleri"), pytest.mark.django_db]

NUL = "\x00"


def avvist(svar: Any) -> bool:
    return svar.status_code == 400 and "Vi forstod ikke det du sendte" in svar.content.decode()


@pytest.mark.parametrize(
    "send",
    [
        lambda k: k.get("/ekko/", {"q": NUL}),
        lambda k: k.get("/ekko/", {NUL: "1"}),
        lambda k: k.get("/ekko/a%00b"),
        lambda k: k.post("/ekko/", {"q": f"a{NUL}"}),
        lambda k: k.post("/ekko/", {f"a{NUL}": "q"}),
        lambda k: k.post("/ekko/", f"q={NUL}", content_type="application/x-www-form-urlencoded"),
        lambda k: k.put("/ekko/?q=%00"),
        lambda k: k.get("/ekko/", headers={"user-agent": f"x{NUL}"}),
        lambda k: k.get("/ekko/", headers={"referer": f"http://testserver/{NUL}"}),
        lambda k: k.get("/ekko/", headers={"cookie": f"sprak=n{NUL}n"}),
        lambda k: k.get("/ekko/?q=%ED%A0%80"),
        lambda k: k.get("/ekko/?q=%E6"),
        lambda k: k.get("/ekko/?q=%C3%28"),
        lambda k: k.get("/ekko/?q=%"),
        lambda k: k.get("/ekko/?q=%zz"),
        lambda k: k.get("/ekko/?" + "&".join(f"a{i}=1" for i in range(3000))),
        lambda k: k.post("/ekko/", {f"a{i}": "1" for i in range(3000)}),
        lambda k: k.post("/ekko/", b"--x\r\nnot multipart", content_type="multipart/form-data"),
        lambda k: k.post("/ekko/", "q=" + "x" * 3_000_000, content_type="application/x-www-form-urlencoded"),
    ],
)
def test_is_refused_with_a_page(client: Client, send: Callable[[Client], Any]) -> None:
    client.raise_request_exception = False
    assert avvist(send(client))


@pytest.mark.parametrize(
    ("send", "ventet"),
    [
        (lambda k: k.get("/ekko/", {"q": "æøå 100 % 𝔘\t\n"}), ["æøå 100 % 𝔘\t\n"]),
        (lambda k: k.get("/ekko/?q=a+b%20c"), ["a b c"]),
        (lambda k: k.post("/ekko/", {"q": "linje\r\nto"}), ["linje\r\nto"]),
    ],
)
def test_ordinary_text_passes(client: Client, send: Callable[[Client], Any], ventet: list[str]) -> None:
    svar = send(client)
    assert svar.status_code == 200
    assert repr(ventet) in svar.content.decode()


def test_files_pass_with_any_content(client: Client) -> None:
    svar = client.post("/ekko/", {"fil": SimpleUploadedFile("a.xlsx", b"\x00\xff\xed\xa0\x80")})
    assert (svar.status_code, "['fil']" in svar.content.decode()) == (200, True)


def test_body_of_a_request_without_a_view_is_not_read(client: Client) -> None:
    """A request that finds no view is answered before its body is touched."""

    class Kropp(io.BytesIO):
        lest = 0

        def read(self, *args: Any) -> bytes:
            data = super().read(*args)
            Kropp.lest += len(data)
            return data

    svar = client.post("/finnes-ikke/", {"q": "1"}, **{"wsgi.input": Kropp(b"q=1" * 1000)})  # type: ignore[arg-type]
    assert (svar.status_code, Kropp.lest) == (404, 0)


@pytest.mark.parametrize("tegnsett", ["hex", "rot13", "idna", "unicode_escape", "utf-16", "finnes-ikke"])
@pytest.mark.parametrize("metode", ["GET", "POST"])
def test_content_type_with_an_odd_character_set_is_refused_at_the_door(tegnsett: str, metode: str) -> None:
    """Django decodes the query with it while the request is made, before any middleware."""
    status: list[str] = []
    doer = avvis_rart_tegnsett(lambda miljo, start: [b"inside"])
    for charset in (
        f"charset={tegnsett}",
        f'charset="{tegnsett}"',
        f"x=1; CHARSET={tegnsett}",
        f"charset*=utf-8''{tegnsett}",
    ):
        miljo = {"REQUEST_METHOD": metode, "CONTENT_TYPE": f"text/plain; {charset}"}
        assert b"".join(doer(miljo, lambda linje, hoder: status.append(linje))) != b"inside"
    assert status == ["400 Bad Request"] * 4


@pytest.mark.parametrize(
    "innholdstype",
    ["", "text/plain", "application/json; charset=utf-8", "text/html; charset=UTF-8", "multipart/form-data; boundary=x"],
)
def test_ordinary_content_types_come_in(innholdstype: str) -> None:
    doer = avvis_rart_tegnsett(lambda miljo, start: [b"inside"])
    assert list(doer({"CONTENT_TYPE": innholdstype}, lambda *_: None)) == [b"inside"]


def test_the_door_stands_before_the_portal() -> None:
    status: list[str] = []
    svar = application({"CONTENT_TYPE": "text/plain; charset=hex"}, lambda linje, hoder: status.append(linje))
    assert (status, b"".join(svar)[:4]) == (["400 Bad Request"], b"Vi f")


def test_page_follows_the_visitors_language(client: Client, kompilert: None) -> None:
    client.cookies["sprak"] = "nn"
    assert "Vi forstod ikkje det du sende" in client.get("/ekko/?q=%00").content.decode()


def test_refusal_carries_the_security_headers(client: Client) -> None:
    svar: HttpResponse = client.get("/ekko/?q=%00")  # type: ignore[assignment]
    assert "default-src 'none'" in svar.headers["Content-Security-Policy"]


@pytest.mark.parametrize("metode", ["get", "head", "options"])
def test_reading_methods_never_read_a_body(client: Client, metode: str) -> None:
    svar = getattr(client, metode)("/ekko/", CONTENT_TYPE="application/x-www-form-urlencoded")
    assert svar.status_code == 200
