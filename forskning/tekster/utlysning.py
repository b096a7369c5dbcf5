"""Calls and needs: what people are told. No text repeats what they say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import datoer, serie
from grunnmur.varsling.maler import registrer as registrer_maler

_mal = serie("forskning.", _("Åpne utlysningen"), forbered=datoer("frist"))
_behov = serie("forskning.", _("Åpne behovet"))

registrer_maler(
    _mal("utlysning_ny", _("Ny utlysning med frist %(frist)s (%(saksnummer)s)"),
         _("Se om det er noe dere kan søke på sammen. Meld interesse, eller start et prosjekt fra utlysningen.")),
    _mal("utlysninger_nye", _("Nye utlysninger: %(antall)s"),
         _("De er hentet inn fra en fil. Se om det er noe dere kan søke på sammen."), knapp=_("Se utlysningene")),
    _mal("utlysning_frist", _("Søknadsfristen er endret til %(frist)s (%(saksnummer)s)"),
         _("Dere arbeider mot denne utlysningen. Se om prosjektet må forankres tidligere, eller om dere har fått "
           "bedre tid.")),
    _mal("utlysning_trukket", _("Utlysningen er tatt bort (%(saksnummer)s)"),
         _("Dere arbeider mot denne utlysningen. Velg en annen utlysning i prosjektet hvis dere fortsatt skal søke.")),
    _behov("behov_tatt_opp", _("Et prosjekt har tatt opp behovet dere meldte (%(saksnummer)s)"),
           _("Prosjektet er %(prosjekt)s. Meld interesse der hvis dere vil være med.")),
    _behov("behov_lagt_tilbake", _("Ingen prosjekter arbeider med behovet nå (%(saksnummer)s)"),
           _("Prosjektet som tok det opp, gjør det ikke lenger. Behovet står i listen så andre kan ta det opp.")),
    _behov("behov_besvart", _("Behovet er besvart (%(saksnummer)s)"),
           _("De som meldte behovet, har fått svar. Prosjektet ditt er koblet til det. Se hva som besvarte det.")),
    _behov("behov_lukket", _("Behovet er ikke lenger aktuelt (%(saksnummer)s)"),
           _("De som meldte behovet, har lukket det. Prosjektet ditt er koblet til det. Se om prosjektet fortsatt trengs.")),
)  # fmt: skip
