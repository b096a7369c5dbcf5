"""The state machines of the allocation on one screen: criteria, round, proposal, allocation and place left over."""

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import Forslag, Kriterier, Restplass, Runde, Tildeling
from .models import Forslagstilstand as F
from .models import Kriterietilstand as K
from .models import Restplasstilstand as P
from .models import Rundetilstand as R
from .models import Tildelingstilstand as T


def fra(*tilstander: str) -> frozenset[str]:
    return frozenset(tilstander)


# fmt: off
# Kriterier
SKRIV          = Overgang("skriv", fra(K.UTKAST), None, r.ordner_kriterier, _("Skriv nye kriterier"), _("skrev kriteriene"))
ENDRE_KRITERIER = Overgang("endre_kriterier", fra(K.UTKAST), None, r.ordner_kriterier, _("Endre kriteriene"), _("endret kriteriene"))
LEGG_FRAM      = Overgang("legg_fram", fra(K.UTKAST), K.TIL_VEDTAK, r.ordner_kriterier, _("Legg fram for utvalget"), _("la kriteriene fram for utvalget"))
TREKK_TILBAKE  = Overgang("trekk_tilbake", fra(K.TIL_VEDTAK), K.UTKAST, r.ordner_kriterier, _("Trekk tilbake"), _("trakk kriteriene tilbake"))
VEDTA          = Overgang("vedta", fra(K.TIL_VEDTAK), K.GJELDER, r.er_systemet, _("Vedta"), _("noterte at utvalget vedtok kriteriene"))
SKRIV_OM       = Overgang("skriv_om", fra(K.TIL_VEDTAK), K.UTKAST, r.er_systemet, _("Skriv om"), _("noterte at utvalget ikke vedtok kriteriene som de sto"))
VEDTA_IKKE     = Overgang("vedta_ikke", fra(K.TIL_VEDTAK), K.FORKASTET, r.er_systemet, _("Ikke vedtatt"), _("noterte at utvalget ikke vedtok kriteriene"))
AVLOS          = Overgang("avlos", fra(K.GJELDER), K.AVLOST, r.er_systemet, _("Avløs"), _("noterte at nye kriterier gjelder"))
FORKAST_KRITERIER = Overgang("forkast_kriterier", fra(K.UTKAST), K.FORKASTET, r.ordner_kriterier, _("Forkast utkastet"), _("forkastet utkastet"))

