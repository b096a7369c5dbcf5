"""The state machine of a meeting, whole, on one screen."""

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import Mote
from .models import Motetilstand as T


def fra(*tilstander: str) -> frozenset[str]:
    return frozenset(tilstander)


# fmt: off
PLANLEGG        = Overgang("planlegg", fra(T.PLANLAGT), None, r.er_sekretaer, _("Planlegg"), _("planla møtet"))
ENDRE           = Overgang("endre", fra(T.PLANLAGT, T.SAKSLISTE_SENDT), None, r.er_sekretaer, _("Endre møtet"), _("endret møtet"))
SETT_OPP        = Overgang("sett_opp", fra(T.PLANLAGT, T.SAKSLISTE_SENDT), None, r.er_sekretaer, _("Sett opp en sak"), _("satte en sak på sakslisten"), r.kan_faa_flere_saker)
MELD_INN        = Overgang("meld_inn", fra(T.PLANLAGT), None, r.er_systemet, _("Meld inn en sak"), _("satte en sak på sakslisten"))
ENDRE_SAK       = Overgang("endre_sak", fra(T.PLANLAGT, T.SAKSLISTE_SENDT), None, r.er_sekretaer, _("Endre saken"), _("endret en sak på sakslisten"), r.kan_faa_flere_saker)
TREKK_SAK       = Overgang("trekk_sak", fra(T.PLANLAGT, T.SAKSLISTE_SENDT, T.HOLDT), None, r.er_sekretaer, _("Trekk saken"), _("trakk en sak fra sakslisten"))
SEND_SAKSLISTE  = Overgang("send_saksliste", fra(T.PLANLAGT), T.SAKSLISTE_SENDT, r.er_sekretaer, _("Send sakslisten"), _("sendte sakslisten"), r.har_saker)
SVAR            = Overgang("svar", fra(T.SAKSLISTE_SENDT), None, r.kan_svare, _("Svar"), _("svarte"), r.er_skriftlig)
MINN            = Overgang("minn", fra(T.SAKSLISTE_SENDT), None, r.er_systemet, _("Minn om protokollen"), _("ba om protokoll"))
MELD_FORFALL    = Overgang("meld_forfall", fra(T.PLANLAGT, T.SAKSLISTE_SENDT), None, r.kan_melde_forfall, _("Meld forfall"), _("meldte forfall"), r.har_ikke_begynt)
TREKK_FORFALL   = Overgang("trekk_forfall", fra(T.PLANLAGT, T.SAKSLISTE_SENDT), None, r.kan_trekke_forfall, _("Jeg kan komme likevel"), _("kan komme likevel"), r.har_ikke_begynt)
HOLD            = Overgang("hold", fra(T.SAKSLISTE_SENDT), T.HOLDT, r.er_sekretaer, _("Registrer hvem som deltok"), _("registrerte hvem som deltok"))
RETT_OPPMOTE    = Overgang("rett_oppmote", fra(T.HOLDT), None, r.er_sekretaer, _("Rett hvem som deltok"), _("rettet hvem som deltok"))
SKRIV_VEDTAK    = Overgang("skriv_vedtak", fra(T.HOLDT), None, r.er_sekretaer, _("Skriv vedtaket"), _("skrev vedtaket i en sak"))
TIL_GODKJENNING = Overgang("til_godkjenning", fra(T.HOLDT), T.PROTOKOLLERT, r.er_sekretaer, _("Send protokollen til godkjenning"), _("sendte protokollen til godkjenning"), r.protokollen_er_hel)
GI_TILBAKE      = Overgang("gi_tilbake", fra(T.PROTOKOLLERT), T.HOLDT, r.kan_gi_tilbake, _("Be om retting"), _("ba om at protokollen blir rettet"))
GODKJENN        = Overgang("godkjenn", fra(T.PROTOKOLLERT), T.GODKJENT, r.skal_godkjenne, _("Godkjenn protokollen"), _("godkjente protokollen"), r.leder_godkjenner)
GODKJENN_DEL    = Overgang("godkjenn_del", fra(T.PROTOKOLLERT), None, r.skal_godkjenne, _("Godkjenn protokollen"), _("godkjente protokollen"), r.alle_godkjenner)
ALLE_GODKJENTE  = Overgang("alle_godkjente", fra(T.PROTOKOLLERT), T.GODKJENT, r.er_systemet, _("Alle har godkjent"), _("noterte at alle har godkjent protokollen"), r.alle_har_godkjent)
AVLYS           = Overgang("avlys", fra(T.PLANLAGT, T.SAKSLISTE_SENDT), T.AVLYST, r.er_sekretaer, _("Avlys"), _("avlyste møtet"))
# fmt: on

MOTE = registrer(
    Mote,
    start=T.PLANLAGT,
    overganger=[
        PLANLEGG, ENDRE, SETT_OPP, MELD_INN, ENDRE_SAK, TREKK_SAK, SEND_SAKSLISTE, SVAR, MINN, MELD_FORFALL,
        TREKK_FORFALL, HOLD, RETT_OPPMOTE, SKRIV_VEDTAK, TIL_GODKJENNING, GI_TILBAKE, GODKJENN, GODKJENN_DEL, ALLE_GODKJENTE, AVLYS,
    ],
)  # fmt: skip
