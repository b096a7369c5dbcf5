"""The list against a bare WSGI app that sends the same SQL and answers with as many bytes, and against admin."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.rollebesetning import Cast

from .maaling import Opptak, Tid, linje, ms, send_bart, side_om_side

RUNDER = 40


def _side(klient: Client, adresse: str) -> Callable[[], bytes]:
    sti, _skille, sporring = adresse.partition("?")
    miljo = klient._base_environ(PATH_INFO=sti, QUERY_STRING=sporring, HTTP_HOST="localhost")

    def hent() -> bytes:
        # The handler itself: the test client would copy every template's context, which nobody does in production.
        svar = klient.handler(dict(miljo))
        assert svar.status_code == 200, (adresse, svar.status_code)
        return svar.content

    return hent


SOKNADER = {
    "sekretariat, siste først": ("sekretariat", ""),
    "sekretariat, filtrert på tilstand": ("sekretariat", "?tilstand=mottatt"),
    "leder i egen enhet": ("leder", "?vis=alle"),
}
"""Who opens the list, and with which filter."""


def maal_lister(
    cast: Cast,
    antall: int,
    sider: dict[str, tuple[str, str]] = SOKNADER,
    *,
    liste: str = "hospitering:liste",
    changelist: str = "admin:hospitering_soknad_changelist",
) -> dict[str, float]:
    """Print the ratios for this many rows; returns seconds per page, to compare sizes."""
    cast.person("admin", "Adam Administrator")
    get_user_model().objects.filter(pk=cast.admin.pk).update(is_staff=True, is_superuser=True)
    admin = Client()
    admin.force_login(cast.admin)
    adminside = _side(admin, reverse(changelist))
    tider: dict[str, float] = {}
    for navn, (rolle, sporring) in sider.items():
        klient = Client()
        klient.force_login(cast.folk[rolle])
        vaar = _side(klient, reverse(liste) + sporring)
        kropp = vaar()
        opptak = Opptak().av(vaar).setninger

        def grense(setninger: list = opptak, kropp: bytes = kropp) -> bytes:
            send_bart(setninger)
            return bytes(len(kropp))

        tid: dict[str, Tid] = side_om_side({"vår": vaar, "grense": grense, "admin": adminside}, runder=RUNDER)
        tider[navn] = tid["vår"].vegg
        linje(
            f"liste, {navn}, {antall} rader: av grensen",
            tid["grense"].vegg / tid["vår"].vegg,
            "≥ 0.09 (mål 0.12)",
            f"vår {ms(tid['vår'].vegg)}, grense {ms(tid['grense'].vegg)}, {len(opptak)} spørringer",
        )
        linje(
            f"liste, {navn}, {antall} rader: ganger admin",
            tid["admin"].vegg / tid["vår"].vegg,
            "≥ 5 (mål 6)",
            f"admin {ms(tid['admin'].vegg)}",
        )
    return tider
