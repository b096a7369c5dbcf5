"""A real SMTP server on loopback that can refuse, hang up, wait and watch."""

import asyncio
import email
import logging
import threading
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

logging.getLogger("mail.log").setLevel(logging.ERROR)


class LeggPaa(Exception):
    """Drop the connection without a word."""


class Postmottak:
    """Keeps what it accepted in `brev`. `ved_rcpt` and `ved_data` may answer instead, or raise LeggPaa.

    `lagre_foer` says whether a mail is kept before `ved_data` is asked: the window in which nobody knows.
    """

    def __init__(self) -> None:
        self.brev: list[EmailMessage] = []
        self.ved_rcpt: Callable[[str], str | None] = lambda adresse: None
        self.ved_data: Callable[[EmailMessage], str | None] = lambda brev: None
        self.lagre_foer = False
        self.forbindelser = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._klar = threading.Event()
        self._traad = threading.Thread(target=self._kjor, name="postmottak", daemon=True)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        try:
            svar = self.ved_rcpt(address)
        except LeggPaa:
            return self._legg_paa(server)
        if svar:
            return svar
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        brev = email.message_from_bytes(envelope.original_content or b"", policy=default)
        if self.lagre_foer:
            self.brev.append(brev)
        try:
            svar = await asyncio.to_thread(self.ved_data, brev)
        except LeggPaa:
            return self._legg_paa(server)
        if svar:
            return svar
        if not self.lagre_foer:
            self.brev.append(brev)
        return "250 OK"

    def _legg_paa(self, server: SMTP) -> str:
        assert server.transport is not None
        server.transport.abort()
        return "421 bye"

    def _kjor(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda loop, sammenheng: None)
        server = self._loop.run_until_complete(self._loop.create_server(self._ny, host="127.0.0.1", port=self.port))
        self.port = server.sockets[0].getsockname()[1]
        self._klar.set()
        self._loop.run_forever()
        server.close()
        for oppgave in asyncio.all_tasks(self._loop):
            oppgave.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    def _ny(self) -> SMTP:
        self.forbindelser += 1
        return SMTP(self, enable_SMTPUTF8=True, loop=self._loop)

    def start(self) -> None:
        self._traad.start()
        assert self._klar.wait(5)

    def stopp(self) -> None:
        if self._traad.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._traad.join(5)

    @staticmethod
    def emne(brev: EmailMessage) -> str:
        """The subject unfolded."""
        return str(brev["Subject"]).strip()

    @property
    def mottakere(self) -> list[str]:
        return [str(brev["To"]) for brev in self.brev]

    @property
    def dobbelt(self) -> list[Any]:
        """Message-IDs that arrived more than once."""
        return [id for id, antall in Counter(str(b["Message-ID"]) for b in self.brev).items() if antall > 1]


def tekst(brev: EmailMessage) -> str:
    """The plain part."""
    del_ = brev.get_body(("plain",))
    assert del_ is not None
    return del_.get_content().replace("\r\n", "\n")


def html(brev: EmailMessage) -> str:
    del_ = brev.get_body(("html",))
    assert del_ is not None
    return del_.get_content()
