"""The state machines of LIS3, whole, on one screen: enrolment, six-month question, service, vacancy, proposal, and back."""

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import (
    BESVART,
    FORAN,
    Forslag,
    Innmelding,
    Kommunepraksis,
    Seksmndforesporsel,
    Tjeneste,
    Vikariat,
)
from .models import Foresporseltilstand as F
from .models import Forslagstilstand as S
from .models import Innmeldingstilstand as I
from .models import Kommunepraksistilstand as K
from .models import Tjenestetilstand as T
from .models import Vikariattilstand as V


def fra(*tilstander: str) -> frozenset[str]:
    return frozenset(tilstander)


# fmt: off
# Innmelding
REGISTRER     = Overgang("registrer", fra(I.UTKAST), None, r.kan_registrere, _("Registrer lege"), _("registrerte legen"))
TILDEL_PLAN   = Overgang("tildel_plan", fra(I.UTKAST, I.INNMELDT, I.PAA_VENT), None, r.er_kommunen, _("Registrer plan og veileder"), _("registrerte individuell utdanningsplan"))
REGISTRER_AVBRUDD = Overgang("registrer_avbrudd", fra(I.UTKAST, I.INNMELDT, I.PAA_VENT), None, r.er_kommunen, _("Registrer avbrudd"), _("endret avbruddene i spesialiseringen"))
MELD_KLAR     = Overgang("meld_klar", fra(I.UTKAST, I.INNMELDT, I.PAA_VENT), None, r.kan_melde_klar, _("Meld klar for sykehustjeneste"), _("meldte legen klar for sykehustjeneste"))
MELD_INN      = Overgang("meld_inn", fra(I.UTKAST), I.INNMELDT, r.er_kommunen, _("Meld inn"), _("meldte inn legen til sykehustjeneste"), r.er_komplett)
MELD_ENDRING  = Overgang("meld_endring", fra(I.INNMELDT, I.PAA_VENT), None, r.er_kommunen, _("Meld endring"), _("meldte endring"))
VURDER_DELING = Overgang("vurder_deling", fra(I.INNMELDT, I.PAA_VENT), None, r.er_koordinator, _("Vurder delt tjeneste"), _("vurderte delt tjeneste"), r.deling_venter)
AVKLAR_VIKAR  = Overgang("avklar_vikar", fra(I.UTKAST, I.INNMELDT, I.PAA_VENT), None, r.er_kommunen, _("Avklar vikar for praksis"), _("registrerte status for vikar"))
AVGJOR_RANG   = Overgang("avgjor_rang", fra(I.INNMELDT, I.PAA_VENT), None, r.er_koordinator, _("Avgjør rekkefølge ved lik ansiennitet"), _("avgjorde rekkefølgen ved lik ansiennitet"))
KORRIGER_ANS  = Overgang("korriger_ansiennitet", fra(I.INNMELDT, I.PAA_VENT), None, r.er_koordinator, _("Korriger ansiennitet"), _("korrigerte det ansienniteten regnes fra"))
BYTT_KOMMUNE  = Overgang("bytt_kommune", fra(I.UTKAST, I.INNMELDT, I.PAA_VENT, I.I_TJENESTE), None, r.er_koordinator, _("Flytt til en ny kommune"), _("flyttet legen til en ny kommune"))
SETT_PAA_VENT = Overgang("sett_paa_vent", fra(I.INNMELDT), I.PAA_VENT, r.kommunen_eller_koordinator, _("Sett på vent"), _("satte innmeldingen på vent"))
GJENOPPTA     = Overgang("gjenoppta", fra(I.PAA_VENT), I.INNMELDT, r.kommunen_eller_koordinator, _("Ta tilbake i køen"), _("tok innmeldingen tilbake i køen"))
GJENOPPTA_TID = Overgang("gjenoppta_av_seg_selv", fra(I.PAA_VENT), I.INNMELDT, r.er_systemet, _("Ta tilbake i køen"), _("tok innmeldingen tilbake i køen, ventetiden er over"))
TREKK         = Overgang("trekk", fra(I.UTKAST, I.INNMELDT, I.PAA_VENT), I.TRUKKET, r.kan_trekke, _("Trekk innmeldingen"), _("trakk innmeldingen"))
TJENESTE_I_GANG = Overgang("tjeneste_i_gang", fra(I.INNMELDT, I.PAA_VENT), I.I_TJENESTE, r.er_systemet, _("Tjenesten er startet"), _("registrerte at tjenesten er startet"))
TJENESTE_SLUTT  = Overgang("tjeneste_slutt", fra(I.I_TJENESTE), I.FULLFORT, r.er_systemet, _("Tjenesten er gjennomført"), _("registrerte at tjenesten er gjennomført"))
TILBAKE_I_KOEN  = Overgang("tilbake_i_koen", fra(I.I_TJENESTE), I.INNMELDT, r.er_systemet, _("Tilbake i køen"), _("registrerte at legen er tilbake i køen"))

