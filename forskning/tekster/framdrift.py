"""Milestones, results and the clock: who owes what, and what people are told. The case number, never what the case says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import datoer, serie
from grunnmur.varsling.maler import registrer as registrer_maler

from ..models import Milepaelart

MILEPAEL = "forskning.milepael"
RAPPORT = "forskning.rapport"
FORMIDLINGSPLAN = "forskning.formidlingsplan"
LEVER_DET = "forskning.lever_det"
FORMIDLING = "forskning.formidling"

OPPGAVE_FOR = {
    Milepaelart.MILEPAEL: MILEPAEL,
    Milepaelart.RAPPORT: RAPPORT,
    Milepaelart.FORMIDLING: FORMIDLINGSPLAN,
}

registrer_oppgaver(
    Oppgavetype(MILEPAEL, _("Nå milepælen i prosjekt %(emne)s"), _("Milepæl i et prosjekt"), "clock"),
    Oppgavetype(RAPPORT, _("Send rapporten til finansiøren av prosjekt %(emne)s"), _("Rapport til finansiør"), "file"),
    Oppgavetype(FORMIDLINGSPLAN, _("Gjennomfør formidlingen i prosjekt %(emne)s"), _("Formidling fra et prosjekt"), "send"),
    Oppgavetype(LEVER_DET, _("Si om prosjekt %(emne)s fortsatt er i gang"), _("Er prosjektet i gang?"), "refresh"),
    Oppgavetype(FORMIDLING, _("Del resultatene fra prosjekt %(emne)s"), _("Del resultatene fra et prosjekt"), "send"),
)

_mal = serie("forskning.", _("Åpne prosjektet"), forbered=datoer("frist"))

registrer_maler(
    _mal("resultat", _("Et prosjekt du er med i, har fått et resultat (%(saksnummer)s)"),
         _("Prosjektlederen har registrert et resultat. Se om dere kan bruke det, og noter hvor det blir brukt.")),
    _mal("vist_aapent", _("Prosjektet vises nå åpent (%(saksnummer)s)"),
         _("Alle kan lese om prosjektet uten å logge inn. Virksomheten din står som partner. Er noe galt, si fra til "
           "prosjektlederen.")),
    _mal("lever_det", _("Er prosjektet fortsatt i gang? (%(saksnummer)s)"),
         _("Ingenting er endret på lenge. Bekreft at prosjektet er i gang, eller registrer at det er fullført eller ikke "
           "går videre, innen %(frist)s.")),
    _mal("formidling", _("Del resultatene fra prosjektet (%(saksnummer)s)"),
         _("Prosjektet er fullført. Registrer hva andre kan bruke, eller meld at formidlingen er gjort, innen %(frist)s.")),
)  # fmt: skip
