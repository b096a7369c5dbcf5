"""What a person keeps up to date about themselves."""

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.skjema import Handlinger, Knapp, Kort, Modellskjema, Par, Telefonfelt


class Profil(Modellskjema):
    """The e-mail address is not here: it is what the person signs in with, and the party keeps it."""

    tlf_arbeid = Telefonfelt(label=_("Telefon på arbeid"), required=False)
    tlf_privat = Telefonfelt(label=_("Privat telefon"), required=False)

    class Meta:
        model = Bruker
        fields = (
            "navn",
            "stillingstittel",
            "faggruppe",
            "hpr_nummer",
            "tlf_arbeid",
            "hjemmeadresse",
            "tlf_privat",
            "malform",
            "varselvalg",
        )
        help_texts = {
            "hpr_nummer": _("Sju til ni siffer."),
            "hjemmeadresse": _("Fylles inn på hospiteringsskjemaet. Bare de som behandler søknaden din, ser den."),
        }

    def oppsett(self) -> Layout:
        return Layout(
            Kort(_("Deg og arbeidet ditt"), "navn", Par("stillingstittel", "faggruppe"), Par("hpr_nummer", "tlf_arbeid")),
            Kort(_("Privat"), "hjemmeadresse", "tlf_privat"),
            Kort(_("Språk og varsler"), "malform", "varselvalg"),
            Handlinger(Knapp(_("Lagre"))),
        )
