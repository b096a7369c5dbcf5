"""What accounts ask of people."""

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype, registrer

ARBEIDSSTED = "konto.arbeidssted"

registrer(Oppgavetype(ARBEIDSSTED, _("Svar på om %(emne)s arbeider hos dere"), _("Svar om arbeidssted"), "person-plus"))
