"""The state machine of an application, whole, on one screen."""

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import Soknad
from .models import Tilstand as T


def fra(*tilstander: T) -> frozenset[str]:
    return frozenset(tilstander)


I_GANG = (T.INNSENDT, T.MANGLER_SVAR, T.OVERSENDT, T.RETURNERT, T.MOTTATT, T.INNVILGET_VERT, T.AVTALE_UNDER_ARBEID)
ETTER_EGEN = fra(T.MANGLER_SVAR, T.OVERSENDT, T.RETURNERT, T.MOTTATT, T.INNVILGET_VERT)

# fmt: off
SEND_INN        = Overgang("send_inn", fra(T.UTKAST), T.INNSENDT, r.registrerer_papir, _("Send søknaden"), _("sendte søknaden"))
INNVILG_EGEN    = Overgang("innvilg_egen", fra(T.INNSENDT), T.OVERSENDT, r.er_leder_egen, _("Innvilg"), _("innvilget søknaden og sendte den til mottaker"))
AVSLAA_EGEN     = Overgang("avslaa_egen", fra(T.INNSENDT), T.AVSLAATT_EGEN, r.er_leder_egen, _("Ikke innvilg"), _("innvilget ikke søknaden"))
SPOR_EGEN       = Overgang("spor_egen", fra(T.INNSENDT), T.MANGLER_SVAR, r.er_leder_egen, _("Be om mer informasjon"), _("ba søkeren om mer informasjon"))
SVAR_EGEN       = Overgang("svar_egen", fra(T.MANGLER_SVAR), T.INNSENDT, r.er_soker, _("Send svaret"), _("svarte på spørsmålet"), r.spurt_av_egen)
BEKREFT_MOTTATT = Overgang("bekreft_mottatt", fra(T.OVERSENDT), T.MOTTATT, r.er_mottaker, _("Bekreft mottatt"), _("bekreftet mottak"))
VIDERESEND      = Overgang("videresend", fra(T.OVERSENDT, T.MOTTATT), None, r.er_mottaker, _("Send videre"), _("sendte søknaden videre"))
RETURNER        = Overgang("returner", fra(T.OVERSENDT, T.MOTTATT), T.RETURNERT, r.er_mottaker, _("Send tilbake"), _("sendte søknaden tilbake til leder i egen enhet"))
SEND_PAA_NYTT   = Overgang("send_paa_nytt", fra(T.RETURNERT), T.OVERSENDT, r.er_leder_egen, _("Send til ny mottaker"), _("sendte søknaden til ny mottaker"))
INNVILG_VERT    = Overgang("innvilg_vert", fra(T.MOTTATT), T.INNVILGET_VERT, r.er_leder_vert, _("Innvilg"), _("innvilget hospiteringen"), r.vertsenhet_er_kjent)
AVSLAA_VERT     = Overgang("avslaa_vert", fra(T.MOTTATT), T.AVSLAATT_VERT, r.er_leder_vert, _("Ikke innvilg"), _("innvilget ikke hospiteringen"), r.vertsenhet_er_kjent)
SPOR_VERT       = Overgang("spor_vert", fra(T.MOTTATT), T.MANGLER_SVAR, r.er_leder_vert, _("Be om mer informasjon"), _("ba søkeren om mer informasjon"))
SVAR_VERT       = Overgang("svar_vert", fra(T.MANGLER_SVAR), T.MOTTATT, r.er_soker, _("Send svaret"), _("svarte på spørsmålet"), r.spurt_av_vert)
FYLL_VERTSDEL   = Overgang("fyll_vertsdel", fra(T.INNVILGET_VERT), None, r.er_hos_vertsenheten, _("Lagre vertsenhetens del"), _("fylte ut vertsenhetens del"))
TILBAKEMELDING  = Overgang("gi_tilbakemelding", fra(T.INNVILGET_VERT), T.AVTALE_UNDER_ARBEID, r.er_hos_vertsenheten, _("Send tilbakemeldingen"), _("sendte tilbakemelding til søker og søkers virksomhet"), r.vertsdel_er_utfylt)
TREKK           = Overgang("trekk", fra(*I_GANG), T.TRUKKET, r.er_soker, _("Trekk søknaden"), _("trakk søknaden"), r.er_ikke_over)
ENDRE           = Overgang("endre", fra(*I_GANG), None, r.er_soker, _("Endre søknaden"), _("endret søknaden"), r.er_ikke_over)
ENDRE_TIL_EGEN  = Overgang("endre_til_egen", ETTER_EGEN, T.INNSENDT, r.er_soker, _("Endre søknaden"), _("endret søknaden, så leder i egen enhet må ta stilling på nytt"))
ENDRE_TIL_VERT  = Overgang("endre_til_vert", fra(T.INNVILGET_VERT), T.MOTTATT, r.er_soker, _("Endre søknaden"), _("endret søknaden, så vertsenheten må ta stilling på nytt"))
NY_VURD_EGEN    = Overgang("ny_vurdering_egen", fra(T.AVSLAATT_EGEN), T.INNSENDT, r.er_soker, _("Be om ny vurdering"), _("ba om ny vurdering"))
NY_VURD_VERT    = Overgang("ny_vurdering_vert", fra(T.AVSLAATT_VERT), T.MOTTATT, r.er_soker, _("Be om ny vurdering"), _("ba om ny vurdering"))
# fmt: on

TABELL = registrer(
    Soknad,
    start=T.UTKAST,
    overganger=[
        SEND_INN, INNVILG_EGEN, AVSLAA_EGEN, SPOR_EGEN, SVAR_EGEN, BEKREFT_MOTTATT, VIDERESEND, RETURNER,
        SEND_PAA_NYTT, INNVILG_VERT, AVSLAA_VERT, SPOR_VERT, SVAR_VERT, FYLL_VERTSDEL, TILBAKEMELDING, TREKK,
        ENDRE, ENDRE_TIL_EGEN, ENDRE_TIL_VERT, NY_VURD_EGEN, NY_VURD_VERT,
    ],
)  # fmt: skip
