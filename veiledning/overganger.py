"""The state machines of guidance, whole, on one screen: question, joint activity, answer bank."""

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import UBESVART, Aktivitet, Banksvar, Foresporsel
from .models import Aktivitetstilstand as A
from .models import Banktilstand as B
from .models import Tilstand as T
from .rules import avtale as ra


def fra(*tilstander: str) -> frozenset[str]:
    return frozenset(tilstander)


# fmt: off
# Foresporsel
MELD          = Overgang("meld", fra(T.UTKAST), T.MELDT, r.er_melder, _("Send spørsmålet"), _("meldte behov for veiledning"))
TREKK         = Overgang("trekk", fra(T.MELDT, T.MOTTATT, T.SPURT, T.AVTALT, T.SAMORDNET, T.NY_VURDERING), T.TRUKKET, r.er_melder, _("Trekk spørsmålet"), _("trakk spørsmålet"))
NESTE_I_VAKTEN = Overgang("neste_i_vakten", fra(T.MELDT), None, r.er_systemet, _("Spør neste på vaktlisten"), _("spurte neste på vaktlisten"))
TA            = Overgang("ta", fra(T.MELDT), T.MOTTATT, r.kan_svare, _("Ta spørsmålet"), _("tok imot spørsmålet"))
TILBAKE_TIL_VAKTEN = Overgang("tilbake_til_vakten", fra(T.MOTTATT, T.SPURT, T.AVTALT), T.MELDT, r.er_systemet, _("Tilbake til vaktlisten"), _("ga spørsmålet tilbake til vaktlisten, den som hadde det svarer ikke lenger her"))
VIDERESEND    = Overgang("videresend", fra(T.MELDT, T.MOTTATT, T.SPURT, T.AVTALT), T.MELDT, r.kan_sende_videre, _("Send videre"), _("sendte spørsmålet videre"))
SPOR          = Overgang("spor", fra(T.MOTTATT), T.SPURT, r.er_ansvarlig, _("Spør tilbake"), _("spurte tilbake"), r.er_ikke_om_enkeltpasient)
TILSVAR       = Overgang("tilsvar", fra(T.SPURT), T.MOTTATT, r.er_melder, _("Svar"), _("svarte på spørsmålet"))
SETT_FRIST    = Overgang("sett_frist", fra(T.MOTTATT), None, r.er_ansvarlig, _("Sett svarfrist"), _("satte ny svarfrist"), r.er_ikke_om_enkeltpasient)
FORESLAA_FRIST = Overgang("foreslaa_frist", fra(T.MOTTATT), None, r.er_ansvarlig, _("Foreslå et senere tidspunkt"), _("foreslo et senere tidspunkt"))
GODTA_FRIST   = Overgang("godta_frist", fra(T.MOTTATT, T.SPURT), None, r.er_melder, _("Godta det nye tidspunktet"), _("godtok det nye tidspunktet"), r.ny_frist_er_foreslaatt)
AVSLAA_FRIST  = Overgang("avslaa_frist", fra(T.MOTTATT, T.SPURT), None, r.er_melder, _("Hold på fristen"), _("holdt på den opprinnelige fristen"), r.ny_frist_er_foreslaatt)
SKRIV         = Overgang("skriv", fra(T.MOTTATT, T.AVTALT, T.GJENNOMFORT), None, r.er_part, _("Skriv i tråden"), _("skrev i tråden"), r.er_ikke_om_enkeltpasient)
FORESLAA_AVTALE = Overgang("foreslaa_avtale", fra(T.MOTTATT, T.SPURT, T.AVTALT), T.MOTTATT, r.er_part, _("Foreslå avtale"), _("foreslo en avtale"), r.er_ikke_om_enkeltpasient)
BEKREFT_AVTALE = Overgang("bekreft_avtale", fra(T.MOTTATT), T.AVTALT, ra.kan_bekrefte, _("Bekreft avtalen"), _("bekreftet avtalen"), ra.avtale_er_foreslaatt)
AVTALE_UTGIKK = Overgang("avtale_utgikk", fra(T.MOTTATT), None, r.er_systemet, _("Avtalen ble ikke bekreftet"), _("tok bort en avtale som ikke ble bekreftet i tide"))
SVAR          = Overgang("svar", fra(T.MOTTATT, T.SPURT, T.AVTALT), T.GJENNOMFORT, r.er_ansvarlig, _("Svar skriftlig"), _("svarte"), r.er_ikke_om_enkeltpasient)
RING_UTEN_SVAR = Overgang("ring_uten_svar", fra(T.MOTTATT), None, r.er_ansvarlig, _("Ringte, fikk ikke svar"), _("ringte uten å få svar"), r.er_om_enkeltpasient)
HAR_RINGT     = Overgang("har_ringt", fra(T.MOTTATT), T.GJENNOMFORT, r.er_ansvarlig, _("Vi har snakket sammen"), _("ringte og ga veiledning"), r.er_om_enkeltpasient)
GJENNOMFOR    = Overgang("gjennomfor", fra(T.AVTALT), T.GJENNOMFORT, r.er_ansvarlig, _("Registrer som gjennomført"), _("registrerte at veiledningen er gitt"))
IKKE_BESVART  = Overgang("ikke_besvart", fra(T.GJENNOMFORT), T.MOTTATT, r.er_melder, _("Spørsmålet er ikke besvart"), _("svarte at spørsmålet ikke er besvart"))
KODE_UTFALL   = Overgang("kode_utfall", fra(T.GJENNOMFORT), None, r.er_part, _("Registrer utfallet"), _("registrerte utfallet"))
LUKK          = Overgang("lukk", fra(T.GJENNOMFORT), T.LUKKET, r.er_systemet, _("Lukk"), _("lukket saken"))
AVGRENS       = Overgang("avgrens", fra(T.MOTTATT), T.AVGRENSET, r.er_ansvarlig, _("Ikke nødvendig veiledning"), _("vurderte at veiledningen ikke er nødvendig"), r.kan_avgrenses)
AVVIS_UTENFOR = Overgang("avvis_utenfor", fra(T.MOTTATT), T.UTENFOR, r.er_ansvarlig, _("Utenfor veiledningsplikten"), _("svarte at spørsmålet er utenfor veiledningsplikten"), r.kan_avgrenses)
BE_OM_NY_VURDERING = Overgang("be_om_ny_vurdering", fra(T.AVGRENSET, T.UTENFOR), T.NY_VURDERING, r.er_melder, _("Be leder vurdere på nytt"), _("ba leder vurdere på nytt"), r.kan_vurderes_paa_nytt)
OPPRETTHOLD_AVGRENSET = Overgang("oppretthold_avgrenset", fra(T.NY_VURDERING), T.AVGRENSET, r.er_leder, _("Oppretthold"), _("opprettholdt avgrensningen"), r.ble_ikke_nodvendig)
OPPRETTHOLD_UTENFOR = Overgang("oppretthold_utenfor", fra(T.NY_VURDERING), T.UTENFOR, r.er_leder, _("Oppretthold"), _("opprettholdt at spørsmålet er utenfor plikten"), r.ble_utenfor)
OMGJOR        = Overgang("omgjor", fra(T.NY_VURDERING), T.MELDT, r.er_leder, _("Spørsmålet skal besvares"), _("bestemte at spørsmålet skal besvares"))
SAMORDNE      = Overgang("samordne", fra(T.MELDT, T.MOTTATT), T.SAMORDNET, r.er_koordinator, _("Samordne"), _("samordnet behovet i en felles aktivitet"), r.kan_samordnes)
DEKKER_IKKE   = Overgang("dekker_ikke", fra(T.SAMORDNET), T.MELDT, r.er_melder, _("Aktiviteten dekker ikke behovet"), _("svarte at aktiviteten ikke dekker behovet"))
BLE_AVLYST    = Overgang("ble_avlyst", fra(T.SAMORDNET), T.MELDT, r.er_systemet, _("Aktiviteten er avlyst"), _("tok opp igjen spørsmålet, aktiviteten er avlyst"))
BLE_HOLDT     = Overgang("ble_holdt", fra(T.SAMORDNET), T.GJENNOMFORT, r.er_systemet, _("Aktiviteten er holdt"), _("registrerte at den felles aktiviteten er holdt"))
IKKE_VAR_MED  = Overgang("ikke_var_med", fra(T.SAMORDNET), T.MELDT, r.er_systemet, _("Den som spurte, var ikke med"), _("tok opp igjen spørsmålet, den som spurte, var ikke med på den felles aktiviteten"))
MELD_TAUSHET  = Overgang("meld_taushet", fra(*UBESVART), None, r.er_systemet, _("Fristen er ute uten svar"), _("sa fra om at fristen er ute uten svar"), r.er_ikke_meldt_taus)
NEVN_KAPASITET = Overgang("nevn_kapasitet", fra(T.MELDT, T.MOTTATT, T.SPURT, T.AVTALT, T.NY_VURDERING), None, r.kan_sende_videre, _("Viser til kapasitet"), _("viste til kapasitet"))
FORESLAA_TIL_BANKEN = Overgang("foreslaa_til_banken", fra(T.GJENNOMFORT, T.LUKKET), None, r.er_part, _("Foreslå til svarbanken"), _("foreslo svaret til svarbanken"), r.kan_til_banken)