# Seksmndforesporsel
GODKJENN   = Overgang("godkjenn", fra(F.PLANLAGT), F.GODKJENT, r.er_koordinator, _("Godkjenn utsending"), _("godkjente at forespørselen sendes"))
SEND       = Overgang("send", fra(F.PLANLAGT, F.GODKJENT), F.SENDT, r.koordinator_eller_systemet, _("Send forespørselen"), _("sendte seksmånedersforespørselen til kommunen"))
SVAR_JA    = Overgang("svar_ja", fra(F.SENDT), F.BEKREFTET, r.kommunen_svarer, _("Ja, tjenesten kan gjennomføres"), _("bekreftet at tjenesten kan gjennomføres etter planen"))
SVAR_NEI   = Overgang("svar_nei", fra(F.SENDT), F.AVKREFTET, r.kommunen_svarer, _("Nei, tjenesten kan ikke gjennomføres"), _("svarte at tjenesten ikke kan gjennomføres"))
SVAR_ENDRE = Overgang("svar_endring", fra(F.SENDT), F.ENDRING, r.kommunen_svarer, _("Tjenesten må endres"), _("svarte at tjenesten må endres"))
ERSTATT    = Overgang("erstatt", fra(F.PLANLAGT, F.GODKJENT, F.SENDT, *BESVART), F.ERSTATTET, r.kan_erstatte, _("Erstatt"), _("erstattet forespørselen, fordi planlagt start eller innmeldingen er endret"))

