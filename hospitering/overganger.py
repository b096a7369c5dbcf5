"""The state machine of an application, whole, on one screen."""

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import AapenInvitasjon, Soknad
from .models import Invitasjonstilstand as I
from .models import Tilstand as T
from .rules import avtale as a
from .rules import invitasjon as i
from .rules import klargjoring as k


def fra(*tilstander: str) -> frozenset[str]:
    return frozenset(tilstander)


I_GANG = (T.INNSENDT, T.MANGLER_SVAR, T.OVERSENDT, T.RETURNERT, T.MOTTATT, T.INNVILGET_VERT, T.AVTALE_UNDER_ARBEID)
LOEPER = (T.AVTALE_UNDER_ARBEID, T.AVTALE_INNGAATT, T.KLAR, T.PAAGAAR)
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
TREKK           = Overgang("trekk", fra(*I_GANG, T.AVTALE_INNGAATT, T.KLAR), T.TRUKKET, r.er_soker, _("Trekk søknaden"), _("trakk søknaden"))
ENDRE           = Overgang("endre", fra(*I_GANG), None, r.er_soker, _("Endre søknaden"), _("endret søknaden"), r.er_ikke_over)
ENDRE_TIL_EGEN  = Overgang("endre_til_egen", ETTER_EGEN, T.INNSENDT, r.er_soker, _("Endre søknaden"), _("endret søknaden, så leder i egen enhet må ta stilling på nytt"))
ENDRE_TIL_VERT  = Overgang("endre_til_vert", fra(T.INNVILGET_VERT), T.MOTTATT, r.er_soker, _("Endre søknaden"), _("endret søknaden, så vertsenheten må ta stilling på nytt"))
NY_VURD_EGEN    = Overgang("ny_vurdering_egen", fra(T.AVSLAATT_EGEN), T.INNSENDT, r.er_soker, _("Be om ny vurdering"), _("ba om ny vurdering"))
NY_VURD_VERT    = Overgang("ny_vurdering_vert", fra(T.AVSLAATT_VERT), T.MOTTATT, r.er_soker, _("Be om ny vurdering"), _("ba om ny vurdering"))

# The agreement (pkt. 1.2, S1-H09, S1-S40)
AVKLAR          = Overgang("avklar", fra(T.AVTALE_UNDER_ARBEID), None, a.er_vert, _("Avklar punktene"), _("avklarte vertsenhetens punkter"))
FORESLA_PERIODE = Overgang("foresla_periode", fra(T.AVTALE_UNDER_ARBEID), None, a.er_part, _("Foreslå periode"), _("foreslo periode og tidspunkt for evaluering"))
BEKREFT_PERIODE = Overgang("bekreft_periode", fra(*LOEPER), None, a.er_motpart, _("Bekreft perioden"), _("bekreftet perioden"), a.har_aapent_forslag)
AVSLAA_PERIODE  = Overgang("avslaa_periode", fra(*LOEPER), None, a.er_motpart, _("Ikke godta perioden"), _("godtok ikke perioden"), a.har_aapent_forslag)
GODKJENN_PERIODE = Overgang("godkjenn_periode", fra(*LOEPER), None, r.er_leder_egen, _("Godkjenn perioden"), _("godkjente en periode utenfor det som var innvilget"), a.venter_paa_egen_leder)
NEKT_PERIODE    = Overgang("nekt_periode", fra(*LOEPER), None, r.er_leder_egen, _("Ikke godkjenn perioden"), _("godkjente ikke en periode utenfor det som var innvilget"), a.venter_paa_egen_leder)
FORESLA_REISE   = Overgang("foresla_reise", fra(T.AVTALE_UNDER_ARBEID), None, a.er_arbeidsgiver_eller_soker, _("Foreslå dekning av reise og opphold"), _("foreslo hvordan reise og opphold dekkes"))
BEKREFT_REISE   = Overgang("bekreft_reise", fra(T.AVTALE_UNDER_ARBEID), None, a.er_reisemotpart, _("Bekreft"), _("ble enig om reise og opphold"), a.har_ubekreftet_reise)
BYTT_KONTAKT    = Overgang("bytt_kontakt", fra(*LOEPER, T.GJENNOMFORT), None, a.er_vert, _("Bytt kontaktperson"), _("byttet kontaktperson"))
INVITER_KONTAKT = Overgang("inviter_kontakt", fra(*LOEPER, T.GJENNOMFORT), None, a.er_vert, _("Inviter kontaktpersonen"), _("inviterte kontaktpersonen til portalen"), a.kontakten_mangler_konto)
KONTAKT_KOM     = Overgang("kontakt_kom", fra(*LOEPER, T.GJENNOMFORT), None, a.er_systemet, _("Kontaktpersonen har fått konto"), _("ga kontaktpersonen tilgang til saken"), a.kontakten_mangler_konto)
KONTAKT_UTEBLIR = Overgang("kontakt_uteblir", fra(*LOEPER, T.GJENNOMFORT), None, a.er_systemet, _("Kontaktpersonen har ikke kommet"), _("meldte at invitasjonen til kontaktpersonen ikke virker lenger"), a.kontakten_mangler_konto)
INNGAA_AVTALE   = Overgang("inngaa_avtale", fra(T.AVTALE_UNDER_ARBEID), T.AVTALE_INNGAATT, a.er_vert, _("Inngå avtalen"), _("inngikk avtalen"), a.er_avklart)