# Aktivitet
PLANLEGG      = Overgang("planlegg", fra(A.PLANLAGT), None, r.er_koordinator, _("Planlegg"), _("planla en felles aktivitet"))
SAMLE         = Overgang("samle", fra(A.PLANLAGT), None, r.er_koordinator, _("Legg til behov"), _("samlet behov i aktiviteten"))
ENDRE         = Overgang("endre", fra(A.PLANLAGT), None, r.er_koordinator, _("Endre"), _("endret aktiviteten"))
MELD_PAA      = Overgang("meld_paa", fra(A.PLANLAGT), None, r.er_med_i_nettverket, _("Meld deg på"), _("meldte seg på"))
MELD_AV       = Overgang("meld_av", fra(A.PLANLAGT), None, r.er_med_i_nettverket, _("Meld deg av"), _("meldte seg av"))
HOLD          = Overgang("hold", fra(A.PLANLAGT), A.GJENNOMFORT, r.er_aktivitetens, _("Registrer som gjennomført"), _("registrerte at aktiviteten er gjennomført"))
MINN          = Overgang("minn", fra(A.PLANLAGT), None, r.er_systemet, _("Minn om aktiviteten"), _("spurte om aktiviteten ble holdt"))
AVLYS         = Overgang("avlys", fra(A.PLANLAGT), A.AVLYST, r.er_aktivitetens, _("Avlys"), _("avlyste aktiviteten"))

