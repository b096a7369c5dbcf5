"""The answer bank: who owes what, and what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

SAMTYKKE = "veiledning.samtykke"
GJENNOMGAA = "veiledning.gjennomgaa"
UTDATERT = "veiledning.utdatert"

registrer_oppgaver(
    Oppgavetype(
        SAMTYKKE,
        _("Si om svaret kan stå i svarbanken, foreslått av %(emne)s"),
        _("Samtykke til svarbanken, %(emne)s"),
        "check",
    ),
    Oppgavetype(GJENNOMGAA, _("Gå gjennom svar %(emne)s i svarbanken"), _("Gjennomgang av svar %(emne)s"), "refresh"),
    Oppgavetype(UTDATERT, _("Rett svar %(emne)s, det er meldt utdatert"), _("Utdatert svar %(emne)s"), "warning"),
)

AAPNE = _("Åpne svaret")

_mal = serie("veiledning.bank_", AAPNE)

registrer_maler(
    _mal("foreslaatt", _("%(av)s foreslår et svar til svarbanken"),
         _("%(av)s vil at svaret på spørsmål %(sak)s skal stå i svarbanken, der alle i helsefellesskapet kan lese det. Les "
           "gjennom og si om du samtykker.")),
    _mal("publisert", _("Svaret står i svarbanken (%(saksnummer)s)"),
         _("Begge har samtykket. Svaret på spørsmål %(sak)s kan nå leses av alle i helsefellesskapet, og gås gjennom innen "
           "%(dag)s.")),
    _mal("ikke_samtykket", _("%(av)s samtykket ikke"),
         _("Svaret på spørsmål %(sak)s blir ikke publisert. Se begrunnelsen hvis det er gitt en, og foreslå gjerne et "
           "nytt.")),
    _mal("redigert", _("Svaret i svarbanken er redigert (%(saksnummer)s)"),
         _("%(av)s har redigert svaret som du har samtykket til. Trekk det tilbake hvis du ikke lenger vil at det skal "
           "stå der.")),
    _mal("gjennomgaa", _("Gå gjennom svar %(saksnummer)s"),
         _("Forny svaret innen %(dag)s hvis det fortsatt stemmer. Gjør du ingenting, går det ut av svarbanken da.")),
    _mal("utlopt", _("Svar %(saksnummer)s er gått ut av svarbanken"),
         _("Svaret ble ikke fornyet innen fristen, og kan ikke lenger finnes. Du kan fortsatt fornye det.")),
    _mal("overlatt", _("Du har ansvaret for svar %(saksnummer)s"),
         _("Den som skrev svaret, arbeider ikke lenger ved %(sted)s. Det er du som går gjennom det og retter det.")),
    _mal("tilbake", _("Du har igjen ansvaret for svar %(saksnummer)s"),
         _("Du arbeider igjen ved %(sted)s. Det er du som går gjennom svaret ditt og retter det.")),
    _mal("meldt_utdatert", _("Svar %(saksnummer)s er meldt utdatert"),
         _("%(av)s mener at svaret ikke lenger stemmer. Rediger det, forny det hvis det stemmer, eller trekk det tilbake.")),
    _mal("utdatert_rettet", _("Svar %(saksnummer)s er rettet"), _("%(av)s har redigert svaret du meldte som utdatert.")),
    _mal("utdatert_stemmer", _("Svar %(saksnummer)s er gått gjennom"),
         _("%(av)s har gått gjennom svaret du meldte som utdatert, og mener at det stemmer.")),
    _mal("utdatert_borte", _("Svar %(saksnummer)s er tatt bort"),
         _("Svaret du meldte som utdatert, er tatt ut av svarbanken.")),
    _mal("trukket", _("Et svar er trukket fra svarbanken"), _("%(av)s har trukket tilbake svaret på spørsmål %(sak)s.")),
)  # fmt: skip
