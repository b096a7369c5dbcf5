"""What can be done with a service: for each verb its form, its words, and the operation it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.overgang import Overgang

from .. import overganger as o
from ..forms.tjeneste import (
    Avbruddsskjema,
    Beholdskjema,
    Frigivelsesskjema,
    Maalskjema,
    Sluttskjema,
    Soktskjema,
    Startskjema,
    Svarskjema,
    Tilbudsskjema,
    Tjenesteskjema,
    Trekkskjema,
    Veilederskjema,
)
from ..models import Tjeneste
from ..operations import tjeneste as op


class Knapp(NamedTuple):
    """A button; the name says which answer it is."""

    navn: str
    tekst: Promise
    variant: str = "primary"


@dataclass(frozen=True)
class Handling:
    """One verb as a page: `kode` is its address."""

    kode: str
    overganger: tuple[Overgang, ...]
    skjema: type[Tjenesteskjema]
    gjor: Callable[[Tjeneste, Any, Bruker], str]
    tittel: Promise
    som: Promise
    knapper: tuple[Knapp, ...]
    ingress: Promise | str = ""
    i_panel: bool = True
    """Shown as a form on the page of the service when it is the first thing this person can do."""

    @property
    def navn(self) -> list[str]:
        return [overgang.navn for overgang in self.overganger]


def _tilby(sak: Tjeneste, skjema: Tilbudsskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    sak = op.tilby(sak.pk, utfort_av=bruker, versjon=d["versjon"], avvik_aarsak=d.get("avvik_aarsak", ""))
    return _("Tilbudet er sendt til %(lege)s, og kommunen har fått beskjed.") % {"lege": sak.innmelding.lege}


def _svar(sak: Tjeneste, skjema: Svarskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    if skjema.knapp == "nei":
        op.takk_nei(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
        return _("Du har takket nei. Du står i køen med samme ansiennitet som før.")
    op.aksepter(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Du har tatt imot tilbudet. Kommunen bekrefter nå at du frigis. Husk å søke stillingen.")


def _frigivelse(sak: Tjeneste, skjema: Frigivelsesskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    if skjema.knapp == "nei":
        op.frigi_ikke(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
        return _("Sykehuset og legen har fått beskjed om at legen ikke kan frigis.")
    op.bekreft(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Tjenesten er bekreftet, og avdelingen har fått beskjed.")


def _sokt(sak: Tjeneste, skjema: Soktskjema, bruker: Bruker) -> str:
    op.har_sokt(sak.pk, utfort_av=bruker, versjon=skjema.cleaned_data["versjon"], dato=skjema.cleaned_data["dato"])
    return _("Det er registrert at du har søkt stillingen.")


def _veileder(sak: Tjeneste, skjema: Veilederskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    valg = {"veileder": d["veileder"], "veiledningsplan": d["veiledningsplan"]}
    op.tildel_veileder(sak.pk, utfort_av=bruker, versjon=d["versjon"], **valg)
    return _("Veileder og plan er tildelt. Legen, kommunen og veilederen har fått beskjed.")


def _bytt_veileder(sak: Tjeneste, skjema: Veilederskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    valg = {"veileder": d["veileder"], "veiledningsplan": d["veiledningsplan"]}
    op.bytt_veileder(sak.pk, utfort_av=bruker, versjon=d["versjon"], **valg)
    return _("Endringen er lagret, og de det gjelder, har fått beskjed.")


def _start(sak: Tjeneste, skjema: Startskjema, bruker: Bruker) -> str:
    op.start(sak.pk, utfort_av=bruker, versjon=skjema.cleaned_data["versjon"], dato=skjema.cleaned_data["dato"])
    return _("Oppstarten er registrert.")


def _avbrudd(sak: Tjeneste, skjema: Avbruddsskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    op.avbryt(sak.pk, utfort_av=bruker, versjon=d["versjon"], fra=d["fra"], til=d["til"])
    return _("Avbruddet er registrert.")


def _maal(sak: Tjeneste, skjema: Maalskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    op.meld_maal(sak.pk, utfort_av=bruker, versjon=d["versjon"], maal=list(d["maal"]), dato=d["dato"])
    return _("Læringsmålene er meldt oppnådd.")


def _fullfor(sak: Tjeneste, skjema: Sluttskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    op.fullfor(sak.pk, utfort_av=bruker, versjon=d["versjon"], dato=d["dato"], maal=list(d.get("maal", ())))
    return _("Tjenesten er registrert som gjennomført.")


def _avslutt(sak: Tjeneste, skjema: Sluttskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    op.avslutt(sak.pk, utfort_av=bruker, versjon=d["versjon"], dato=d["dato"], maal=list(d.get("maal", ())))
    return _("Tjenesten er avsluttet, og resten av plassen er ledig.")


def _trekk(sak: Tjeneste, skjema: Trekkskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    op.trekk_tilbud(sak.pk, utfort_av=bruker, versjon=d["versjon"], begrunnelse=d["begrunnelse"])
    return _("Plassen er trukket tilbake og er ledig igjen.")


def _behold(sak: Tjeneste, skjema: Beholdskjema, bruker: Bruker) -> str:
    d = skjema.cleaned_data
    op.behold_plassen(sak.pk, utfort_av=bruker, versjon=d["versjon"], begrunnelse=d["begrunnelse"])
    return _("Plassen er beholdt, og planlagt start er som avtalt. Kommunen, legen og avdelingen har fått beskjed.")


_l = gettext_lazy
SOM_KOORDINATOR = _l("Som LIS-koordinator")
SOM_LEGE = _l("Som lege i spesialisering")
SOM_KOMMUNE = _l("Som LIS-kontakt i kommunen")
SOM_LEDER = _l("Som leder i avdelingen")
SOM_SYKEHUS = _l("På vegne av sykehuset")

HANDLINGER: dict[str, Handling] = {
    h.kode: h
    for h in (
        Handling(
            "tilbud", (o.TILBY,), Tilbudsskjema, _tilby, _l("Send tilbudet"), SOM_KOORDINATOR,
            (Knapp("ja", _l("Send tilbudet")),),
            _l("Plassen er satt av. Legen og kommunen får beskjed først når du sender tilbudet."),
        ),
        Handling(
            "behold", (o.BEHOLD,), Beholdskjema, _behold, _l("Behold plassen"), SOM_KOORDINATOR,
            (Knapp("ja", _l("Behold plassen")),),
            _l("Kommunen har meldt en annen start enn plassen er avtalt for. Behold plassen, eller trekk den tilbake."),
        ),
        Handling(
            "svar", (o.AKSEPTER, o.TAKK_NEI), Svarskjema, _svar, _l("Ditt svar"), SOM_LEGE,
            (Knapp("ja", _l("Ta imot tilbudet")), Knapp("nei", _l("Takk nei"), "secondary")),
            _l("Takker du nei, står du i køen med samme ansiennitet som før."),
        ),
        Handling(
            "frigivelse", (o.BEKREFT, o.FRIGI_IKKE), Frigivelsesskjema, _frigivelse, _l("Kan legen frigis?"), SOM_KOMMUNE,
            (Knapp("ja", _l("Bekreft at legen frigis")), Knapp("nei", _l("Kan ikke frigi legen"), "secondary")),
        ),
        Handling(
            "sokt", (o.HAR_SOKT,), Soktskjema, _sokt, _l("Jeg har søkt stillingen"), SOM_LEGE,
            (Knapp("ja", _l("Jeg har søkt stillingen")),),
            _l("Et akseptert tilbud er ikke en ansettelse. Du må selv søke stillingen og registrere det her."),
        ),
        Handling(
            "veileder", (o.TILDEL_VEIL,), Veilederskjema, _veileder, _l("Tildel veileder og plan"), SOM_LEDER,
            (Knapp("ja", _l("Tildel")),),
            _l("Veilederen må være spesialist i avdelingens spesialitet og ansatt ved avdelingen."),
        ),
        Handling(
            "start", (o.START,), Startskjema, _start, _l("Registrer oppstart"), SOM_SYKEHUS,
            (Knapp("ja", _l("Registrer oppstart")),),
        ),
        Handling(
            "fullfor", (o.FULLFOR,), Sluttskjema, _fullfor, _l("Registrer som gjennomført"), SOM_SYKEHUS,
            (Knapp("ja", _l("Registrer som gjennomført")),),
        ),
        Handling(
            "bytt-veileder", (o.BYTT_VEIL,), Veilederskjema, _bytt_veileder, _l("Bytt veileder eller plan"), SOM_LEDER,
            (Knapp("ja", _l("Lagre endringen")),), i_panel=False,
        ),
        Handling(
            "maal", (o.MELD_MAAL,), Maalskjema, _maal, _l("Meld læringsmål"), SOM_LEDER,
            (Knapp("ja", _l("Meld oppnådd")),), i_panel=False,
        ),
        Handling(
            "avbrudd", (o.AVBRYT,), Avbruddsskjema, _avbrudd, _l("Registrer avbrudd"), SOM_SYKEHUS,
            (Knapp("ja", _l("Registrer avbruddet")),),
            _l("Oppgi bare datoer. Portalen skal aldri inneholde årsaken til et fravær."), i_panel=False,
        ),
        Handling(
            "avslutt", (o.AVSLUTT,), Sluttskjema, _avslutt, _l("Avslutt før tiden"), SOM_SYKEHUS,
            (Knapp("ja", _l("Avslutt tjenesten")),),
            _l("Resten av plassen blir ledig. Er det læringsmål igjen, går legen tilbake i køen."), i_panel=False,
        ),
        Handling(
            "trekk", (o.TREKK_TILBUD,), Trekkskjema, _trekk, _l("Trekk plassen tilbake"), SOM_KOORDINATOR,
            (Knapp("ja", _l("Trekk plassen tilbake")),),
            _l("Plassen blir ledig, og legen står i køen med samme ansiennitet som før."), i_panel=False,
        ),
    )
}  # fmt: skip
"""In the order in which the first that a person can do becomes the panel of the page."""
