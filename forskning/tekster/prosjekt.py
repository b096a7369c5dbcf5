"""Projects: what people are told. No text repeats the title: a restricted idea is not to be read in a notice."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

_mal = serie("forskning.", _("Åpne prosjektet"))

registrer_maler(
    _mal("prosjekt_leder", _("Du er prosjektleder (%(saksnummer)s)"),
         _("%(hvem)s har satt deg som prosjektleder. Se hva som er neste steg i prosjektet.")),
    _mal("prosjekt_ikke_leder", _("Du er ikke lenger prosjektleder (%(saksnummer)s)"),
         _("%(hvem)s har satt en annen som prosjektleder. Oppgavene dine i prosjektet har gått videre.")),
    _mal("prosjekt_person", _("Du er lagt til i et prosjekt (%(saksnummer)s)"),
         _("%(hvem)s har lagt deg til i prosjektet. Der ser du hva det går ut på, og hvem som er med.")),
    _mal("prosjekt_stanset", _("Prosjektet går ikke videre (%(saksnummer)s)"),
         _("Prosjektlederen har bestemt at prosjektet ikke går videre. Grunnen står i portalen. Du trenger ikke å svare på "
           "noe.")),
    _mal("prosjekt_tatt_opp", _("Prosjektet er tatt opp igjen (%(saksnummer)s)"),
         _("Prosjektet er i tidligfasedialog igjen. Partnerne får beskjed når det er noe å svare på.")),
    _mal("prosjekt_startet", _("Prosjektet er i gang (%(saksnummer)s)"),
         _("Prosjektet er registrert som startet. Milepæler og resultater står på prosjektets sider.")),
    _mal("prosjekt_fullfort", _("Prosjektet er fullført (%(saksnummer)s)"),
         _("Prosjektet er registrert som fullført. Se resultatene, og del dem med dem som har nytte av dem.")),
)  # fmt: skip
