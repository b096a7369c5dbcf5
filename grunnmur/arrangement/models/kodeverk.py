from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tilstand(models.TextChoices):
    PLANLAGT = "planlagt", _("Planlagt")
    KUNNGJORT = "kunngjort", _("Kunngjort")
    GJENNOMFORT = "gjennomfort", _("Gjennomført")
    AVLYST = "avlyst", _("Avlyst")


class Type(models.TextChoices):
    """What kind of event it is. Areas add theirs here, never a table of their own."""

    FAGDAG = "fagdag", _("Fagdag")
    KURS = "kurs", _("Kurs")
    MOTEPLASS = "moteplass", _("Møteplass")
    FAGKONFERANSE = "fagkonferanse", _("Fagkonferanse")


class Form(models.TextChoices):
    """How people meet (S1-A03)."""

    FYSISK = "fysisk", _("Fysisk")
    DIGITAL = "digital", _("Digitalt")
    HYBRID = "hybrid", _("Fysisk og digitalt")


class Hvem(models.TextChoices):
    ALLE = "alle", _("Alle i helsefellesskapet")
    INVITERTE = "inviterte", _("Bare de som er invitert")


class Bekreftelse(models.TextChoices):
    """What a party has said to arranging together with another."""

    INVITERT = "invitert", _("Ikke svart")
    BEKREFTET = "bekreftet", _("Bekreftet")
    AVSLATT = "avslatt", _("Takket nei")


class Kanal(models.TextChoices):
    """How a party said it. Paper and e-mail are for those who have nobody here to say it."""

    PORTAL = "portal", _("I portalen")
    EPOST = "epost", _("E-post")
    PAPIR = "papir", _("På papir")


class Svar(models.TextChoices):
    """Where one participant stands."""

    INVITERT = "invitert", _("Ikke svart")
    JA = "ja", _("Kommer")
    VENTELISTE = "venteliste", _("På venteliste")
    NEI = "nei", _("Kommer ikke")
    VAR_MED = "var_med", _("Var med")
    UTEBLE = "uteble", _("Møtte ikke")
