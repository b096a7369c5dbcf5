"""The labels of the paper form, word for word (S1-S01–S45), and of the field the procedure adds (G-01)."""

from django.utils.translation import gettext_lazy as _

JEG_SOKER = _("Jeg søker om hospitering i (sett kryss/fyll inn for aktuelt alternativ)")
KOMMUNE = _("kommune")
SOKERS_NAVN = _("Søkerens navn:")
HJEMMEADRESSE = _("Hjemmeadresse:")
TLF = _("Tlf.:")
ARBEIDSSTED = _("Arbeidssted:")
ADRESSE = _("Adresse:")
ONSKET_ENHET = _("Ønsket hospiteringsenhet")
PERIODE = _("Hospiteringsperiode")
FRA = _("Fra")
TIL = _("Til")
BEGRUNNELSE = _("Begrunnelse for hospiteringen")
TEMA_OG_MAAL = _("Ønsket tema og mål for hospiteringen:")
BIDRAG = _("Hva jeg eventuelt kan bidra med til vertsenheten:")
FAGGRUPPE = _("Faggruppe:")
DATO = _("Dato:")
UNDERSKRIFT = _("Underskrift:")
VEDTAK = _("Vedtak")
LEDER_EGEN = _("Leder i egen enhet:")
INNVILGET = _("Innvilget")
IKKE_INNVILGET_SE_KOMMENTAR = _("Ikke innvilget (se kommentarfelt)")
IKKE_INNVILGET = _("Ikke innvilget")
SIGNATUR = _("Signatur:")
SENDES_MOTTAKER = _("Sendes mottaker:")
SENDT_DATO = _("Sendt dato:")
MOTTATT_DATO = _("Mottatt dato:")
EV_KOMMENTAR = _("Ev. kommentar:")
LEDER_VERT = _("Leder i hospiteringsenhet:")
EVENTUELLE_KOMMENTARER = _("Eventuelle kommentarer:")
FYLLES_UT_AV_VERTEN = _("Fylles ut av hospiteringsenheten:")
NAVN_PAA_ENHET = _("Navn på enhet hospitering:")
KONTAKTPERSON = _("Kontaktperson i vertsenheten:")
EPOST = _("E-postadresse:")
TIDSPERIODE_AVTALES = _("Tidsperiode for hospitering avtales mellom kontaktperson i vertsenheten og hospitanten")
TILBAKEMELDING = _("Tilbakemelding til hospitant/søkers virksomhet")

FELT = {
    "sokes_i": JEG_SOKER,
    "vertsvirksomhet": JEG_SOKER,
    "soker_navn": SOKERS_NAVN,
    "hjemmeadresse": HJEMMEADRESSE,
    "tlf_privat": TLF,
    "egen_enhet": ARBEIDSSTED,
    "arbeidssted": ARBEIDSSTED,
    "arbeidssted_adresse": ADRESSE,
    "tlf_arbeid": TLF,
    "onsket_enhet": ONSKET_ENHET,
    "onsket_enhet_tekst": ONSKET_ENHET,
    "periode_fra": FRA,
    "periode_til": TIL,
    "begrunnelse": BEGRUNNELSE,
    "tema_og_maal": TEMA_OG_MAAL,
    "bidrag": BIDRAG,
    "faggruppe": FAGGRUPPE,
    "faggruppe_annen": FAGGRUPPE,
}
"""The label of each field the applicant fills in, in the order of the form."""
