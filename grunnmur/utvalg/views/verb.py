"""Every verb on a meeting that has a form of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.views import Handling

from .. import overganger as o
from ..forms import mote as moteskjema
from ..forms import protokoll as protokollskjema
from ..models import Mote
from ..operations import mote as op
from ..operations import protokoll, saksliste, skriftlig


def _endre(sak: Mote, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.endre(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    return _("Møtet er endret. Er sakslisten sendt, har de innkalte fått beskjed.")


def _avlys(sak: Mote, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.avlys(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Møtet er avlyst.")


def _hold(sak: Mote, d: Mapping[str, Any], bruker: Bruker) -> str:
    oppmote = {"oppmote": d["oppmote"], "moteleder": d["moteleder"], "godkjenning": d["godkjenning"]}
    protokoll.hold(sak.pk, utfort_av=bruker, versjon=d["versjon"], **oppmote)
    return _("Oppmøtet er registrert. Skriv vedtaket i hver sak.")


def _rett(sak: Mote, d: Mapping[str, Any], bruker: Bruker) -> str:
    oppmote = {"oppmote": d["oppmote"], "moteleder": d["moteleder"], "godkjenning": d["godkjenning"]}
    protokoll.rett_oppmote(sak.pk, utfort_av=bruker, versjon=d["versjon"], **oppmote)
    return _("Oppmøtet er rettet.")


def _lukk(sak: Mote, d: Mapping[str, Any], bruker: Bruker) -> str:
    protokoll.hold(sak.pk, utfort_av=bruker, versjon=d["versjon"], godkjenning=d["godkjenning"])
    return _("Svarene er lukket. Skriv vedtaket i hver sak.")


def _tilbake(sak: Mote, d: Mapping[str, Any], bruker: Bruker) -> str:
    protokoll.gi_tilbake(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Sekretæren har fått beskjed om hva som må rettes.")


def _svar(sak: Mote, d: Mapping[str, Any], bruker: Bruker) -> str:
    skriftlig.svar(sak.pk, utfort_av=bruker, versjon=d["versjon"], svarene=d["svarene"])
    return _("Svaret ditt er registrert. Du kan endre det til svarfristen er ute.")


def _ny_sak(sak: Mote, d: Mapping[str, Any], bruker: Bruker) -> str:
    felter = {navn: d[navn] for navn in ("tittel", "innstilling", "grunn") if navn in d}
    ny = saksliste.sett_opp(sak.pk, utfort_av=bruker, versjon=d["versjon"], **felter)
    return _("Saken er satt opp som nummer %(nr)s.") % {"nr": ny.nummer}


def _endre_sak(sak: Any, d: Mapping[str, Any], bruker: Bruker) -> str:
    felter = {"nummer": sak.valgt.nummer, "tittel": d["tittel"], "innstilling": d["innstilling"]}
    saksliste.endre_sak(sak.pk, utfort_av=bruker, versjon=d["versjon"], **felter)
    return _("Saken er endret.")


def _trekk(sak: Any, d: Mapping[str, Any], bruker: Bruker) -> str:
    saksliste.trekk_sak(sak.pk, utfort_av=bruker, versjon=d["versjon"], nummer=sak.valgt.nummer)
    return _("Saken er trukket fra sakslisten.")


def _vedtak(sak: Any, d: Mapping[str, Any], bruker: Bruker) -> str:
    felter = {navn: d[navn] for navn in ("utfall", "vedtak", "inhabile")}
    protokoll.skriv_vedtak(sak.pk, utfort_av=bruker, versjon=d["versjon"], nummer=sak.valgt.nummer, **felter)
    return _("Vedtaket i sak %(nr)s er skrevet.") % {"nr": sak.valgt.nummer}


OPPMOTE = _l("Velg hvem som satt i hver plass. En vara står bare der den kan møte.")
FRIST = _l("De som ikke har svart, får den nye fristen.")

HANDLINGER: dict[str, Handling] = {
    "ny-sak": Handling(
        (o.SETT_OPP,), moteskjema.NySakskjema, _ny_sak, _l("Sett opp en sak"),
        _l("Er sakslisten sendt, får de innkalte beskjed om den nye saken."), _l("Sett opp saken"),
    ),
    "oppmote": Handling(
        (o.HOLD,), protokollskjema.Oppmoteskjema, _hold, _l("Registrer hvem som deltok"), OPPMOTE, _l("Registrer"),
    ),
    "rett-oppmote": Handling(
        (o.RETT_OPPMOTE,), protokollskjema.Oppmoteskjema, _rett, _l("Rett hvem som deltok"), OPPMOTE, _l("Lagre"),
    ),
    "lukk": Handling(
        (o.HOLD,), protokollskjema.Lukkskjema, _lukk, _l("Lukk svarene"),
        _l("De som har svart på alle sakene, blir stående som deltakere."), _l("Lukk svarene"),
    ),
    "svar": Handling(
        (o.SVAR,), protokollskjema.Svarskjema, _svar, _l("Svar på sakene"),
        _l("Alle i utvalget kan lese svarene. Du kan endre ditt til svarfristen er ute."), _l("Send svaret"),
    ),
    "endre": Handling(
        (o.ENDRE,), moteskjema.Endremoteskjema, _endre, _l("Endre møtet"),
        _l("Er sakslisten sendt, får de innkalte det nye tidspunktet til kalenderen."), _l("Lagre endringen"),
    ),
    "endre-frist": Handling(
        (o.ENDRE,), moteskjema.Endreskriftligskjema, _endre, _l("Flytt svarfristen"), FRIST, _l("Lagre endringen"),
    ),
    "gi-tilbake": Handling(
        (o.GI_TILBAKE,), protokollskjema.Tilbakeskjema, _tilbake, _l("Be om retting"),
        _l("Protokollen går tilbake til sekretæren. Den må godkjennes på nytt."), _l("Be om retting"),
    ),
    "avlys": Handling(
        (o.AVLYS,), moteskjema.Avlysskjema, _avlys, _l("Avlys"),
        _l("Er sakslisten sendt, får de innkalte beskjed. Sakene må settes opp på et annet møte."), _l("Avlys"),
        farge="danger",
    ),
}  # fmt: skip

SAKSHANDLINGER: dict[str, Handling] = {
    "endre": Handling(
        (o.ENDRE_SAK,), moteskjema.Endresakskjema, _endre_sak, _l("Endre saken"), "", _l("Lagre endringen"),
        mal="utvalg/sak.html",
    ),
    "trekk": Handling(
        (o.TREKK_SAK,), moteskjema.Handlingsskjema, _trekk, _l("Trekk saken"),
        _l("Saken blir stående på sakslisten som trukket."), _l("Trekk saken"), mal="utvalg/sak.html",
        farge="danger",
    ),
    "vedtak": Handling(
        (o.SKRIV_VEDTAK,), protokollskjema.Vedtaksskjema, _vedtak, _l("Skriv vedtaket"),
        _l("Skriv hva som ble bestemt, og hvem som forlot møtet under saken."), _l("Lagre vedtaket"),
        mal="utvalg/vedtak.html",
    ),
}  # fmt: skip
