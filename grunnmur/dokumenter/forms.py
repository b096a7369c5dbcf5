"""What a visitor hands over to have a document checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grunnmur.dokumenter.koder import LENGDE, les_kode
from grunnmur.portal.skjema import Skjema


class Kodeskjema(Skjema):
    """The code from the foot of the document."""

    merking = False
    kode = forms.CharField(
        label=_("Kontrollkode"),
        max_length=40,
        help_text=_("Koden står nederst på hver side, for eksempel «K7QF-2MXW-9TRA»."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_kode(self) -> str:
        """As stored. Tells apart a code that is mistyped from one that is not ours."""
        kode = les_kode(self.cleaned_data["kode"])
        if len(kode) != LENGDE or not kode.isascii():
            raise ValidationError(_("Koden har tolv bokstaver og sifre. Se nederst på dokumentet og skriv den på nytt."))
        return kode


class Filskjema(Skjema):
    """The file itself; with a code it can also be told that a known document was changed."""

    merking = False
    fil = forms.FileField(
        label=_("PDF-filen"),
        allow_empty_file=True,
        help_text=_("Vi sammenligner filens kontrollsum og ser på seglet. Filen blir ikke lagret."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fil"].error_messages["required"] = _("Velg PDF-filen du vil kontrollere. Den kan være på høyst 20 MB.")
