"""Notices as mail: words, look, and the connection that knows how far it came."""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Helsefellesskap
from grunnmur.portal.adresse import full_adresse

from .maler import Varseltekst, skriv, varselmal
from .models import Varsel
from .selectors import kan_aapnes


@dataclass(frozen=True)
class Avsender:
    """Whose portal the mail comes from: looked up once per pass."""

    navn: str
    kontakt: str = ""

    @classmethod
    def finn(cls) -> Avsender:
        helsefellesskap = Helsefellesskap.objects.gjeldende()
        return cls(helsefellesskap.navn, helsefellesskap.kontakt_epost) if helsefellesskap else cls("")

    @property
    def fra(self) -> str:
        _navn, adresse = parseaddr(settings.DEFAULT_FROM_EMAIL)
        return formataddr((self.navn, adresse)) if self.navn else adresse


@dataclass(frozen=True)
class Punkt:
    """One notice in a mail. Without `lenke` it has no button: the recipient may not open the case any more."""

    tekst: Varseltekst
    lenke: str


def lag_epost(varsel: Varsel, avsender: Avsender) -> EmailMultiAlternatives:
    """The mail of one notice, in the recipient's language. Makes its secret, if it has one, and forgets it."""
    with translation.override(_malform(varsel)):
        lag_data = varselmal(varsel.mal).lag_data
        hemmelig = dict(lag_data(varsel)) if lag_data else {}
        tekst = skriv(varsel, hemmelig)
        lenke = _adresse(hemmelig["adresse"]) if hemmelig.get("adresse") else _lenke(varsel)
        epost = _epost(varsel, avsender, tekst.emne, [Punkt(tekst, lenke)], _message_id([varsel.pk]))
        return _med_vedlegg(epost, [varsel])


def lag_oppsummering(varsler: Sequence[Varsel], avsender: Avsender) -> EmailMultiAlternatives:
    """One mail with all of a person's collected notices, oldest first."""
    with translation.override(_malform(varsler[0])):
        punkter = [Punkt(skriv(varsel), _lenke(varsel)) for varsel in varsler]
        emne = ngettext("%(antall)d nytt varsel", "%(antall)d nye varsler", len(punkter)) % {"antall": len(punkter)}
        epost = _epost(varsler[0], avsender, emne, punkter, _message_id([v.pk for v in varsler]))
        return _med_vedlegg(epost, varsler)


def _epost(varsel: Varsel, avsender: Avsender, emne: str, punkter: list[Punkt], message_id: str) -> EmailMultiAlternatives:
    til = varsel.mottaker.epost if varsel.mottaker else varsel.til_epost
    kontekst = {
        "emne": emne,
        "hilsen": _("Hei, %(navn)s") % {"navn": varsel.mottaker.fornavn} if varsel.mottaker else _("Hei"),
        "punkter": punkter,
        "samlet": len(punkter) > 1,
        "avsender": avsender,
        "portalen": settings.BASE_URL,
        "kan_velge": varsel.mottaker is not None and not varselmal(varsel.mal).bare_epost,
    }
    epost = EmailMultiAlternatives(
        subject=emne,
        body=render_to_string("varsling/epost.txt", kontekst).strip() + "\n",
        from_email=avsender.fra,
        to=[til],
        headers={
            "Message-ID": message_id,
            "Content-Language": translation.get_language() or settings.LANGUAGE_CODE,
            # Out-of-office replies to a sender nobody reads help no one.
            "Auto-Submitted": "auto-generated",
        },
    )
    epost.attach_alternative(render_to_string("varsling/epost.html", kontekst), "text/html")
    return epost


def _med_vedlegg(epost: EmailMultiAlternatives, varsler: Sequence[Varsel]) -> EmailMultiAlternatives:
    for varsel in varsler:
        lag = varselmal(varsel.mal).vedlegg
        vedlegg = lag(varsel) if lag else None
        if vedlegg is not None:
            fil = MIMEText(vedlegg.innhold, vedlegg.undertype, "utf-8")
            for navn, verdi in vedlegg.parametre.items():
                fil.set_param(navn, verdi)
            fil.add_header("Content-Disposition", "attachment", filename=vedlegg.navn)
            epost.attach(fil)
    return epost


def _malform(varsel: Varsel) -> str:
    return varsel.mottaker.malform if varsel.mottaker else settings.LANGUAGE_CODE


def _lenke(varsel: Varsel) -> str:
    return _adresse(varsel.adresse) if kan_aapnes(varsel) else ""


def _adresse(adresse: str) -> str:
    return full_adresse(adresse or "/")


def _message_id(ider: Sequence[UUID]) -> str:
    """The same rows give the same id for ever, so a relay's log can settle whether a doubtful mail left."""
    navn = ider[0].hex if len(ider) == 1 else hashlib.sha256(b"".join(i.bytes for i in sorted(ider))).hexdigest()[:40]
    domene = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{navn}@{domene}>"


class _Merket:
    """Notes when the text of a mail is on its way: from there on nobody can know whether it arrived."""

    i_data = False

    def data(self, msg: Any) -> Any:
        self.i_data = True
        try:
            svar = super().data(msg)  # type: ignore[misc]
        except smtplib.SMTPResponseException:
            # The relay answered, and the answer was no.
            self.i_data = False
            raise
        self.i_data = False
        return svar


class _SMTP(_Merket, smtplib.SMTP):
    pass


class _SMTP_SSL(_Merket, smtplib.SMTP_SSL):
    pass


class Smtpforbindelse(smtp.EmailBackend):
    """Django's SMTP backend over connections that can tell a refusal from a doubt."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SMTP_SSL if self.use_ssl else _SMTP


class Postkasse:
    """One connection for a whole pass."""

    @cached_property
    def bakside(self) -> BaseEmailBackend:
        if settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
            return Smtpforbindelse()
        return get_connection()

    def aapne(self) -> None:
        """Connect. Raises OSError or SMTPException when the relay is away: nothing is taken yet."""
        self.bakside.open()

    def send(self, epost: EmailMultiAlternatives) -> None:
        """Hand over one mail, or raise."""
        self.bakside.send_messages([epost])

    def i_tvil(self) -> bool:
        """Whether the failed mail may have arrived. Anything but plain SMTP is not trusted to say no."""
        if not isinstance(self.bakside, Smtpforbindelse):
            return True
        return isinstance(self.bakside.connection, _Merket) and self.bakside.connection.i_data

    def lukk(self) -> None:
        try:
            self.bakside.close()
        except (OSError, smtplib.SMTPException):
            # A connection that cannot even say goodbye is gone, which is what we wanted.
            pass