# Runde
PLANLEGG       = Overgang("planlegg", fra(R.PLANLAGT), None, r.ordner_runden, _("Planlegg runden"), _("planla runden"))
ENDRE_RUNDE    = Overgang("endre_runde", fra(R.PLANLAGT, R.AAPEN), None, r.ordner_runden, _("Endre runden"), _("endret runden"))
HENT_KANDIDATER = Overgang("hent_kandidater", fra(R.PLANLAGT, R.AAPEN), None, r.ordner_runden, _("Hent kandidatene"), _("hentet kandidatene fra stillingene"))
LEGG_TIL_KANDIDAT = Overgang("legg_til_kandidat", fra(R.PLANLAGT, R.AAPEN), None, r.ordner_runden, _("Legg til en kandidat"), _("la til en kandidat"))
TA_UT_KANDIDAT = Overgang("ta_ut_kandidat", fra(R.PLANLAGT, R.AAPEN, R.BEHANDLES), None, r.ordner_runden, _("Ta ut kandidaten"), _("tok ut en kandidat"))
RESERVER       = Overgang("reserver", fra(R.PLANLAGT, R.AAPEN), None, r.ordner_runden, _("Reserver plasser"), _("endret reserverte plasser"))
AAPNE          = Overgang("aapne", fra(R.PLANLAGT), R.AAPEN, r.ordner_runden, _("Åpne for ønsker"), _("åpnet for ønsker"), r.kan_aapnes)
ONSK           = Overgang("onsk", fra(R.AAPEN), None, r.onsker, _("Lever ønskene"), _("leverte ønskene sine"))
ONSK_FOR       = Overgang("onsk_for", fra(R.AAPEN), None, r.ordner_runden, _("Skriv inn ønsker"), _("skrev inn ønskene til en kandidat uten konto"))
BE_OM_ONSKER   = Overgang("be_om_onsker", fra(R.AAPEN), None, r.er_systemet, _("Be om ønsker"), _("ba en kandidat som har fått konto, om ønsker"))
SETT_GRUPPER   = Overgang("sett_grupper", fra(R.PLANLAGT, R.AAPEN, R.BEHANDLES), None, r.ordner_runden, _("Bekreft grupper"), _("bekreftet hvem som er med i en gruppe"))
SETT_POENG     = Overgang("sett_poeng", fra(R.AAPEN, R.BEHANDLES), None, r.behandler, _("Gi poeng"), _("ga poeng"))
LUKK           = Overgang("lukk", fra(R.AAPEN), R.BEHANDLES, r.er_systemet, _("Lukk"), _("noterte at fristen for ønsker er ute"))
LUKK_TIDLIG    = Overgang("lukk_tidlig", fra(R.AAPEN), R.BEHANDLES, r.ordner_runden, _("Lukk nå"), _("lukket for ønsker før fristen"), r.alle_har_levert)
MELD_HABILITET = Overgang("meld_habilitet", fra(R.PLANLAGT, R.AAPEN, R.BEHANDLES), None, r.sitter_i_utvalget, _("Meld fra om habilitet"), _("meldte fra om habilitet"))
AVGJOR_HABILITET = Overgang("avgjor_habilitet", fra(R.PLANLAGT, R.AAPEN, R.BEHANDLES), None, r.avgjor_habilitet, _("Avgjør habilitet"), _("noterte hva utvalget avgjorde om habilitet"))
TIL_UNDERSKRIFT = Overgang("til_underskrift", fra(R.BEHANDLES), R.UNDERSKRIFT, r.ordner_runden, _("Send til underskrift"), _("sendte vedtaket til underskrift"), r.habiliteten_er_avklart)
SIGNER         = Overgang("signer", fra(R.UNDERSKRIFT), None, r.skal_signere, _("Skriv under"), _("skrev under vedtaket"))
SEND_TILBAKE   = Overgang("send_tilbake", fra(R.UNDERSKRIFT), R.BEHANDLES, r.sender_tilbake, _("Send tilbake"), _("sendte saken tilbake til behandling"))
ALLE_SIGNERTE  = Overgang("alle_signerte", fra(R.UNDERSKRIFT), R.VEDTATT, r.er_systemet, _("Alle har skrevet under"), _("noterte at alle har skrevet under"), r.alle_har_signert)
TA_OPP_IGJEN   = Overgang("ta_opp_igjen", fra(R.VEDTATT), R.BEHANDLES, r.ordner_runden, _("Ta saken opp igjen"), _("tok saken opp igjen før den ble publisert"))
SETT_TID       = Overgang("sett_tid", fra(R.VEDTATT), None, r.ordner_runden, _("Bestem når det publiseres"), _("bestemte når tildelingen publiseres"))
PUBLISER       = Overgang("publiser", fra(R.VEDTATT), R.PUBLISERT, r.ordner_runden, _("Publiser"), _("publiserte tildelingen"))
PUBLISER_TIL_TIDEN = Overgang("publiser_til_tiden", fra(R.VEDTATT), R.PUBLISERT, r.er_systemet, _("Publiser"), _("publiserte tildelingen til avtalt tid"))
KAN_IKKE_PUBLISERES = Overgang("kan_ikke_publiseres", fra(R.VEDTATT), None, r.er_systemet, _("Kan ikke publiseres"), _("noterte at tildelingen ikke kunne publiseres"))
SETT_PAA_SAKSLISTEN = Overgang("sett_paa_sakslisten", fra(R.PLANLAGT, R.AAPEN, R.BEHANDLES), None, r.ordner_runden, _("Sett på sakslisten"), _("satte runden på sakslisten til utvalget"))
AVLYS          = Overgang("avlys", fra(R.PLANLAGT, R.AAPEN, R.BEHANDLES), R.AVLYST, r.ordner_runden, _("Avlys runden"), _("avlyste runden"))

# Forslag
BESTILL        = Overgang("bestill", fra(F.BESTILT), None, r.behandler_forslag, _("Lag forslag"), _("bestilte forslaget"))
BESTILL_IGJEN  = Overgang("bestill_igjen", fra(F.FEILET), F.BESTILT, r.behandler_forslag, _("Beregn på nytt"), _("bestilte beregningen på nytt"))
BEREGN         = Overgang("beregn", fra(F.BESTILT), F.BEREGNET, r.er_systemet, _("Beregn"), _("beregnet forslaget"))
FEIL           = Overgang("feil", fra(F.BESTILT), F.FEILET, r.er_systemet, _("Feil"), _("fikk ikke beregnet forslaget"))
VELG           = Overgang("velg", fra(F.BEREGNET), F.VALGT, r.behandler_forslag, _("Velg"), _("valgte forslaget"))
LEGG_TILBAKE   = Overgang("legg_tilbake", fra(F.VALGT), F.BEREGNET, r.er_systemet, _("Legg tilbake"), _("noterte at forslaget ikke er valgt lenger"))
FORKAST        = Overgang("forkast", fra(F.BEREGNET, F.FEILET), F.FORKASTET, r.behandler_forslag, _("Forkast"), _("forkastet forslaget"))