# Tjeneste
PLANLEGG     = Overgang("planlegg", fra(T.PLANLAGT), None, r.er_koordinator, _("Sett av plassen"), _("satte av plassen"))
TILBY        = Overgang("tilby", fra(T.PLANLAGT), T.TILBUDT, r.er_koordinator, _("Send tilbud"), _("sendte tilbud om tjeneste"))
AKSEPTER     = Overgang("aksepter", fra(T.TILBUDT), T.AKSEPTERT, r.tjenestens_lege, _("Ta imot tilbudet"), _("tok imot tilbudet"))
TAKK_NEI     = Overgang("takk_nei", fra(T.TILBUDT), T.TAKKET_NEI, r.tjenestens_lege, _("Takk nei"), _("takket nei til tilbudet"))
BEKREFT      = Overgang("bekreft", fra(T.AKSEPTERT), T.BEKREFTET, r.tjenestens_kommune, _("Bekreft at legen frigis"), _("bekreftet at legen frigis til tjenesten"), r.vikar_er_avklart)
FRIGI_IKKE   = Overgang("frigi_ikke", fra(T.AKSEPTERT), T.IKKE_FRIGITT, r.tjenestens_kommune, _("Kan ikke frigi legen"), _("svarte at legen ikke kan frigis"))
HAR_SOKT     = Overgang("har_sokt", fra(T.AKSEPTERT, T.BEKREFTET, T.KLAR), None, r.tjenestens_lege, _("Jeg har søkt stillingen"), _("registrerte at stillingen er søkt"), r.har_ikke_sokt)
TILDEL_VEIL  = Overgang("tildel_veileder", fra(T.BEKREFTET), T.KLAR, r.tjenestens_avdeling, _("Tildel veileder og plan"), _("tildelte veileder og plan for veiledning"))
BYTT_VEIL    = Overgang("bytt_veileder", fra(T.KLAR, T.PAAGAAR), None, r.tjenestens_avdeling, _("Bytt veileder eller plan"), _("endret veileder eller plan for veiledning"))
START        = Overgang("start", fra(T.KLAR), T.PAAGAAR, r.avdeling_koordinator_eller_systemet, _("Registrer oppstart"), _("registrerte at tjenesten startet"))
AVBRYT       = Overgang("avbryt", fra(T.PAAGAAR), None, r.avdeling_eller_koordinator, _("Registrer avbrudd"), _("registrerte et avbrudd i tjenesten"))
MELD_MAAL    = Overgang("meld_maal", fra(T.PAAGAAR, T.GJENNOMFORT, T.AVBRUTT), None, r.tjenestens_avdeling, _("Meld læringsmål"), _("meldte læringsmål som oppnådd"), r.har_aapne_maal)
FULLFOR      = Overgang("fullfor", fra(T.PAAGAAR), T.GJENNOMFORT, r.avdeling_koordinator_eller_systemet, _("Registrer som gjennomført"), _("registrerte at tjenesten er gjennomført"))
AVSLUTT      = Overgang("avslutt", fra(T.PAAGAAR), T.AVBRUTT, r.avdeling_eller_koordinator, _("Avslutt før tiden"), _("registrerte at tjenesten er avsluttet før tiden"))
BEHOLD       = Overgang("behold_plassen", fra(T.AKSEPTERT, T.BEKREFTET, T.KLAR), None, r.er_koordinator, _("Behold plassen"), _("beholdt plassen etter endringen"), r.plassen_avviker)
TREKK_TILBUD = Overgang("trekk_tilbud", fra(*FORAN), T.TRUKKET, r.koordinator_eller_systemet, _("Trekk plassen tilbake"), _("trakk plassen tilbake"))

# Vikariat
LYS_UT     = Overgang("lys_ut", fra(V.UTKAST), V.UTLYST, r.vikariatets_avdeling, _("Publiser vikariatet"), _("publiserte vikariatet"))
HAR_SOKT_VIK = Overgang("har_sokt_vikariat", fra(V.UTLYST), None, r.er_lege, _("Jeg har søkt"), _("registrerte at vikariatet er søkt"))
FRIST_UTE  = Overgang("frist_ute", fra(V.UTLYST), None, r.er_systemet, _("Søknadsfristen er ute"), _("registrerte at søknadsfristen er ute"))
BESETT     = Overgang("besett", fra(V.UTLYST), V.BESATT, r.vikariatets_avdeling, _("Registrer hvem som fikk det"), _("registrerte hvem som fikk vikariatet"))
TREKK_VIK  = Overgang("trekk_vikariat", fra(V.UTLYST), V.TRUKKET, r.vikariatets_avdeling, _("Trekk vikariatet"), _("trakk vikariatet"))

# Forslag
BESTILL_FORSLAG = Overgang("bestill_forslag", fra(S.BESTILT), None, r.forslagets_koordinator, _("Beregn på nytt"), _("bestilte forslaget"))
BEREGN    = Overgang("beregn", fra(S.BESTILT), S.BEREGNET, r.koordinator_eller_beregning, _("Beregn"), _("beregnet forslaget"))
BEREGN_FEILET = Overgang("beregn_feilet", fra(S.BESTILT), S.FEILET, r.koordinator_eller_beregning, _("Beregningen feilet"), _("kunne ikke beregne forslaget"))
OVERSTYR  = Overgang("overstyr", fra(S.BEREGNET), None, r.forslagets_koordinator, _("Endre plassering"), _("endret en plassering"))
TA_I_BRUK = Overgang("ta_i_bruk", fra(S.BEREGNET), S.BRUKT, r.forslagets_koordinator, _("Lag plassene i forslaget"), _("tok forslaget i bruk"))
FORKAST   = Overgang("forkast", fra(S.BEREGNET, S.FEILET), S.FORKASTET, r.forslagets_koordinator, _("Forkast"), _("forkastet forslaget"))

