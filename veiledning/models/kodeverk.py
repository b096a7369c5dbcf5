"""The closed lists of guidance. What is not here cannot be chosen, typed into a form, or stored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Omfang(models.TextChoices):
    """What the need is about (S0-K03–K05, S1-V09). Organisational change is no value: it stops before it is sent."""

    ENKELTPASIENT = "enkeltpasient", _("Enkeltpasient")
    PASIENTGRUPPE = "pasientgruppe", _("Gruppe av pasienter")
    KUNNSKAP = "kunnskap", _("Ny kunnskap, metode eller prosedyre")
    GENERELL = "generell", _("Generell veiledning")


class Fagfelt(models.TextChoices):
    """Health matters, mental and physical (S1-V06)."""

    SOMATIKK = "somatikk", _("Somatikk")
    PSYKISK_HELSE = "psykisk_helse", _("Psykisk helse")
    RUS = "rus", _("Rus og avhengighet")


class Ytelse(models.TextChoices):
    """The three things that are owed (S1-V01)."""

    RAAD = "raad", _("Råd")
    VEILEDNING = "veiledning", _("Veiledning")
    OPPLYSNING = "opplysning", _("Opplysninger")


class Form(models.TextChoices):
    """How it is given (S1-V03)."""

    TELEFON = "telefon", _("Telefon")
    VIDEO = "video", _("Video")
    MOTE = "mote", _("Møte")
    SKRIFTLIG = "skriftlig", _("Skriftlig svar her i portalen")
    AMBULANT = "ambulant", _("Ambulant, der vi er")


class Hastegrad(models.TextChoices):
    """How soon; the working days of each are set by the network (`Innstilling`)."""

    HASTER = "haster", _("Haster")
    SNART = "snart", _("Snart")
    VANLIG = "vanlig", _("Vanlig")


class Hjemmel(models.TextChoices):
    """The law that applies, by the direction of the question (S1-V02, S0-V02, S0-V04)."""

    SPHL_6_3 = "sphl_6_3", _("spesialisthelsetjenesteloven § 6-3")
    HOL_5_11 = "hol_5_11", _("helse- og omsorgstjenesteloven § 5-11")

    @property
    def adresse(self) -> str:
        lov = {"sphl_6_3": "1999-07-02-61/§6-3", "hol_5_11": "2011-06-24-30/§5-11"}[self.value]
        return f"https://lovdata.no/lov/{lov}"


class Grunn(models.TextChoices):
    """Every ground on which guidance may be left ungiven (S1-V07, S1-V10). Lack of resources is none (S1-V12)."""

    IKKE_NODVENDIG = "ikke_nodvendig", _("Ikke nødvendig veiledning")
    UTENFOR_PLIKTEN = "utenfor_plikten", _("Gjelder organisatoriske eller administrative endringer")


class Nyvurdering(models.TextChoices):
    """What the leader decides who is asked to look again, once."""

    OPPRETTHOLDT = "opprettholdt", _("Opprettholdt")
    OMGJORT = "omgjort", _("Skal besvares")


class Videregrunn(models.TextChoices):
    """Why a question goes on to somebody else. It is never left with nobody."""

    FEIL_ADRESSAT = "feil_adressat", _("Spørsmålet hører hjemme et annet sted")
    ANNET_FAG = "annet_fag", _("Et annet fagområde kan svare bedre")
    KOLLEGA = "kollega", _("En kollega kan svare bedre")


class Side(models.TextChoices):
    """The two who meet in a question."""

    MELDER = "melder", _("Den som spurte")
    SVARER = "svarer", _("Den som svarte")


class Besvart(models.TextChoices):
    JA = "ja", _("Ja")
    DELVIS = "delvis", _("Delvis")
    NEI = "nei", _("Nei")
    IKKE_OPPGITT = "ikke_oppgitt", _("Ikke oppgitt")
    """Nobody coded it before the case closed by itself. Never a choice on a form."""


class LedetTil(models.TextChoices):
    """What came of it."""

    TRYGGERE = "tryggere", _("Vi kunne løse oppgaven selv")
    ENDRET_PRAKSIS = "endret_praksis", _("Vi endret praksis")
    NY_PROSEDYRE = "ny_prosedyre", _("Vi laget eller endret en prosedyre")
    HENVISNING = "henvisning", _("Det ble henvist")
    UNNGIKK_HENVISNING = "unngikk_henvisning", _("Vi unngikk en henvisning eller innleggelse")
    OPPLAERING = "opplaering", _("Vi fikk eller planla opplæring")
    INGENTING = "ingenting", _("Ingen endring")