# Tildeling
TILDEL         = Overgang("tildel", fra(T.TILDELT), None, r.er_systemet, _("Tildel"), _("noterte tildelingen"))
ANSETT         = Overgang("ansett", fra(T.TILDELT), T.ANSATT, r.er_kommunen, _("Registrer ansettelsen"), _("registrerte at kommunen har ansatt legen"))
BEGYNN         = Overgang("begynn", fra(T.ANSATT), T.I_KOMMUNE, r.er_systemet, _("Begynner"), _("noterte at legen har begynt i kommunen"))
FULLFOR        = Overgang("fullfor", fra(T.I_KOMMUNE), T.FULLFORT, r.er_systemet, _("Fullført"), _("noterte at tjenesten er fullført"))
MELD_FORSINKELSE = Overgang("meld_forsinkelse", fra(T.TILDELT, T.ANSATT, T.I_KOMMUNE), None, r.er_en_av_partene, _("Meld forsinkelse"), _("meldte at legen er forsinket"))
UTSETT_START   = Overgang("utsett_start", fra(T.I_KOMMUNE), T.ANSATT, r.er_en_av_partene, _("Meld forsinkelse"), _("meldte at legen er forsinket og ikke har begynt i kommunen"))
FORLENG        = Overgang("forleng", fra(T.FULLFORT), T.I_KOMMUNE, r.er_en_av_partene, _("Meld forsinkelse"), _("meldte at legen er forsinket og fortsatt er i kommunen"))
MELD_FRAVAER   = Overgang("meld_fravaer", fra(T.TILDELT, T.ANSATT, T.I_KOMMUNE), None, r.er_en_av_partene, _("Registrer fravær eller permisjon"), _("registrerte fravær eller permisjon"))
MELD_FRAFALL   = Overgang("meld_frafall", fra(T.TILDELT, T.ANSATT, T.I_KOMMUNE), T.FRAFALT, r.er_en_av_partene, _("Meld frafall"), _("meldte at legen faller fra"))
KVITTER        = Overgang("kvitter", fra(T.FRAFALT), None, r.skal_kvittere, _("Bekreft mottatt"), _("bekreftet å ha fått meldingen"))

# Restplass
OPPSTAA        = Overgang("oppstaa", fra(P.LEDIG), None, r.er_systemet, _("Restplass"), _("noterte at plassen er ledig"))
FORDEL_ANSVAR  = Overgang("fordel_ansvar", fra(P.LEDIG, P.UTLYST, P.AVTALE), None, r.er_restplassens_part, _("Endre ansvar og frist"), _("endret hvem som har ansvaret, eller fristen"))
LYS_UT         = Overgang("lys_ut", fra(P.LEDIG), P.UTLYST, r.er_restplassens_part, _("Registrer utlysning"), _("registrerte at plassen er lyst ut"))
AVTAL          = Overgang("avtal", fra(P.LEDIG, P.UTLYST), P.AVTALE, r.er_foretaket, _("Registrer avtale med annet helseforetak"), _("registrerte avtale med et annet helseforetak"))
BESETT         = Overgang("besett", fra(P.LEDIG, P.UTLYST, P.AVTALE), P.BESATT, r.er_restplassens_kommune, _("Registrer hvem som er ansatt"), _("registrerte at kommunen har ansatt i plassen"))
LUKK_RESTPLASS = Overgang("lukk_restplass", fra(P.LEDIG, P.UTLYST, P.AVTALE), P.LUKKET, r.er_restplassens_part, _("Lukk restplassen"), _("lukket restplassen uten at noen ble ansatt"))
GI_I_RUNDE     = Overgang("gi_i_runde", fra(P.LEDIG, P.UTLYST, P.AVTALE), P.LUKKET, r.er_systemet, _("Gitt i en runde"), _("noterte at plassen er gitt i en tildelingsrunde"))
# fmt: on

KRITERIER = registrer(
    Kriterier,
    start=K.UTKAST,
    overganger=[
        SKRIV, ENDRE_KRITERIER, LEGG_FRAM, TREKK_TILBAKE, VEDTA, SKRIV_OM, VEDTA_IKKE, AVLOS, FORKAST_KRITERIER,
    ],
)  # fmt: skip
RUNDE = registrer(
    Runde,
    start=R.PLANLAGT,
    overganger=[
        PLANLEGG, ENDRE_RUNDE, HENT_KANDIDATER, LEGG_TIL_KANDIDAT, TA_UT_KANDIDAT, RESERVER, AAPNE, ONSK, ONSK_FOR,
        BE_OM_ONSKER, SETT_GRUPPER, SETT_POENG, LUKK, LUKK_TIDLIG, MELD_HABILITET, AVGJOR_HABILITET, TIL_UNDERSKRIFT, SIGNER, SEND_TILBAKE,
        ALLE_SIGNERTE, TA_OPP_IGJEN, SETT_TID, PUBLISER, PUBLISER_TIL_TIDEN, KAN_IKKE_PUBLISERES,
        SETT_PAA_SAKSLISTEN, AVLYS,
    ],
)  # fmt: skip
FORSLAG = registrer(Forslag, start=F.BESTILT, overganger=[BESTILL, BESTILL_IGJEN, BEREGN, FEIL, VELG, LEGG_TILBAKE, FORKAST])
TILDELING = registrer(
    Tildeling,
    start=T.TILDELT,
    overganger=[
        TILDEL, ANSETT, BEGYNN, FULLFOR, MELD_FORSINKELSE, UTSETT_START, FORLENG, MELD_FRAVAER, MELD_FRAFALL, KVITTER,
    ],
)  # fmt: skip
RESTPLASS = registrer(
    Restplass, start=P.LEDIG, overganger=[OPPSTAA, FORDEL_ANSVAR, LYS_UT, AVTAL, BESETT, LUKK_RESTPLASS, GI_I_RUNDE]
)
