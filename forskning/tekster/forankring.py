"""Anchoring, applications and agendas: who owes what, and what people are told. Numbers and days, never what a case says."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import datoer, serie
from grunnmur.varsling.maler import registrer as registrer_maler

from ..models import Uforankretgrunn

SKRIFTLIG = "forskning.skriftlig"
SEND = "forskning.send_til_forankring"

registrer_oppgaver(
    Oppgavetype(
        SKRIFTLIG, _("Sett opp skriftlig behandling i %(emne)s"), _("Skriftlig behandling i %(emne)s"), "clipboard",
        adresse="forskning:forankring",
    ),
    Oppgavetype(
        SEND, _("Send prosjektet til forankring før fristen (%(emne)s)"), _("Forankring (%(emne)s)"), "send",
        adresse="forskning:forankring",
    ),
)  # fmt: skip


def _grunn(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "grunn": str(Uforankretgrunn(data["grunn"]).label).lower()}


_mal = serie("forskning.", _("Åpne prosjektet"), forbered=datoer("dag"))
_mote = serie("forskning.", _("Åpne møtet"), forbered=datoer("dag"))

registrer_maler(
    _mal("forankring_sendt", _("Prosjektet er sendt til forankring (%(saksnummer)s)"),
         _("%(organ)s behandler saken i møtet %(dag)s. Alle partnerne må ha svart for sin egen virksomhet før prosjektet "
           "er forankret.")),
    _mal("forankring_skriftlig", _("Prosjektet er sendt til forankring (%(saksnummer)s)"),
         _("%(organ)s har ikke noe møte som rekker saken. Sekretæren er bedt om å ta den skriftlig.")),
    _mal("forankring_svarfrist", _("Saken behandles skriftlig (%(saksnummer)s)"),
         _("%(organ)s behandler forankringen skriftlig. Medlemmene svarer innen %(dag)s.")),
    _mal("forankring_vedtatt", _("Utvalget vil forankre prosjektet (%(saksnummer)s)"),
         _("%(organ)s sa ja til prosjektet i sak %(nr)s. Det er forankret når alle partnerne også har svart.")),
    _mal("forankret", _("Prosjektet er forankret (%(saksnummer)s)"),
         _("Utvalget har sagt ja, og alle partnerne har svart. Uttalelsen til søknaden kan lastes ned fra prosjektet.")),
    _mal("forankring_ikke_vedtatt", _("Prosjektet ble ikke forankret (%(saksnummer)s)"),
         _("%(organ)s vedtok %(dag)s ikke å forankre prosjektet. Hva utvalget la vekt på, står under forankring. Dere kan "
           "endre prosjektet og sende det på nytt.")),
    _mal("forankring_utsatt", _("Forankringen er utsatt (%(saksnummer)s)"),
         _("%(organ)s utsatte saken. Den står nå på sakslisten til møtet %(dag)s.")),
    _mal("forankring_utsatt_skriftlig", _("Forankringen er utsatt (%(saksnummer)s)"),
         _("%(organ)s utsatte saken, og har ikke noe møte som rekker den. Sekretæren er bedt om å ta den skriftlig.")),
    _mal("forankring_flyttet", _("Forankringen har fått et nytt møte (%(saksnummer)s)"),
         _("Saken kom ikke opp i møtet den sto på. Den står nå på sakslisten til møtet i %(organ)s %(dag)s.")),
    _mal("forankring_flyttet_skriftlig", _("Forankringen må tas skriftlig (%(saksnummer)s)"),
         _("Saken kom ikke opp i møtet den sto på, og %(organ)s har ikke noe annet møte som rekker den. Sekretæren er bedt "
           "om å ta den skriftlig.")),
    _mote("forankring_trukket", _("Ta saken av sakslisten (%(saksnummer)s)"),
          _("Saken om forankring skal ikke behandles i %(organ)s nå. Trekk den fra sakslisten %(dag)s.")),
    _mal("paa_saksliste", _("Prosjektet er satt på en saksliste (%(saksnummer)s)"),
         _("%(organ)s får orientering om prosjektet %(dag)s.")),
    _mal("soknad_sendt", _("Søknaden er sendt (%(saksnummer)s)"),
         _("%(av)s har registrert at søknaden om midler er sendt %(dag)s. Prosjektet er forankret.")),
    _mal("soknad_uforankret", _("En søknad er sendt uten forankring (%(saksnummer)s)"),
         _("%(av)s har registrert en søknad om midler som ikke er forankret. Grunnen er: %(grunn)s. Begrunnelsen står i "
           "prosjektet."), forbered=_grunn),
    _mal("soknad_innvilget", _("Prosjektet fikk midler (%(saksnummer)s)"),
         _("Søknaden er innvilget, og prosjektet er i gang.")),
    _mal("soknad_avslag", _("Prosjektet fikk ikke midler (%(saksnummer)s)"),
         _("Søknaden er ikke innvilget. Prosjektet er tilbake i tidligfasedialog.")),
)  # fmt: skip
