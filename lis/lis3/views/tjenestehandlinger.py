"""What can be done with a service: for each verb its form, its words, and the operation it calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Sak
from grunnmur.saksgang.views import Handling

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
    Trekkskjema,
    Veilederskjema,
)
from ..models import Tjeneste
from ..operations import tjeneste as op

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Tjenestehandling(Handling):
    """One verb on a service: `kode` is its address, `som` whom one acts as, `nei` the button that says no.

    `i_panel`: it is a form on the page of the service when it is the first thing this person can do.
    """

    kode: str = ""
    som: Promise | str = ""
    nei: Promise | str = ""
    i_panel: bool = True
    mal: str = "lis3/tjeneste/handling.html"

    @property
    def navn(self) -> list[str]:
        return [overgang.navn for overgang in self.verb]

    def gjelder(self, sak: Sak) -> bool:
        """Whether the state allows one of them and the service is ready for it."""
        return any(verb.vilkaar is None or verb.vilkaar(sak) for verb in self.verb if sak.tilstand in verb.fra)


def _tilby(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    sak = op.tilby(sak.pk, utfort_av=bruker, versjon=d["versjon"], avvik_aarsak=d.get("avvik_aarsak", ""))
    return _("Tilbudet er sendt til %(lege)s, og kommunen har fått beskjed.") % {"lege": sak.innmelding.lege}


def _svar(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    if d["nei"]:
        op.takk_nei(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
        return _("Du har takket nei. Du står i køen med samme ansiennitet som før.")
    op.aksepter(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Du har tatt imot tilbudet. Kommunen bekrefter nå at du frigis. Husk å søke stillingen.")


def _frigivelse(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    if d["nei"]:
        op.frigi_ikke(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
        return _("Sykehuset og legen har fått beskjed om at legen ikke kan frigis.")
    op.bekreft(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Tjenesten er bekreftet, og avdelingen har fått beskjed.")


def _sokt(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    op.har_sokt(sak.pk, utfort_av=bruker, versjon=d["versjon"], dato=d["dato"])
    return _("Det er registrert at du har søkt stillingen.")


def _veileder(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    valg = {"veileder": d["veileder"], "veiledningsplan": d["veiledningsplan"]}
    op.tildel_veileder(sak.pk, utfort_av=bruker, versjon=d["versjon"], **valg)
    return _("Veileder og plan er tildelt. Legen, kommunen og veilederen har fått beskjed.")


def _bytt_veileder(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    valg = {"veileder": d["veileder"], "veiledningsplan": d["veiledningsplan"]}
    op.bytt_veileder(sak.pk, utfort_av=bruker, versjon=d["versjon"], **valg)
    return _("Endringen er lagret, og de det gjelder, har fått beskjed.")


def _start(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    op.start(sak.pk, utfort_av=bruker, versjon=d["versjon"], dato=d["dato"])
    return _("Oppstarten er registrert.")


def _avbrudd(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    op.avbryt(sak.pk, utfort_av=bruker, versjon=d["versjon"], fra=d["fra"], til=d["til"])
    return _("Avbruddet er registrert.")


def _maal(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    op.meld_maal(sak.pk, utfort_av=bruker, versjon=d["versjon"], maal=list(d["maal"]), dato=d["dato"])
    return _("Læringsmålene er meldt oppnådd.")


def _fullfor(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    op.fullfor(sak.pk, utfort_av=bruker, versjon=d["versjon"], dato=d["dato"], maal=list(d.get("maal", ())))
    return _("Tjenesten er registrert som gjennomført.")


def _avslutt(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    op.avslutt(sak.pk, utfort_av=bruker, versjon=d["versjon"], dato=d["dato"], maal=list(d.get("maal", ())))
    return _("Tjenesten er avsluttet, og resten av plassen er ledig.")


def _trekk(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    op.trekk_tilbud(sak.pk, utfort_av=bruker, versjon=d["versjon"], begrunnelse=d["begrunnelse"])
    return _("Plassen er trukket tilbake og er ledig igjen.")


def _behold(sak: Tjeneste, d: Data, bruker: Bruker) -> str:
    op.behold_plassen(sak.pk, utfort_av=bruker, versjon=d["versjon"], begrunnelse=d["begrunnelse"])
    return _("Plassen er beholdt, og planlagt start er som avtalt. Kommunen, legen og avdelingen har fått beskjed.")


_l = gettext_lazy
SOM_KOORDINATOR = _l("Som LIS-koordinator")
SOM_LEGE = _l("Som lege i spesialisering")
SOM_KOMMUNE = _l("Som LIS-kontakt i kommunen")
SOM_LEDER = _l("Som leder i avdelingen")
SOM_SYKEHUS = _l("På vegne av sykehuset")

HANDLINGER: dict[str, Tjenestehandling] = {
    h.kode: h
    for h in (
        Tjenestehandling(
            (o.TILBY,), Tilbudsskjema, _tilby, _l("Send tilbudet"),
            _l("Plassen er satt av. Legen og kommunen får beskjed først når du sender tilbudet."),
            _l("Send tilbudet"), kode="tilbud", som=SOM_KOORDINATOR,
        ),
        Tjenestehandling(
            (o.BEHOLD,), Beholdskjema, _behold, _l("Behold plassen"),
            _l("Kommunen har meldt en annen start enn plassen er avtalt for. Behold plassen, eller trekk den tilbake."),
            _l("Behold plassen"), kode="behold", som=SOM_KOORDINATOR,
        ),
        Tjenestehandling(
            (o.AKSEPTER, o.TAKK_NEI), Svarskjema, _svar, _l("Ditt svar"),
            _l("Takker du nei, står du i køen med samme ansiennitet som før."),
            _l("Ta imot tilbudet"), nei=_l("Takk nei"), kode="svar", som=SOM_LEGE,
        ),
        Tjenestehandling(
            (o.BEKREFT, o.FRIGI_IKKE), Frigivelsesskjema, _frigivelse, _l("Kan legen frigis?"),
            "", _l("Bekreft at legen frigis"), nei=_l("Kan ikke frigi legen"), kode="frigivelse", som=SOM_KOMMUNE,
        ),
        Tjenestehandling(
            (o.HAR_SOKT,), Soktskjema, _sokt, _l("Jeg har søkt stillingen"),
            _l("Et akseptert tilbud er ikke en ansettelse. Du må selv søke stillingen og registrere det her."),
            _l("Jeg har søkt stillingen"), kode="sokt", som=SOM_LEGE,
        ),
        Tjenestehandling(
            (o.TILDEL_VEIL,), Veilederskjema, _veileder, _l("Tildel veileder og plan"),
            _l("Veilederen må være spesialist i avdelingens spesialitet og ansatt ved avdelingen."),
            _l("Tildel"), kode="veileder", som=SOM_LEDER,
        ),
        Tjenestehandling(
            (o.START,), Startskjema, _start, _l("Registrer oppstart"),
            "", _l("Registrer oppstart"), kode="start", som=SOM_SYKEHUS,
        ),
        Tjenestehandling(
            (o.FULLFOR,), Sluttskjema, _fullfor, _l("Registrer som gjennomført"),
            "", _l("Registrer som gjennomført"), kode="fullfor", som=SOM_SYKEHUS,
        ),
        Tjenestehandling(
            (o.BYTT_VEIL,), Veilederskjema, _bytt_veileder, _l("Bytt veileder eller plan"),
            "", _l("Lagre endringen"), kode="bytt-veileder", som=SOM_LEDER, i_panel=False,
        ),
        Tjenestehandling(
            (o.MELD_MAAL,), Maalskjema, _maal, _l("Meld læringsmål"),
            "", _l("Meld oppnådd"), kode="maal", som=SOM_LEDER, i_panel=False,
        ),
        Tjenestehandling(
            (o.AVBRYT,), Avbruddsskjema, _avbrudd, _l("Registrer avbrudd"),
            _l("Oppgi bare datoer. Portalen skal aldri inneholde årsaken til et fravær."),
            _l("Registrer avbruddet"), kode="avbrudd", som=SOM_SYKEHUS, i_panel=False,
        ),
        Tjenestehandling(
            (o.AVSLUTT,), Sluttskjema, _avslutt, _l("Avslutt før tiden"),
            _l("Resten av plassen blir ledig. Er det læringsmål igjen, går legen tilbake i køen."),
            _l("Avslutt tjenesten"), kode="avslutt", som=SOM_SYKEHUS, i_panel=False,
        ),
        Tjenestehandling(
            (o.TREKK_TILBUD,), Trekkskjema, _trekk, _l("Trekk plassen tilbake"),
            _l("Plassen blir ledig, og legen står i køen med samme ansiennitet som før."),
            _l("Trekk plassen tilbake"), kode="trekk", som=SOM_KOORDINATOR, i_panel=False,
        ),
    )
}  # fmt: skip
"""In the order in which the first that a person can do becomes the panel of the page."""