# The ready gate (S1-H14, H16–H19)
SIGNER_TAUSHET  = Overgang("signer_taushet", fra(T.AVTALE_INNGAATT), None, r.er_soker, _("Underskriv taushetserklæringen"), _("underskrev taushetserklæringen"))
MOTTA_TAUSHET   = Overgang("motta_taushet", fra(T.AVTALE_INNGAATT), None, a.er_vert, _("Registrer taushetserklæring på papir"), _("registrerte taushetserklæringen som er underskrevet på papir"))
LES_INSTRUKS    = Overgang("les_instruks", fra(T.AVTALE_INNGAATT), None, k.er_instruksleser, _("Jeg har lest pasientinstruksen"), _("har lest pasientinstruksen"))
FORBERED        = Overgang("forbered", fra(T.AVTALE_INNGAATT), None, a.er_part, _("Gjort"), _("gjorde en forberedelse"))
ANGRE_FORBEREDELSE = Overgang("angre_forberedelse", fra(T.AVTALE_INNGAATT, T.KLAR), None, a.er_part, _("Ikke gjort likevel"), _("tok tilbake en forberedelse"))
BLI_KLAR        = Overgang("bli_klar", fra(T.AVTALE_INNGAATT), T.KLAR, a.er_part, _("Klar til oppstart"), _("gjorde ferdig det siste, så alt er klart til oppstart"), a.er_alt_groent)
IKKE_KLAR       = Overgang("ikke_klar", fra(T.KLAR), T.AVTALE_INNGAATT, a.er_part, _("Ikke klar likevel"), _("endret noe som må gjøres ferdig før oppstart"))

# Running and change
UTSETT          = Overgang("utsett", fra(T.AVTALE_INNGAATT, T.KLAR), None, a.er_part, _("Foreslå å utsette"), _("foreslo å utsette hospiteringen"))
KORT_NED        = Overgang("kort_ned", fra(T.AVTALE_INNGAATT, T.KLAR, T.PAAGAAR), None, a.er_part, _("Foreslå å korte ned"), _("foreslo å korte ned hospiteringen"))
TREKK_FORSLAG   = Overgang("trekk_forslag", fra(*LOEPER), None, a.er_forslagsstiller, _("Trekk forslaget"), _("trakk forslaget om ny periode"), a.har_aapent_forslag)
START           = Overgang("start", fra(T.KLAR), T.PAAGAAR, a.er_part_eller_systemet, _("Start"), _("startet hospiteringen"))
MELD_IKKE_KLAR  = Overgang("meld_ikke_klar", fra(T.AVTALE_INNGAATT, T.KLAR), None, a.er_systemet, _("Meld at den ikke startet"), _("meldte at hospiteringen ikke kunne starte"))
AVSLUTT         = Overgang("avslutt", fra(T.PAAGAAR), T.GJENNOMFORT, a.er_systemet, _("Avslutt"), _("avsluttet hospiteringen"))
AVLYS           = Overgang("avlys", fra(*LOEPER), T.AVLYST, a.er_vert_eller_arbeidsgiver, _("Avlys hospiteringen"), _("avlyste hospiteringen"))
KVITTER         = Overgang("kvitter", fra(T.AVLYST, T.TRUKKET), None, a.er_part, _("Jeg har sett det"), _("har sett at det ikke blir noe av hospiteringen"), a.skal_kvitteres)

