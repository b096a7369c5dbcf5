"""Asking back, answering, writing, ringing, withdrawing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling

from ... import overganger as o
from ...forms.traad import Sporskjema, Svarskjema, Tekstskjema, Tilsvarskjema
from ...kapasitet import med_plikten
from ...models import Foresporsel
from ...operations import foresporsel
from ...operations import traad as op

Data = Mapping[str, Any]


def _spor(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.spor(sak.pk, utfort_av=bruker, versjon=d["versjon"], tekst=d["tekst"])
    kvittering = _("Du har spurt %(navn)s. Fristen for svar står stille til svaret kommer.") % {"navn": sak.melder.navn}
    return med_plikten(kvittering, d["tekst"])


def _tilsvar(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    ny = op.tilsvar(sak.pk, utfort_av=bruker, versjon=d["versjon"], tekst=d["tekst"])
    return _("Svaret er sendt til %(navn)s.") % {"navn": ny.ansvarlig}


def _skriv(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.skriv(sak.pk, utfort_av=bruker, versjon=d["versjon"], tekst=d["tekst"])
    return _med_regelen(sak, bruker, _("Det du skrev, står i tråden. Den andre har fått beskjed."), d["tekst"])


def _svar(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.svar(sak.pk, utfort_av=bruker, versjon=d["versjon"], tekst=d["tekst"], lenker=d["lenker"])
    return med_plikten(_("Svaret er sendt til %(navn)s.") % {"navn": sak.melder.navn}, d["tekst"])


def _har_ringt(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.har_ringt(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Registrert. %(navn)s har fått beskjed.") % {"navn": sak.melder.navn}


def _ring_uten_svar(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.ring_uten_svar(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Registrert. %(navn)s har fått beskjed om at du har ringt. Saken er fortsatt din.") % {"navn": sak.melder.navn}


def _trekk(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    foresporsel.trekk(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Spørsmålet er trukket. De som hadde fått det, har fått beskjed.")


def _med_regelen(sak: Foresporsel, bruker: Bruker, kvittering: str, tekst: str) -> str:
    """The rule is for those who owe the answer."""
    return kvittering if bruker.pk == sak.melder_id else med_plikten(kvittering, tekst)


HANDLINGER: dict[str, Handling] = {
    "svar": Handling(
        (o.SVAR,), Svarskjema, _svar,
        gettext_lazy("Svar skriftlig"),
        gettext_lazy("Svaret går til den som spurte, med navnet ditt. Da er veiledningen gitt."),
        gettext_lazy("Send svaret"), "veiledning/verb/svar.html",
    ),
    "spor": Handling(
        (o.SPOR,), Sporskjema, _spor,
        gettext_lazy("Spør tilbake"),
        gettext_lazy("Virkedagene det tar før du får svar, legges til fristen din."),
        gettext_lazy("Send spørsmålet"), "veiledning/verb/tekst.html",
    ),
    "tilsvar": Handling(
        (o.TILSVAR,), Tilsvarskjema, _tilsvar,
        gettext_lazy("Svar på spørsmålet"),
        "", gettext_lazy("Send svaret"), "veiledning/verb/tilsvar.html",
    ),
    "skriv": Handling(
        (o.SKRIV,), Tekstskjema, _skriv,
        gettext_lazy("Skriv i tråden"),
        gettext_lazy("Den andre får beskjed. Fristen for svar er den samme."),
        gettext_lazy("Send"), "veiledning/verb/tekst.html",
    ),
    "har-ringt": Handling(
        (o.HAR_RINGT,), Handlingsskjema, _har_ringt,
        gettext_lazy("Vi har snakket sammen"),
        gettext_lazy("Veiledningen er gitt på telefon. Ingenting om pasienten skrives her."),
        gettext_lazy("Vi har snakket sammen"), "veiledning/verb/kort.html",
    ),
    "ring-uten-svar": Handling(
        (o.RING_UTEN_SVAR,), Handlingsskjema, _ring_uten_svar,
        gettext_lazy("Ringte, fikk ikke svar"),
        gettext_lazy("Den som spurte, får vite at du har ringt. Spørsmålet er fortsatt ditt, med samme frist."),
        gettext_lazy("Registrer at du ringte"), "veiledning/verb/kort.html",
    ),
    "trekk": Handling(
        (o.TREKK,), Handlingsskjema, _trekk,
        gettext_lazy("Trekk spørsmålet"),
        gettext_lazy("De som skulle svare, får beskjed. Spørsmålet blir stående som trukket."),
        gettext_lazy("Ja, trekk spørsmålet"), "veiledning/verb/kort.html", farge="danger",
    ),
}  # fmt: skip
