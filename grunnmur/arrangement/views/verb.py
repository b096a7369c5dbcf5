"""Every verb on an event that has a form of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.views import Handling

from .. import overganger as o
from ..forms.arrangement import Avlysskjema, Endreskjema, Oppmoteskjema
from ..forms.deltaker import Fjernskjema, Inviterskjema
from ..forms.medarrangor import Bemedskjema, Registrerskjema, Svarskjema, Trekkskjema
from ..models import Arrangement
from ..operations import arrangement as op
from ..operations import deltaker, medarrangor

SKJEMAFELT = {"start": "dag", "slutt": "til"}
"""Where people fill in what the operation calls something else."""


def _endre(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    try:
        op.endre(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=dict(d))
    except ValidationError as feil:
        raise i_skjemaet(feil) from None
    return _("Arrangementet er endret.")


def i_skjemaet(feil: ValidationError) -> ValidationError:
    """The same refusal, at the fields of the form."""
    if not hasattr(feil, "error_dict"):
        return feil
    return ValidationError({SKJEMAFELT.get(felt, felt): ett for felt, ett in feil.error_dict.items()})


def _be_med(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    spurt = medarrangor.be_med(sak.pk, utfort_av=bruker, versjon=d["versjon"], virksomheter=d["virksomheter"])
    return ngettext("%(n)d virksomhet er spurt.", "%(n)d virksomheter er spurt.", len(spurt)) % {"n": len(spurt)}


def _svar(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    bekreft = d["svar"] == "ja"
    medarrangor.svar(
        sak.pk, utfort_av=bruker, versjon=d["versjon"], virksomhet=d["virksomhet"].pk, bekreft=bekreft,
        kommentar=d["kommentar"],
    )  # fmt: skip
    navn = {"navn": d["virksomhet"].fullt_navn}
    return (_("%(navn)s er medarrangør.") if bekreft else _("%(navn)s er ikke medarrangør.")) % navn


def _registrer(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    medarrangor.registrer_svar(
        sak.pk, utfort_av=bruker, versjon=d["versjon"], virksomhet=d["virksomhet"].pk, bekreft=d["svar"] == "ja",
        navn=d["navn"], kanal=d["kanal"], dag=d["dag"],
    )  # fmt: skip
    return _("Svaret fra %(navn)s er registrert.") % {"navn": d["virksomhet"].fullt_navn}


def _trekk(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    medarrangor.trekk(sak.pk, utfort_av=bruker, versjon=d["versjon"], virksomhet=d["virksomhet"].pk)
    return _("Spørsmålet til %(navn)s er trukket.") % {"navn": d["virksomhet"].fullt_navn}


def _inviter(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    nye = deltaker.inviter(sak.pk, utfort_av=bruker, versjon=d["versjon"], gjester=d["gjester"])
    if sak.tilstand == "planlagt":
        return ngettext(
            "%(n)d er satt på listen og får invitasjonen når arrangementet blir kunngjort.",
            "%(n)d er satt på listen og får invitasjonen når arrangementet blir kunngjort.", len(nye),
        ) % {"n": len(nye)}  # fmt: skip
    return ngettext("%(n)d er invitert.", "%(n)d er invitert.", len(nye)) % {"n": len(nye)}


def _fjern(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    deltaker.fjern_gjest(sak.pk, utfort_av=bruker, versjon=d["versjon"], deltaker=d["deltaker"].pk)
    return _("Opplysningene om gjesten er slettet.")


def _hold(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.hold(sak.pk, utfort_av=bruker, versjon=d["versjon"], var_med=_ider(d))
    return _("Arrangementet er registrert som gjennomført.")


def _rett(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.rett_oppmote(sak.pk, utfort_av=bruker, versjon=d["versjon"], var_med=_ider(d))
    return _("Hvem som var med, er rettet.")


def _ider(d: Mapping[str, Any]) -> list[Any]:
    return [rad.pk for rad in d.get("var_med") or []]


def _avlys(sak: Arrangement, d: Mapping[str, Any], bruker: Bruker) -> str:
    op.avlys(sak.pk, utfort_av=bruker, versjon=d["versjon"], kommentar=d["kommentar"])
    return _("Arrangementet er avlyst. De som visste om det, har fått beskjed.")


HANDLINGER: dict[str, Handling] = {
    "svar-medarrangor": Handling(
        (o.BEKREFT, o.AVSLAA), Svarskjema, _svar, _l("Svar for virksomheten"),
        _l("Du svarer for hele virksomheten. Svaret kan endres til arrangementet starter."), _l("Send svaret"),
    ),
    "hold": Handling(
        (o.HOLD,), Oppmoteskjema, _hold, _l("Registrer som gjennomført"), "", _l("Registrer"),
    ),
    "inviter": Handling(
        (o.INVITER,), Inviterskjema, _inviter, _l("Inviter"),
        _l("Den som har konto, får invitasjonen i portalen. Andre får en e-post med en lenke og svarer uten å logge inn."),
        _l("Inviter"), mal="arrangement/inviter.html",
    ),
    "medarrangor": Handling(
        (o.BE_MEDARRANGOR,), Bemedskjema, _be_med, _l("Be med medarrangører"),
        _l("Hver virksomhet bekrefter selv. Den som ikke har noen i portalen, spør du utenom, og registrerer svaret her."),
        _l("Spør virksomhetene"),
    ),
    "registrer-svar": Handling(
        (o.REGISTRER_SVAR,), Registrerskjema, _registrer, _l("Registrer svar fra en medarrangør"),
        _l("For virksomheter uten noen i portalen. Ta vare på e-posten eller brevet."), _l("Registrer svaret"),
    ),
    "trekk-medarrangor": Handling(
        (o.TREKK_MEDARRANGOR,), Trekkskjema, _trekk, _l("Trekk spørsmål til en medarrangør"),
        _l("Bare spørsmål som ikke er besvart, kan trekkes."), _l("Trekk spørsmålet"),
    ),
    "rediger": Handling(
        (o.ENDRE,), Endreskjema, _endre, _l("Endre arrangementet"),
        _l("Endrer du tid eller sted på noe som er kunngjort, får de som er invitert eller påmeldt, beskjed. Før det er "
           "kunngjort, må medarrangørene bekrefte på nytt."),
        _l("Lagre endringen"), mal="arrangement/rediger.html",
    ),
    "oppmote": Handling(
        (o.RETT_OPPMOTE,), Oppmoteskjema, _rett, _l("Rett hvem som var med"), "", _l("Lagre"),
    ),
    "fjern-gjest": Handling(
        (o.FJERN_GJEST,), Fjernskjema, _fjern, _l("Ta bort en gjest"),
        _l("Navn, e-postadresse og organisasjon slettes med en gang. Hadde gjesten plass, får neste på ventelisten den."),
        _l("Slett opplysningene"), farge="danger",
    ),
    "avlys": Handling(
        (o.AVLYS,), Avlysskjema, _avlys, _l("Avlys arrangementet"),
        _l("Er det kunngjort, får alle som er invitert eller påmeldt, beskjed. En avlysning kan ikke gjøres om."),
        _l("Avlys arrangementet"), farge="danger",
    ),
}  # fmt: skip