# The evaluation, two-sided (S1-H20–H22)
EVALUER         = Overgang("evaluer", fra(T.GJENNOMFORT), None, a.er_part, _("Send evalueringen"), _("leverte evaluering"))
FRAFALL         = Overgang("frafall", fra(T.GJENNOMFORT), None, a.er_berort, _("Frafall evalueringen"), _("frafalt en evaluering"))
UTLOP           = Overgang("utlop", fra(T.GJENNOMFORT), None, a.er_systemet, _("Fristen er ute"), _("noterte at fristen for en evaluering er ute"))
FULLFOR         = Overgang("fullfor", fra(T.GJENNOMFORT), T.EVALUERT, a.er_berort, _("Fullfør"), _("fullførte hospiteringen"), a.er_evaluert)
FRIGI           = Overgang("frigi", fra(T.GJENNOMFORT, T.EVALUERT), None, a.er_part, _("La andre lese ordene"), _("bestemte om andre får lese evalueringen"))
# fmt: on

TABELL = registrer(
    Soknad,
    start=T.UTKAST,
    overganger=[
        SEND_INN, INNVILG_EGEN, AVSLAA_EGEN, SPOR_EGEN, SVAR_EGEN, BEKREFT_MOTTATT, VIDERESEND, RETURNER,
        SEND_PAA_NYTT, INNVILG_VERT, AVSLAA_VERT, SPOR_VERT, SVAR_VERT, FYLL_VERTSDEL, TILBAKEMELDING, TREKK,
        ENDRE, ENDRE_TIL_EGEN, ENDRE_TIL_VERT, NY_VURD_EGEN, NY_VURD_VERT,
        AVKLAR, FORESLA_PERIODE, BEKREFT_PERIODE, AVSLAA_PERIODE, GODKJENN_PERIODE, NEKT_PERIODE, FORESLA_REISE,
        BEKREFT_REISE, BYTT_KONTAKT, INVITER_KONTAKT, KONTAKT_KOM, KONTAKT_UTEBLIR, INNGAA_AVTALE, SIGNER_TAUSHET,
        MOTTA_TAUSHET, LES_INSTRUKS, FORBERED, ANGRE_FORBEREDELSE, BLI_KLAR,
        IKKE_KLAR, UTSETT, KORT_NED, TREKK_FORSLAG, START, MELD_IKKE_KLAR, AVSLUTT, AVLYS, KVITTER, EVALUER, FRAFALL,
        UTLOP, FULLFOR, FRIGI,
    ],
)  # fmt: skip

# An open invitation of a host unit
# fmt: off
AAPNE_INVITASJON = Overgang("aapne", fra(I.UTKAST), I.AAPEN, i.leder_enheten, _("Åpne invitasjonen"), _("åpnet invitasjonen"))
ENDRE_INVITASJON = Overgang("endre", fra(I.UTKAST, I.AAPEN), None, i.leder_enheten, _("Endre invitasjonen"), _("endret invitasjonen"))
LUKK_INVITASJON  = Overgang("lukk", fra(I.AAPEN), I.LUKKET, i.leder_enheten_eller_systemet, _("Lukk invitasjonen"), _("lukket invitasjonen"))
TREKK_INVITASJON = Overgang("trekk", fra(I.UTKAST, I.AAPEN), I.TRUKKET, i.leder_enheten, _("Trekk invitasjonen"), _("trakk invitasjonen"))
# fmt: on

INVITASJONER = registrer(
    AapenInvitasjon,
    start=I.UTKAST,
    overganger=[AAPNE_INVITASJON, ENDRE_INVITASJON, LUKK_INVITASJON, TREKK_INVITASJON],
)
