"""What is said about a seal: one heading, and a sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.dokumenter.seglfunn import Segl, Seglnavn, Segltilstand
from grunnmur.dokumenter.seglnokkel import kjente_nokler
from grunnmur.dokumenter.selectors import Funn, Kontroll

BE_OM_NY = _("Bruk den ikke. Be den du fikk den fra, om filen slik den ble lastet ned fra portalen.")


@dataclass(frozen=True)
class Seglord:
    """A verdict in words. `farge` is the colour of the alert it stands in."""

    farge: str
    overskrift: str | Promise
    tekst: str | Promise
    raad: str | Promise = ""


HELT_OG_HELE = _("Seglet er helt og dekker hele filen.")

PER_NAVN = {
    Seglnavn.PORTALEN: Seglord("success", _("Seglet er portalens"), HELT_OG_HELE),
    Seglnavn.ELDRE: Seglord(
        "success",
        _("Seglet er portalens, satt med en eldre nøkkel"),
        HELT_OG_HELE,
        _("Portalen har byttet nøkkel siden. Det gjør ikke dokumentet mindre ekte, og du trenger ikke gjøre noe."),
    ),
    Seglnavn.DEMO: Seglord(
        "warning",
        _("Demosegl, gjelder ikke"),
        _("Filen er forseglet i en demo av portalen."),
        _("Bruk den ikke som dokumentasjon. Be om en utskrift fra portalen i drift."),
    ),
    Seglnavn.UKJENT: Seglord(
        "danger",
        _("Seglet er ikke portalens"),
        _("Filen er forseglet med en nøkkel portalen ikke kjenner eller ikke lenger godtar."),
        BE_OM_NY,
    ),
}

PER_TILSTAND = {
    Segltilstand.TILFOYD: Seglord(
        "danger",
        _("Noe er lagt til etter at filen ble forseglet"),
        _("Seglet dekker ikke hele filen."),
        BE_OM_NY,
    ),
    Segltilstand.BRUTT: Seglord("danger", _("Seglet er brutt"), _("Filen er endret etter at den ble forseglet."), BE_OM_NY),
    Segltilstand.FJERNET: Seglord(
        "danger", _("Seglet er fjernet"), _("Filen har spor av et segl, men ikke seglet selv."), BE_OM_NY
    ),
    Segltilstand.INGEN: Seglord(
        "warning",
        _("Filen har ikke segl"),
        _("Portalen forsegler dokumentene den skriver ut."),
        _("Be den du fikk filen fra, om filen slik den ble lastet ned fra portalen."),
    ),
    Segltilstand.ULESELIG: Seglord(
        "danger", _("Seglet kan ikke leses"), _("Filen er skadet, eller laget slik at den ikke kan leses trygt."), BE_OM_NY
    ),
    Segltilstand.FOR_STOR: Seglord(
        "warning",
        _("Filen er for stor til at seglet kan leses"),
        _("Portalens egne dokumenter er mye mindre."),
        BE_OM_NY,
    ),
    Segltilstand.OPPTATT: Seglord(
        "warning",
        _("Seglet er ikke lest"),
        _("Mange kontrollerer filer akkurat nå."),
        _("Last opp filen på nytt om et minutt."),
    ),
}

UTEN_SEGL = Seglord(
    "info",
    _("Skrevet ut før portalen begynte med segl"),
    _("Kontrollsummen viser at filen er uendret, og du trenger ikke gjøre noe."),
)
TATT_AV = Seglord(
    "danger",
    _("Seglet er fjernet"),
    _("Portalen forseglet dokumentet da det ble skrevet ut, men filen har ikke segl."),
    BE_OM_NY,
)
IKKE_REGISTRERT = _("Men portalen har ikke registrert filen. Be den du fikk den fra, om en ny utskrift.")


def seglord(segl: Segl, kontroll: Kontroll) -> Seglord:
    """What to say about the seal of a file whose checksum ended in `kontroll`."""
    if segl.navn is Seglnavn.UKJENT or (segl.navn and segl.tilstand is Segltilstand.HELT):
        ord = PER_NAVN[segl.navn]
        if segl.godt and kontroll.funn is not Funn.UENDRET:
            return Seglord("warning", ord.overskrift, ord.tekst, IKKE_REGISTRERT)
        return ord
    if segl.tilstand is Segltilstand.INGEN:
        if kontroll.funn is Funn.UENDRET:
            return UTEN_SEGL
        if kontroll.seglnokkel:
            return TATT_AV
    return PER_TILSTAND[segl.tilstand]


def seglet_til(kontroll: Kontroll) -> str | Promise:
    """The seal of a document that is looked up by its code: there is no file to look at, only what was written down."""
    if not kontroll.seglnokkel:
        return _("Uten segl: skrevet ut før portalen begynte med segl")
    match kjente_nokler().get(kontroll.seglnokkel):
        case Seglnavn.PORTALEN | Seglnavn.ELDRE:
            return _("Forseglet av portalen")
        case Seglnavn.DEMO:
            return PER_NAVN[Seglnavn.DEMO].overskrift
    return _("Forseglet med en nøkkel portalen ikke lenger godtar")