# Kommunepraksis
SPOR_KOMMUNE   = Overgang("spor_kommune", fra(K.UTKAST, K.IKKE_MULIG), K.SENDT, r.er_koordinator, _("Send til kommunen"), _("spurte kommunen om praksis"))
TILBY_PRAKSIS  = Overgang("tilby_praksis", fra(K.SENDT), K.TILBUDT, r.praksisens_kommune, _("Tilby praksis"), _("tilbød praksis"))
IKKE_MULIG     = Overgang("ikke_mulig", fra(K.SENDT), K.IKKE_MULIG, r.praksisens_kommune, _("Ikke mulig hos oss"), _("svarte at praksis ikke er mulig"))
BEKREFT_PRAKSIS = Overgang("bekreft_praksis", fra(K.TILBUDT), K.BEKREFTET, r.er_koordinator, _("Bekreft praksisen"), _("bekreftet praksisen"))
START_PRAKSIS  = Overgang("start_praksis", fra(K.BEKREFTET), K.PAAGAAR, r.praksisens_kommune_eller_systemet, _("Registrer oppstart"), _("registrerte at praksisen startet"))
FULLFOR_PRAKSIS = Overgang("fullfor_praksis", fra(K.PAAGAAR), K.GJENNOMFORT, r.praksisens_kommune_eller_systemet, _("Registrer som gjennomført"), _("registrerte at praksisen er gjennomført"))
AVSLUTT_PRAKSIS = Overgang("avslutt_praksis", fra(K.PAAGAAR), K.AVBRUTT, r.praksisens_kommune, _("Avslutt før tiden"), _("registrerte at praksisen er avsluttet før tiden"))
TREKK_PRAKSIS  = Overgang("trekk_praksis", fra(K.SENDT, K.IKKE_MULIG, K.TILBUDT, K.BEKREFTET), K.TRUKKET, r.er_koordinator, _("Trekk forespørselen"), _("trakk forespørselen"))
# fmt: on

INNMELDING = registrer(
    Innmelding,
    start=I.UTKAST,
    overganger=[
        REGISTRER, TILDEL_PLAN, REGISTRER_AVBRUDD, MELD_KLAR, MELD_INN, MELD_ENDRING, VURDER_DELING, AVKLAR_VIKAR,
        AVGJOR_RANG, KORRIGER_ANS, BYTT_KOMMUNE, SETT_PAA_VENT, GJENOPPTA, GJENOPPTA_TID, TREKK, TJENESTE_I_GANG, TJENESTE_SLUTT, TILBAKE_I_KOEN,
    ],
)  # fmt: skip
FORESPORSEL = registrer(
    Seksmndforesporsel, start=F.PLANLAGT, overganger=[GODKJENN, SEND, SVAR_JA, SVAR_NEI, SVAR_ENDRE, ERSTATT]
)
TJENESTE = registrer(
    Tjeneste,
    start=T.PLANLAGT,
    overganger=[
        PLANLEGG, TILBY, AKSEPTER, TAKK_NEI, BEKREFT, FRIGI_IKKE, HAR_SOKT, TILDEL_VEIL, BYTT_VEIL, START, AVBRYT, MELD_MAAL,
        FULLFOR, AVSLUTT, BEHOLD, TREKK_TILBUD,
    ],
)  # fmt: skip
VIKARIAT = registrer(Vikariat, start=V.UTKAST, overganger=[LYS_UT, HAR_SOKT_VIK, FRIST_UTE, BESETT, TREKK_VIK])
FORSLAG = registrer(
    Forslag, start=S.BESTILT, overganger=[BESTILL_FORSLAG, BEREGN, BEREGN_FEILET, OVERSTYR, TA_I_BRUK, FORKAST]
)
KOMMUNEPRAKSIS = registrer(
    Kommunepraksis,
    start=K.UTKAST,
    overganger=[
        SPOR_KOMMUNE, TILBY_PRAKSIS, IKKE_MULIG, BEKREFT_PRAKSIS, START_PRAKSIS, FULLFOR_PRAKSIS, AVSLUTT_PRAKSIS,
        TREKK_PRAKSIS,
    ],
)  # fmt: skip
