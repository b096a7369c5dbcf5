"""The closed lists of research and innovation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Prosjekttilstand(models.TextChoices):
    IDE = "ide", _("Idé")
    TIDLIGFASE = "tidligfase", _("Tidligfasedialog")
    TIL_FORANKRING = "til_forankring", _("Til forankring")
    FORANKRET = "forankret", _("Forankret")
    SOKNAD_SENDT = "soknad_sendt", _("Søknad sendt")
    PAAGAAR = "paagaar", _("Pågår")
    FULLFORT = "fullfort", _("Fullført")
    IKKE_VIDEREFORT = "ikke_viderefort", _("Ikke videreført")


FOER_SOKNAD = (
    Prosjekttilstand.IDE,
    Prosjekttilstand.TIDLIGFASE,
    Prosjekttilstand.TIL_FORANKRING,
    Prosjekttilstand.FORANKRET,
)
LEVER = (*FOER_SOKNAD, Prosjekttilstand.SOKNAD_SENDT, Prosjekttilstand.PAAGAAR)
"""Something is still to be done."""


class Prosjekttype(models.TextChoices):
    FORSKNING = "forskning", _("Forskning")
    INNOVASJON = "innovasjon", _("Innovasjon")
    UTVIKLING = "utvikling", _("Felles utviklingsprosjekt")


class Finansiering(models.TextChoices):
    UAVKLART = "uavklart", _("Ikke avklart ennå")
    EGEN = "egen", _("Uten ekstern finansiering")
    EKSTERN = "ekstern", _("Med ekstern finansiering")


class Begrensning(models.TextChoices):
    """Why an idea is not shown to everybody. Open is the rule, and whoever closes says why."""

    KONKURRANSE = "konkurranse", _("Vi konkurrerer om midlene")
    RETTIGHETER = "rettigheter", _("Mulig oppfinnelse eller annen rettighet")
    AVTALE = "avtale", _("Avtale om taushet med en partner")
    IKKE_ENIGE = "ikke_enige", _("Partnerne er ikke enige om å dele ideen ennå")


class Etikkstatus(models.TextChoices):
    """Where it stands with REK. What is applied for there is never stored here: only a reference."""

    IKKE_VURDERT = "ikke_vurdert", _("Ikke vurdert ennå")
    IKKE_NODVENDIG = "ikke_nodvendig", _("Ikke nødvendig")
    SOKT = "sokt", _("Søkt")
    GODKJENT = "godkjent", _("Godkjent")


class Prosjektrolle(models.TextChoices):
    MEDARBEIDER = "medarbeider", _("Prosjektmedarbeider")
    VEILEDER = "veileder", _("Veileder")
    STIPENDIAT = "stipendiat", _("Stipendiat")
    STUDENT = "student", _("Student")
    BRUKERREPRESENTANT = "brukerrepresentant", _("Brukerrepresentant")


class Partnersvar(models.TextChoices):
    INVITERT = "invitert", _("Ikke svart")
    BEKREFTET = "bekreftet", _("Deltar")
    AVSLAATT = "avslaatt", _("Deltar ikke")
    TRUKKET = "trukket", _("Tatt ut")


MED_I_PROSJEKTET = (Partnersvar.INVITERT, Partnersvar.BEKREFTET)


class Bekreftelsesmaate(models.TextChoices):
    PORTALEN = "portalen", _("I portalen")
    EPOST = "epost", _("E-post")
    PAPIR = "papir", _("Underskrevet på papir")


class Soknadsutfall(models.TextChoices):
    INNVILGET = "innvilget", _("Innvilget")
    AVSLAG = "avslag", _("Ikke innvilget")
    TRUKKET = "trukket", _("Trukket")


class Uforankretgrunn(models.TextChoices):
    """Why an application went out before the cooperation had anchored it (S1-F04 says «etterstrebe»)."""

    KORT_FRIST = "kort_frist", _("Utlysningen kom for kort tid før fristen")
    IKKE_BEHANDLET = "ikke_behandlet", _("Utvalget rakk ikke å behandle saken")
    ANDRE_SOKER = "andre_soker", _("En partner utenfor helsefellesskapet er søker")
    ANNET = "annet", _("Annen grunn")


class Stansgrunn(models.TextChoices):
    """Why a project is not pursued."""

    UTEN_MIDLER = "uten_midler", _("Vi fikk ikke midler")
    IKKE_FORANKRET = "ikke_forankret", _("Det ble ikke forankret")
    PARTNER_TRAKK_SEG = "partner_trakk_seg", _("En partner trakk seg")
    IKKE_TID = "ikke_tid", _("Partnerne har ikke tid nå")
    GJORES_AV_ANDRE = "gjores_av_andre", _("Andre gjør det allerede")
    ANNET = "annet", _("Annen grunn")


class Milepaelart(models.TextChoices):
    MILEPAEL = "milepael", _("Milepæl")
    RAPPORT = "rapport", _("Rapport til finansiør")
    FORMIDLING = "formidling", _("Formidling")


class Resultatart(models.TextChoices):
    PUBLIKASJON = "publikasjon", _("Publikasjon")
    PROSEDYRE = "prosedyre", _("Prosedyre eller retningslinje")
    VERKTOY = "verktoy", _("Verktøy eller produkt")
    OPPLAERING = "opplaering", _("Kurs eller opplæring")
    RAPPORT = "rapport", _("Rapport")
    FORMIDLING = "formidling", _("Foredrag eller medieoppslag")
    ERFARING = "erfaring", _("Erfaring andre kan bruke")


class Utlysningstilstand(models.TextChoices):
    AAPEN = "aapen", _("Åpen")
    UTLOPT = "utlopt", _("Fristen er ute")
    TRUKKET = "trukket", _("Tatt bort")


class Utlysningskilde(models.TextChoices):
    SKJEMA = "skjema", _("Skrevet inn")
    FIL = "fil", _("Hentet fra fil")


class Behovstilstand(models.TextChoices):
    MELDT = "meldt", _("Meldt")
    I_PROSJEKT = "i_prosjekt", _("I et prosjekt")
    BESVART = "besvart", _("Besvart")
    LUKKET = "lukket", _("Ikke lenger aktuelt")


class Dokumentart(models.TextChoices):
    """What the cooperation has written down about research, each in versions (S1-F01, S0-F03, S4-F01)."""

    KUNNSKAPSGRUNNLAG = "kunnskapsgrunnlag", _("Kunnskapsgrunnlag")
    PROSESS = "prosess", _("Slik samarbeider vi")
    LOGO = "logo", _("Bruk av logo")


class Dokumenttilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    GJELDER = "gjelder", _("Gjelder")
    AVLOST = "avlost", _("Avløst")
    FORKASTET = "forkastet", _("Forkastet")


class Temaforslagtilstand(models.TextChoices):
    FORESLAATT = "foreslaatt", _("Foreslått")
    TIL_VEDTAK = "til_vedtak", _("Til vedtak")
    VEDTATT = "vedtatt", _("Vedtatt")
    IKKE_VEDTATT = "ikke_vedtatt", _("Ikke vedtatt")
    TRUKKET = "trukket", _("Trukket")
