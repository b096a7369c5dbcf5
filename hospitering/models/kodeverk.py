"""The words of hospitering: states, sides, reasons. A reason is a code, and no code says anything about health."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    INNSENDT = "innsendt", _("Hos egen leder")
    MANGLER_SVAR = "mangler_svar", _("Mangler svar")
    AVSLAATT_EGEN = "avslaatt_egen", _("Ikke innvilget av egen leder")
    OVERSENDT = "oversendt", _("Sendt til vertsvirksomheten")
    RETURNERT = "returnert", _("Returnert til egen leder")
    MOTTATT = "mottatt", _("Hos vertsenheten")
    AVSLAATT_VERT = "avslaatt_vert", _("Ikke innvilget av vertsenheten")
    INNVILGET_VERT = "innvilget_vert", _("Innvilget")
    AVTALE_UNDER_ARBEID = "avtale_under_arbeid", _("Avtale under arbeid")
    AVTALE_INNGAATT = "avtale_inngaatt", _("Avtale inngått")
    KLAR = "klar", _("Klar til oppstart")
    PAAGAAR = "paagaar", _("Pågår")
    GJENNOMFORT = "gjennomfort", _("Til evaluering")
    EVALUERT = "evaluert", _("Fullført")
    AVLYST = "avlyst", _("Avlyst")
    TRUKKET = "trukket", _("Trukket")


T = Tilstand
BINDENDE = (T.AVTALE_INNGAATT, T.KLAR, T.PAAGAAR, T.GJENNOMFORT, T.EVALUERT)
"""An agreement is in force, or was held: it takes its weeks at the host unit."""
MED_AVTALE = (T.AVTALE_UNDER_ARBEID, *BINDENDE)
BEHANDLET_AV_VERTEN = (T.AVSLAATT_VERT, T.INNVILGET_VERT, *MED_AVTALE, T.AVLYST)
HOS_VERTEN = (T.OVERSENDT, T.RETURNERT, T.MOTTATT, *BEHANDLET_AV_VERTEN)
SLUTT = (T.AVSLAATT_EGEN, T.AVSLAATT_VERT, T.TRUKKET, T.AVLYST, T.EVALUERT)


class Steg(models.TextChoices):
    """The two decisions of the form."""

    EGEN = "egen", _("Leder i egen enhet")
    VERT = "vert", _("Leder i hospiteringsenhet")


class SokesI(models.TextChoices):
    HF = "hf", _("helseforetak")
    KOMMUNE = "kommune", _("kommune")
    ANNEN = "annen", _("annen virksomhet")
    """Only where the network has opened for it (G-13): the paper form knows the two others."""


class Side(models.TextChoices):
    """The two sides of an agreement (S1-S40)."""

    HOSPITANT = "hospitant", _("Hospitanten")
    VERT = "vert", _("Vertsenheten")


class Aarsak(models.TextChoices):
    """Why something is moved, shortened or called off. Never a cause of health (G-18)."""

    BEMANNING = "bemanning", _("Bemanningen hos egen enhet")
    KAPASITET = "kapasitet", _("Kapasiteten hos vertsenheten")
    TIDSPUNKT = "tidspunkt", _("Tidspunktet passer ikke")
    ARBEIDSFORHOLD = "arbeidsforhold", _("Endret arbeidsforhold")
    IKKE_KLAR = "ikke_klar", _("Ikke alt var klart til oppstart")
    ANNET = "annet", _("Annen grunn")


class Periodeart(models.TextChoices):
    FORSTE = "forste", _("Avtalt periode")
    UTSATT = "utsatt", _("Utsatt")
    KORTET = "kortet", _("Kortet ned")


class Periodetilstand(models.TextChoices):
    FORESLATT = "foreslatt", _("Venter på den andre siden")
    HOS_LEDER = "hos_leder", _("Venter på leder i egen enhet")
    GJELDER = "gjelder", _("Gjelder")
    AVSLATT = "avslatt", _("Ikke godtatt")
    ERSTATTET = "erstattet", _("Erstattet")


class Form(models.TextChoices):
    """How the evaluation is held (S1-H22)."""

    DIGITAL = "digital", _("Digitalt")
    TELEFON = "telefon", _("Telefon")
    FYSISK = "fysisk", _("I et møte")


class Reisedekning(models.TextChoices):
    """What employer and hospitant have agreed about travel and stay (S1-H12)."""

    DEKKES = "dekkes", _("Arbeidsgiver dekker")
    DELVIS = "delvis", _("Arbeidsgiver dekker en del")
    DEKKES_IKKE = "dekkes_ikke", _("Dekkes ikke")
    IKKE_AKTUELT = "ikke_aktuelt", _("Ikke aktuelt")


class Evalueringstilstand(models.TextChoices):
    VENTER = "venter", _("Venter på svar")
    LEVERT = "levert", _("Levert")
    UTLOPT = "utlopt", _("Fristen er ute")
    FRAFALT = "frafalt", _("Frafalt")


class Frafallsgrunn(models.TextChoices):
    """Why an evaluation is not given (S1-H20)."""

    SVARER_IKKE = "svarer_ikke", _("Har ikke svart etter påminnelser")
    SLUTTET = "sluttet", _("Personen har sluttet")
    ANNEN_ORDNING = "annen_ordning", _("Evaluert på en annen måte")
    ANNET = "annet", _("Annen grunn")


class Invitasjonstilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    AAPEN = "aapen", _("Åpen")
    LUKKET = "lukket", _("Lukket")
    TRUKKET = "trukket", _("Trukket")


class Punkt(models.TextChoices):
    """«Følgende punkter må avklares»: every point of pkt. 1.2, by its row in `docs/krav.csv` (S1-H03)."""

    SOKNAD = "S1-H04", _("Søknad på fastsatt skjema")
    BEGRUNNELSE = "S1-H05", _("Begrunnelsen framgår av søknaden")
    MAAL = "S1-H06", _("Målsettingen framgår av søknaden")
    HVOR = "S1-H07", _("Ønsket sted framgår av søknaden")
    SKJEMA = "S1-H08", _("Skjemaet i prosedyren er brukt")
    PERIODE = "S1-H09", _("Hospiteringsperiode ut fra avtalt behov")
    MOTTAK = "S1-H10", _("Ansvarsperson for mottak")
    TARIFF = "S1-H11", _("Tariffmessige rettigheter hos egen arbeidsgiver")
    REISE = "S1-H12", _("Reise og opphold")
    ANSVAR = "S1-H13", _("Juridisk ansvar hos vertsvirksomheten")
    TAUSHET = "S1-H14", _("Taushetserklæring der hospiteringen skjer")
    SAMTYKKE = "S1-H16", _("Pasientens samtykke til at hospitanten er til stede")
    RESERVASJON = "S1-H17", _("Pasientens rett til å reservere seg")
    KOMPETANSE = "S1-H18", _("Samtykkekompetanse")
    UTEN_SKRIFT = "S1-H19", _("Skriftlig samtykke er ikke nødvendig")
    EVALUERING = "S1-H20", _("Evaluering med mål om gjensidig læring")
    EVALUERINGSTID = "S1-H21", _("Tidspunkt for evaluering")
    EVALUERINGSFORM = "S1-H22", _("Evalueringen kan være digital")