# Banksvar
FORESLAA_PUBLISERING = Overgang("foreslaa_publisering", fra(B.FORESLAATT), None, r.er_side_i_svaret, _("Foreslå til svarbanken"), _("foreslo svaret til svarbanken"))
SAMTYKK       = Overgang("samtykk", fra(B.FORESLAATT), B.PUBLISERT, r.samtykker, _("Samtykk"), _("samtykket, og svaret er publisert"))
IKKE_SAMTYKK  = Overgang("ikke_samtykk", fra(B.FORESLAATT), B.AVSLAATT, r.samtykker, _("Ikke samtykk"), _("samtykket ikke"))
REDIGER       = Overgang("rediger", fra(B.PUBLISERT, B.UTLOPT), None, r.er_forvalter, _("Rediger"), _("redigerte svaret"))
FORNY         = Overgang("forny", fra(B.PUBLISERT, B.UTLOPT), B.PUBLISERT, r.er_forvalter, _("Forny"), _("fornyet svaret"))
BE_OM_GJENNOMGANG = Overgang("be_om_gjennomgang", fra(B.PUBLISERT), None, r.er_systemet, _("Be om gjennomgang"), _("ba om at svaret blir gått gjennom"))
OVERLAT       = Overgang("overlat", fra(B.PUBLISERT, B.UTLOPT), None, r.er_systemet, _("Overlat"), _("flyttet ansvaret for svaret, fordi forfatteren har sluttet eller er tilbake"))
UTLOP         = Overgang("utlop", fra(B.PUBLISERT), B.UTLOPT, r.er_systemet, _("Utløp"), _("tok svaret bort, det er ikke fornyet"))
MELD_UTDATERT = Overgang("meld_utdatert", fra(B.PUBLISERT), None, r.leser_banken, _("Meld at svaret er utdatert"), _("meldte at svaret er utdatert"))
TREKK_TILBAKE = Overgang("trekk_tilbake", fra(B.FORESLAATT, B.PUBLISERT, B.UTLOPT), B.TRUKKET, r.kan_trekke_svaret, _("Trekk tilbake"), _("trakk svaret tilbake"))
# fmt: on

FORESPORSEL = registrer(
    Foresporsel,
    start=T.UTKAST,
    overganger=[
        MELD, TREKK, NESTE_I_VAKTEN, TA, TILBAKE_TIL_VAKTEN, VIDERESEND, SPOR, TILSVAR, SETT_FRIST, FORESLAA_FRIST,
        GODTA_FRIST, AVSLAA_FRIST, SKRIV, FORESLAA_AVTALE, BEKREFT_AVTALE, AVTALE_UTGIKK, SVAR, RING_UTEN_SVAR, HAR_RINGT, GJENNOMFOR,
        IKKE_BESVART, KODE_UTFALL, LUKK, AVGRENS, AVVIS_UTENFOR, BE_OM_NY_VURDERING, OPPRETTHOLD_AVGRENSET,
        OPPRETTHOLD_UTENFOR, OMGJOR, SAMORDNE, DEKKER_IKKE, BLE_AVLYST, BLE_HOLDT, IKKE_VAR_MED, MELD_TAUSHET,
        NEVN_KAPASITET, FORESLAA_TIL_BANKEN,
    ],
)  # fmt: skip
AKTIVITET = registrer(Aktivitet, start=A.PLANLAGT, overganger=[PLANLEGG, SAMLE, ENDRE, MELD_PAA, MELD_AV, HOLD, MINN, AVLYS])
BANKSVAR = registrer(
    Banksvar,
    start=B.FORESLAATT,
    overganger=[
        FORESLAA_PUBLISERING, SAMTYKK, IKKE_SAMTYKK, REDIGER, FORNY, BE_OM_GJENNOMGANG, OVERLAT, UTLOP, MELD_UTDATERT,
        TREKK_TILBAKE,
    ],
)  # fmt: skip
