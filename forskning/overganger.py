"""The state machines of research on one screen: project, call, need, theme and document."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import FOER_SOKNAD, LEVER, Behov, Dokument, Partner, Prosjekt, Temaforslag, Utlysning
from .models import Behovstilstand as B
from .models import Dokumenttilstand as D
from .models import Prosjekttilstand as P
from .models import Temaforslagtilstand as T
from .models import Utlysningstilstand as U


def fra(*tilstander: str) -> frozenset[str]:
    return frozenset(tilstander)


DIALOG = fra(P.IDE, P.TIDLIGFASE)
I_GANG = fra(*LEVER)
ETTER_START = fra(P.PAAGAAR, P.FULLFORT)
ALLE = fra(*P)

# fmt: off
# Prosjekt
REGISTRER      = Overgang("registrer", fra(P.IDE), None, r.registrerer, _("Registrer ideen"), _("registrerte ideen"))
ENDRE          = Overgang("endre", I_GANG, None, r.styrer, _("Endre"), _("endret prosjektet"))
BEGRENS        = Overgang("begrens", I_GANG, None, r.styrer, _("Begrens hvem som ser det"), _("begrenset hvem som ser prosjektet"), r.er_aapent)
DEL            = Overgang("del", I_GANG, None, r.styrer, _("Del med alle partene"), _("delte prosjektet med alle partene"), lambda p: p.er_begrenset)
BYTT_LEDER     = Overgang("bytt_leder", I_GANG, None, r.styrer, _("Bytt prosjektleder"), _("byttet prosjektleder"))
LEGG_TIL_PERSON = Overgang("legg_til_person", I_GANG, None, r.styrer, _("Legg til en person"), _("la til en person"))
TA_UT_PERSON   = Overgang("ta_ut_person", I_GANG, None, r.styrer, _("Ta ut en person"), _("tok ut en person"))
START_DIALOG   = Overgang("start_dialog", fra(P.IDE), P.TIDLIGFASE, r.styrer, _("Start tidligfasedialog"), _("startet tidligfasedialogen"))
INVITER_PARTNER = Overgang("inviter_partner", I_GANG, None, r.styrer, _("Inviter en partner"), _("inviterte en partner"))
TA_UT_PARTNER  = Overgang("ta_ut_partner", I_GANG, None, r.styrer, _("Ta ut en partner"), _("tok ut en partner"))
BEKREFT_PARTNER = Overgang("bekreft_partner", I_GANG, None, r.svarer_for_en_partner, _("Bekreft at vi deltar"), _("bekreftet at virksomheten deltar"))
AVSLAA_PARTNER = Overgang("avslaa_partner", I_GANG, None, r.svarer_for_en_partner, _("Svar at vi ikke deltar"), _("svarte at virksomheten ikke deltar"))
TREKK_SEG      = Overgang("trekk_seg", I_GANG, None, r.svarer_for_en_partner, _("Trekk oss fra prosjektet"), _("trakk virksomheten fra prosjektet"))
REGISTRER_SVAR = Overgang("registrer_svar", I_GANG, None, r.styrer, _("Registrer svar"), _("registrerte svaret fra en partner"))
SKRIV_INNLEGG  = Overgang("skriv_innlegg", I_GANG, None, r.deltar_i_dialogen, _("Skriv i dialogen"), _("skrev i dialogen"))
MELD_INTERESSE = Overgang("meld_interesse", fra(*FOER_SOKNAD), None, r.kan_melde_interesse, _("Meld interesse"), _("meldte interesse"))
TREKK_INTERESSE = Overgang("trekk_interesse", I_GANG, None, r.er_med_i_nettverket, _("Trekk interessen"), _("trakk interessen"))
MINN_OM_FORANKRING = Overgang("minn_om_forankring", DIALOG, None, r.er_systemet, _("Minn om forankring"), _("minnet om å sende prosjektet til forankring"), r.soker_midler)
SEND_TIL_FORANKRING = Overgang("send_til_forankring", DIALOG, P.TIL_FORANKRING, r.styrer, _("Send til forankring"), _("sendte prosjektet til forankring"))
SETT_OPP_SKRIFTLIG = Overgang("sett_opp_skriftlig", fra(P.TIL_FORANKRING), None, r.forankringens_sekretaer, _("Behandle skriftlig"), _("satte saken opp til skriftlig behandling"))
BE_OM_SKRIFTLIG = Overgang("be_om_skriftlig", fra(P.TIL_FORANKRING), None, r.er_systemet, _("Be om skriftlig behandling"), _("ba om at saken behandles skriftlig"))
SETT_OPP_I_MOTE = Overgang("sett_opp_i_mote", fra(P.TIL_FORANKRING), None, r.er_systemet, _("Sett opp i et møte"), _("noterte at saken står på en ny saksliste"))
NOTER_VEDTAK   = Overgang("noter_vedtak", ALLE, None, r.er_systemet, _("Noter vedtaket"), _("noterte hva utvalget vedtok"))
FORANKRE       = Overgang("forankre", fra(P.TIL_FORANKRING), P.FORANKRET, r.er_systemet, _("Forankret"), _("noterte at prosjektet er forankret"), r.er_forankret_av_alle)
FORANKRE_IKKE  = Overgang("forankre_ikke", fra(P.TIL_FORANKRING), P.TIDLIGFASE, r.er_systemet, _("Ikke forankret"), _("noterte at prosjektet ikke ble forankret"))
TREKK_FORANKRING = Overgang("trekk_forankring", fra(P.TIL_FORANKRING), P.TIDLIGFASE, r.styrer, _("Trekk tilbake"), _("trakk prosjektet tilbake fra forankring"))
LOS_FORANKRING = Overgang("los_forankring", fra(P.FORANKRET), P.TIDLIGFASE, r.styrer, _("Forankre på nytt"), _("åpnet for ny forankring"))
SEND_SOKNAD    = Overgang("send_soknad", fra(P.FORANKRET), P.SOKNAD_SENDT, r.styrer, _("Registrer at søknaden er sendt"), _("registrerte at søknaden er sendt"), r.soker_midler)
SEND_UFORANKRET = Overgang("send_uforankret", fra(P.TIDLIGFASE, P.TIL_FORANKRING), P.SOKNAD_SENDT, r.styrer, _("Registrer søknad uten forankring"), _("registrerte en søknad som ikke er forankret"), r.soker_midler)
FAA_MIDLER     = Overgang("faa_midler", fra(P.SOKNAD_SENDT), P.PAAGAAR, r.styrer, _("Vi fikk midler"), _("registrerte at prosjektet fikk midler"))
FAA_AVSLAG     = Overgang("faa_avslag", fra(P.SOKNAD_SENDT), P.TIDLIGFASE, r.styrer, _("Vi fikk ikke midler"), _("registrerte at søknaden ikke ble innvilget"))
TREKK_SOKNAD   = Overgang("trekk_soknad", fra(P.SOKNAD_SENDT), P.TIDLIGFASE, r.styrer, _("Trekk søknaden"), _("trakk søknaden"))
START          = Overgang("start", fra(P.IDE, P.TIDLIGFASE, P.FORANKRET), P.PAAGAAR, r.styrer, _("Start prosjektet"), _("startet prosjektet"), r.er_uten_ekstern_finansiering)
FULLFOR        = Overgang("fullfor", fra(P.PAAGAAR), P.FULLFORT, r.styrer, _("Fullfør"), _("fullførte prosjektet"))
GJENAAPNE      = Overgang("gjenaapne", fra(P.FULLFORT), P.PAAGAAR, r.styrer, _("Åpne igjen"), _("åpnet prosjektet igjen"))
STANS          = Overgang("stans", I_GANG, P.IKKE_VIDEREFORT, r.styrer, _("Ikke gå videre"), _("bestemte at prosjektet ikke går videre"))
TA_OPP_IGJEN   = Overgang("ta_opp_igjen", fra(P.IKKE_VIDEREFORT), P.TIDLIGFASE, r.styrer, _("Ta opp igjen"), _("tok prosjektet opp igjen"))
VIS_AAPENT     = Overgang("vis_aapent", fra(*P) - {P.IDE, P.IKKE_VIDEREFORT}, None, r.styrer, _("Vis åpent"), _("viste prosjektet på de åpne sidene"), r.er_aapent)
SKJUL          = Overgang("skjul", ALLE, None, r.styrer, _("Ta bort fra de åpne sidene"), _("tok prosjektet bort fra de åpne sidene"), r.er_vist_aapent)
SETT_PAA_SAKSLISTEN = Overgang("sett_paa_sakslisten", ALLE - {P.IKKE_VIDEREFORT}, None, r.styrer, _("Sett på en saksliste"), _("satte prosjektet på en saksliste"))
LEGG_TIL_MILEPAEL = Overgang("legg_til_milepael", I_GANG | {P.FULLFORT}, None, r.styrer, _("Legg til en milepæl"), _("la til en milepæl"))
ENDRE_MILEPAEL = Overgang("endre_milepael", I_GANG | {P.FULLFORT}, None, r.styrer, _("Endre milepælen"), _("endret en milepæl"))
NAA_MILEPAEL   = Overgang("naa_milepael", I_GANG | {P.FULLFORT}, None, r.styrer, _("Merk som gjort"), _("merket en milepæl som gjort"))
TA_UT_MILEPAEL = Overgang("ta_ut_milepael", I_GANG | {P.FULLFORT}, None, r.styrer, _("Ta bort milepælen"), _("tok bort en milepæl"))
REGISTRER_RESULTAT = Overgang("registrer_resultat", ETTER_START, None, r.styrer, _("Registrer et resultat"), _("registrerte et resultat"))
TREKK_RESULTAT = Overgang("trekk_resultat", ETTER_START, None, r.styrer, _("Ta bort resultatet"), _("tok bort et resultat"))
NOTER_VIDEREBRUK = Overgang("noter_viderebruk", ETTER_START, None, r.styrer, _("Noter hvor resultatet er brukt"), _("noterte hvor et resultat er brukt"))
KOBLE_BEHOV    = Overgang("koble_behov", I_GANG, None, r.styrer, _("Koble til et behov"), _("koblet prosjektet til et behov"))
LOSNE_BEHOV    = Overgang("losne_behov", I_GANG, None, r.styrer, _("Løsne fra behovet"), _("løsnet prosjektet fra et behov"))
SPOR_OM_DET_LEVER = Overgang("spor_om_det_lever", I_GANG, None, r.er_systemet, _("Spør om prosjektet lever"), _("spurte om prosjektet fortsatt er i gang"))
DET_LEVER      = Overgang("det_lever", I_GANG, None, r.styrer, _("Bekreft at prosjektet er i gang"), _("bekreftet at prosjektet er i gang"))
MELD_FORMIDLET = Overgang("meld_formidlet", fra(P.FULLFORT), None, r.styrer, _("Formidlingen er gjort"), _("meldte at resultatene er formidlet"))
BE_OM_FORMIDLING = Overgang("be_om_formidling", fra(P.FULLFORT), None, r.er_systemet, _("Be om formidling"), _("ba om at resultatene formidles"))

# Utlysning
SKRIV_UTLYSNING = Overgang("skriv_utlysning", fra(U.AAPEN), None, r.skriver_utlysninger, _("Legg inn en utlysning"), _("la inn utlysningen"))
ENDRE_UTLYSNING = Overgang("endre_utlysning", fra(U.AAPEN), None, r.skriver_utlysninger, _("Endre utlysningen"), _("endret utlysningen"))
ONSK_SAMARBEID = Overgang("onsk_samarbeid", fra(U.AAPEN), None, r.er_med_i_nettverket, _("Vi vil søke sammen"), _("meldte interesse for å søke sammen"))
TREKK_ONSKET   = Overgang("trekk_onsket", fra(U.AAPEN), None, r.er_med_i_nettverket, _("Trekk interessen"), _("trakk interessen"))
LUKK_UTLYSNING = Overgang("lukk_utlysning", fra(U.AAPEN), U.UTLOPT, r.er_systemet, _("Fristen er ute"), _("noterte at fristen er ute"))
FORLENG_UTLYSNING = Overgang("forleng_utlysning", fra(U.UTLOPT), U.AAPEN, r.skriver_utlysninger, _("Fristen er utsatt"), _("noterte at fristen er utsatt"))
TREKK_UTLYSNING = Overgang("trekk_utlysning", fra(U.AAPEN), U.TRUKKET, r.skriver_utlysninger, _("Ta bort utlysningen"), _("tok bort utlysningen"))

# Behov
MELD_BEHOV     = Overgang("meld_behov", fra(B.MELDT), None, r.melder_behov, _("Meld et behov"), _("meldte behovet"))
ENDRE_BEHOV    = Overgang("endre_behov", fra(B.MELDT, B.I_PROSJEKT), None, r.steller_behov, _("Endre behovet"), _("endret behovet"))
TA_BEHOV_I_PROSJEKT = Overgang("ta_behov_i_prosjekt", fra(B.MELDT), B.I_PROSJEKT, r.er_med_i_nettverket, _("Ta opp behovet i et prosjekt"), _("tok opp behovet i et prosjekt"))
TA_BEHOV_I_FLERE = Overgang("ta_behov_i_flere", fra(B.I_PROSJEKT), None, r.er_med_i_nettverket, _("Ta opp behovet i et prosjekt"), _("tok opp behovet i et prosjekt til"))
LEGG_BEHOV_TILBAKE = Overgang("legg_behov_tilbake", fra(B.I_PROSJEKT), B.MELDT, r.er_med_i_nettverket, _("Legg behovet tilbake"), _("la behovet tilbake"))
BESVAR_BEHOV   = Overgang("besvar_behov", fra(B.MELDT, B.I_PROSJEKT), B.BESVART, r.steller_behov, _("Behovet er besvart"), _("noterte at behovet er besvart"))
LUKK_BEHOV     = Overgang("lukk_behov", fra(B.MELDT, B.I_PROSJEKT), B.LUKKET, r.steller_behov, _("Ikke lenger aktuelt"), _("lukket behovet"))
GJENAAPNE_BEHOV = Overgang("gjenaapne_behov", fra(B.BESVART, B.LUKKET), B.MELDT, r.steller_behov, _("Åpne igjen"), _("åpnet behovet igjen"))

# Temaforslag
FORESLAA_TEMA  = Overgang("foreslaa_tema", fra(T.FORESLAATT), None, r.foreslaar_tema, _("Foreslå et tema"), _("foreslo temaet"))
LEGG_FRAM_TEMA = Overgang("legg_fram_tema", fra(T.FORESLAATT), T.TIL_VEDTAK, r.legger_fram_tema, _("Legg fram for utvalget"), _("la forslaget fram for utvalget"))
VEDTA_TEMA     = Overgang("vedta_tema", fra(T.TIL_VEDTAK), T.VEDTATT, r.er_systemet, _("Vedta"), _("noterte at utvalget vedtok temaet"))
VEDTA_IKKE_TEMA = Overgang("vedta_ikke_tema", fra(T.TIL_VEDTAK), T.IKKE_VEDTATT, r.er_systemet, _("Ikke vedtatt"), _("noterte at utvalget ikke vedtok temaet"))
TA_TILBAKE_TEMA = Overgang("ta_tilbake_tema", fra(T.TIL_VEDTAK), T.FORESLAATT, r.er_systemet, _("Utsatt"), _("noterte at utvalget ikke avgjorde forslaget"))
TREKK_TEMA     = Overgang("trekk_tema", fra(T.FORESLAATT), T.TRUKKET, r.trekker_tema, _("Trekk forslaget"), _("trakk forslaget"))

# Dokument
SKRIV_DOKUMENT = Overgang("skriv_dokument", fra(D.UTKAST), None, r.skriver_grunnlag, _("Skriv en ny versjon"), _("begynte på en ny versjon"))
ENDRE_DOKUMENT = Overgang("endre_dokument", fra(D.UTKAST), None, r.skriver_grunnlag, _("Endre utkastet"), _("endret utkastet"))
TA_I_BRUK      = Overgang("ta_i_bruk", fra(D.UTKAST), D.GJELDER, r.skriver_grunnlag, _("Ta i bruk"), _("tok versjonen i bruk"))
AVLOS_DOKUMENT = Overgang("avlos_dokument", fra(D.GJELDER), D.AVLOST, r.er_systemet, _("Avløs"), _("noterte at en ny versjon gjelder"))
FORKAST_DOKUMENT = Overgang("forkast_dokument", fra(D.UTKAST), D.FORKASTET, r.skriver_grunnlag, _("Forkast utkastet"), _("forkastet utkastet"))
# fmt: on


def _mellom(forste: Overgang, siste: Overgang) -> list[Overgang]:
    """The transitions written between these two, in order."""
    skrevet = [o for o in globals().values() if isinstance(o, Overgang)]
    return skrevet[skrevet.index(forste) : skrevet.index(siste) + 1]


def for_partneren(overgang: Overgang, partner: Partner) -> Overgang:
    """The verb of an answer, narrowed to those who answer for this one party (S4-B03)."""
    return replace(overgang, tillatt=lambda bruker, _prosjekt: r.svarer_for_partneren(bruker, partner))


PROSJEKT = registrer(Prosjekt, start=P.IDE, overganger=_mellom(REGISTRER, BE_OM_FORMIDLING))
UTLYSNING = registrer(Utlysning, start=U.AAPEN, overganger=_mellom(SKRIV_UTLYSNING, TREKK_UTLYSNING))
BEHOV = registrer(Behov, start=B.MELDT, overganger=_mellom(MELD_BEHOV, GJENAAPNE_BEHOV))
TEMAFORSLAG = registrer(Temaforslag, start=T.FORESLAATT, overganger=_mellom(FORESLAA_TEMA, TREKK_TEMA))
DOKUMENT = registrer(Dokument, start=D.UTKAST, overganger=_mellom(SKRIV_DOKUMENT, FORKAST_DOKUMENT))
