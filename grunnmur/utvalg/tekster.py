"""Committees: who owes what, and what people are told. No text repeats what an item says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.portal.dato import dato, tidspunkt, ukedag
from grunnmur.varsling.maler import Varselmal
from grunnmur.varsling.maler import registrer as registrer_maler

from .kalender import vedlegg

SEND_SAKSLISTE = "utvalg.send_saksliste"
SKRIV_PROTOKOLL = "utvalg.skriv_protokoll"
RETT_PROTOKOLL = "utvalg.rett_protokoll"
GODKJENN = "utvalg.godkjenn"
SVAR = "utvalg.svar"

registrer_oppgaver(
    Oppgavetype(SEND_SAKSLISTE, _("Send sakslisten til %(emne)s"), _("Saksliste til %(emne)s"), "send"),
    Oppgavetype(SKRIV_PROTOKOLL, _("Skriv protokollen fra %(emne)s"), _("Protokoll fra %(emne)s"), "pencil"),
    Oppgavetype(RETT_PROTOKOLL, _("Rett protokollen fra %(emne)s"), _("Rett protokollen fra %(emne)s"), "pencil"),
    Oppgavetype(GODKJENN, _("Godkjenn protokollen fra %(emne)s"), _("Godkjenn protokollen fra %(emne)s"), "check"),
    Oppgavetype(SVAR, _("Svar i skriftlig behandling i %(emne)s"), _("Skriftlig behandling i %(emne)s"), "chat"),
)

AAPNE = _("Åpne møtet")


def _naar(data: dict[str, Any]) -> dict[str, Any]:
    """The times of the meeting in words, in the reader's language."""
    start = timezone.localtime(datetime.fromisoformat(data["start"]))
    return {
        **data,
        "naar": f"{ukedag(start)} {tidspunkt(start)}",
        "dag": dato(date.fromisoformat(data["dag"])),
    }


def _mal(kode: str, emne: Any, tekst: Any, *, med_vedlegg: bool = False) -> Varselmal:
    return Varselmal(f"utvalg.{kode}", emne, tekst, AAPNE, forbered=_naar, vedlegg=vedlegg if med_vedlegg else None)


registrer_maler(
    _mal("saksliste", _("Saksliste: %(organ)s (%(saksnummer)s)"),
         _("%(organ)s møtes %(naar)s. Sakslisten ligger i portalen, og møtet ligger ved for kalenderen din."),
         med_vedlegg=True),
    _mal("skriftlig", _("Skriftlig behandling: %(organ)s (%(saksnummer)s)"),
         _("%(organ)s behandler saker skriftlig. Svar i portalen innen %(dag)s.")),
    _mal("flyttet", _("Møtet er endret: %(organ)s (%(saksnummer)s)"),
         _("Møtet i %(organ)s er nå %(naar)s. Det nye tidspunktet ligger ved for kalenderen din."), med_vedlegg=True),
    _mal("ny_sak", _("Ny sak på sakslisten: %(organ)s (%(saksnummer)s)"),
         _("En sak er satt på sakslisten til møtet %(naar)s etter at den ble sendt.")),
    _mal("avlyst", _("Møtet er avlyst: %(organ)s (%(saksnummer)s)"),
         _("%(organ)s skulle møtes %(naar)s. Møtet er avlyst."), med_vedlegg=True),
    _mal("avlyst_skriftlig", _("Den skriftlige behandlingen er avlyst: %(organ)s (%(saksnummer)s)"),
         _("Den skriftlige behandlingen i %(organ)s er avlyst. Du trenger ikke svare.")),
    _mal("sak_meldt", _("Ny sak til %(organ)s (%(saksnummer)s)"),
         _("%(av)s har meldt en sak til møtet %(naar)s. Den står på sakslisten, og du kan endre eller trekke den.")),
    _mal("innkalt_som_vara", _("Du er innkalt som vara: %(organ)s (%(saksnummer)s)"),
         _("%(av)s kan ikke komme til møtet i %(organ)s %(naar)s. Du er innkalt som vara, og møtet ligger ved for "
           "kalenderen din. Kan du ikke komme, si fra til sekretæren."),
         med_vedlegg=True),
    _mal("vara_trengs_ikke", _("Du trenger ikke møte som vara: %(organ)s (%(saksnummer)s)"),
         _("%(av)s kan komme likevel til møtet i %(organ)s %(naar)s. Ta møtet ut av kalenderen din.")),
    _mal("forfall", _("Forfall: %(organ)s (%(saksnummer)s)"),
         _("%(av)s kan ikke komme til møtet i %(organ)s %(naar)s. En vara er innkalt.")),
    _mal("forfall_uten_vara", _("Forfall uten vara: %(organ)s (%(saksnummer)s)"),
         _("%(av)s kan ikke komme til møtet i %(organ)s %(naar)s, og ingen vara er ledig.")),
    _mal("forfall_trukket", _("Kan komme likevel: %(organ)s (%(saksnummer)s)"),
         _("%(av)s kan komme likevel til møtet i %(organ)s %(naar)s.")),
    _mal("protokoll_mangler", _("Protokollen mangler: %(organ)s (%(saksnummer)s)"),
         _("Møtet i %(organ)s %(naar)s er over. Registrer hvem som deltok, og skriv protokollen.")),
    _mal("til_godkjenning", _("Protokoll til godkjenning: %(organ)s (%(saksnummer)s)"),
         _("Protokollen fra %(organ)s %(dag)s venter på at du godkjenner den.")),
    _mal("protokoll_tilbake", _("Protokollen må rettes: %(organ)s (%(saksnummer)s)"),
         _("%(av)s har bedt om retting i protokollen fra %(organ)s %(dag)s. Hva det gjelder, står i møtets historikk.")),
    _mal("protokoll_klar", _("Protokollen er klar: %(organ)s (%(saksnummer)s)"),
         _("Protokollen fra %(organ)s %(dag)s er godkjent. Du kan lese den og laste den ned i portalen.")),
)  # fmt: skip
