from django.db import models
from django.utils.translation import gettext_lazy as _


class Motetilstand(models.TextChoices):
    PLANLAGT = "planlagt", _("Planlagt")
    SAKSLISTE_SENDT = "saksliste_sendt", _("Saksliste sendt")
    HOLDT = "holdt", _("Holdt")
    PROTOKOLLERT = "protokollert", _("Protokoll til godkjenning")
    GODKJENT = "godkjent", _("Protokoll godkjent")
    AVLYST = "avlyst", _("Avlyst")


class Moteform(models.TextChoices):
    """A written procedure is a meeting without a place: those with a seat answer before its end."""

    FYSISK = "fysisk", _("Fysisk møte")
    DIGITAL = "digital", _("Videomøte")
    SKRIFTLIG = "skriftlig", _("Skriftlig behandling")


class Godkjenningsmaate(models.TextChoices):
    """Who approves the minutes."""

    LEDER = "leder", _("Møtelederen")
    ALLE = "alle", _("Alle som deltok")


class Sakutfall(models.TextChoices):
    VEDTATT = "vedtatt", _("Vedtatt som innstilt")
    VEDTATT_ENDRET = "vedtatt_endret", _("Vedtatt med endringer")
    IKKE_VEDTATT = "ikke_vedtatt", _("Ikke vedtatt")
    ORIENTERING = "orientering", _("Tatt til orientering")
    UTSATT = "utsatt", _("Utsatt")


class Svarvalg(models.TextChoices):
    """What a seat answers to one item of a written procedure."""

    TILTRER = "tiltrer", _("Enig i innstillingen")
    TILTRER_IKKE = "tiltrer_ikke", _("Ikke enig")
    ONSKER_MOTE = "onsker_mote", _("Vil ta saken i et møte")


class Habilitetsgrunn(models.TextChoices):
    """Why somebody left the room (forvaltningsloven § 6). A code, never a story."""

    PART = "part", _("Part i saken")
    NAERSTAAENDE = "naerstaaende", _("Nær tilknytning til en part")
    EGEN_VIRKSOMHET = "egen_virksomhet", _("Egen virksomhet er part")
    DELTATT_FOER = "deltatt_foer", _("Har behandlet saken et annet sted")
    ANNET = "annet", _("Andre særegne forhold")
