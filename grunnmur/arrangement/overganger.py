"""The state machine of an event, whole, on one screen."""

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import Arrangement
from .models import Tilstand as T


def fra(*tilstander: str) -> frozenset[str]:
    return frozenset(tilstander)


# fmt: off
PLANLEGG          = Overgang("planlegg", fra(T.PLANLAGT), None, r.arrangerer, _("Planlegg"), _("planla arrangementet"))
ENDRE             = Overgang("endre", fra(T.PLANLAGT, T.KUNNGJORT), None, r.arrangerer, _("Endre"), _("endret arrangementet"))
BE_MEDARRANGOR    = Overgang("be_medarrangor", fra(T.PLANLAGT, T.KUNNGJORT), None, r.arrangerer, _("Be med en medarrangør"), _("spurte om flere vil være medarrangør"))
TREKK_MEDARRANGOR = Overgang("trekk_medarrangor", fra(T.PLANLAGT, T.KUNNGJORT), None, r.arrangerer, _("Trekk spørsmålet"), _("trakk spørsmålet til en medarrangør"))
BEKREFT           = Overgang("bekreft", fra(T.PLANLAGT, T.KUNNGJORT), None, r.er_medarrangor, _("Bekreft"), _("bekreftet at virksomheten er medarrangør"))
AVSLAA            = Overgang("avslaa", fra(T.PLANLAGT, T.KUNNGJORT), None, r.er_medarrangor, _("Takk nei"), _("takket nei til å være medarrangør"))
REGISTRER_SVAR    = Overgang("registrer_svar", fra(T.PLANLAGT, T.KUNNGJORT), None, r.arrangerer, _("Registrer et svar"), _("registrerte svaret fra en medarrangør"))
KUNNGJOR          = Overgang("kunngjor", fra(T.PLANLAGT), T.KUNNGJORT, r.arrangerer, _("Kunngjør"), _("kunngjorde arrangementet"))
INVITER           = Overgang("inviter", fra(T.PLANLAGT, T.KUNNGJORT), None, r.arrangerer, _("Inviter"), _("inviterte"))
MELD_PAA          = Overgang("meld_paa", fra(T.KUNNGJORT), None, r.kan_delta, _("Meld deg på"), _("meldte seg på"))
MELD_AV           = Overgang("meld_av", fra(T.KUNNGJORT), None, r.kan_delta, _("Meld deg av"), _("meldte seg av"))
GJEST_SVARTE      = Overgang("gjest_svarte", fra(T.KUNNGJORT), None, r.er_systemet, _("Svar fra en gjest"), _("tok imot svaret fra en gjest"))
RYKK_OPP          = Overgang("rykk_opp", fra(T.KUNNGJORT), None, r.er_systemet, _("Gi ledig plass"), _("ga en ledig plass til neste på ventelisten"))
SLETT_GJEST       = Overgang("slett_gjest", fra(*T.values), None, r.er_systemet, _("Slett opplysningene"), _("slettet opplysningene om en gjest"))
FJERN_GJEST       = Overgang("fjern_gjest", fra(*T.values), None, r.arrangerer, _("Ta bort en gjest"), _("slettet opplysningene om en gjest"))
MINN_DELTAKERE    = Overgang("minn_deltakere", fra(T.KUNNGJORT), None, r.er_systemet, _("Minn deltakerne"), _("minnet deltakerne om arrangementet"))
MINN              = Overgang("minn", fra(T.PLANLAGT, T.KUNNGJORT), None, r.er_systemet, _("Spør om det ble holdt"), _("spurte om arrangementet ble holdt"))
HOLD              = Overgang("hold", fra(T.KUNNGJORT), T.GJENNOMFORT, r.arrangerer, _("Registrer som gjennomført"), _("registrerte at arrangementet er gjennomført"))
RETT_OPPMOTE      = Overgang("rett_oppmote", fra(T.GJENNOMFORT), None, r.arrangerer, _("Rett hvem som var med"), _("rettet hvem som var med"))
AVLYS             = Overgang("avlys", fra(T.PLANLAGT, T.KUNNGJORT), T.AVLYST, r.arrangerer, _("Avlys"), _("avlyste arrangementet"))
# fmt: on

ARRANGEMENT = registrer(
    Arrangement,
    start=T.PLANLAGT,
    overganger=[
        PLANLEGG, ENDRE, BE_MEDARRANGOR, TREKK_MEDARRANGOR, BEKREFT, AVSLAA, REGISTRER_SVAR, KUNNGJOR, INVITER, MELD_PAA,
        MELD_AV, GJEST_SVARTE, RYKK_OPP, SLETT_GJEST, FJERN_GJEST, MINN_DELTAKERE, MINN, HOLD, RETT_OPPMOTE, AVLYS,
    ],
)  # fmt: skip
