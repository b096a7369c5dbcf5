"""Practice in a municipality for hospital doctors: who owes what, and what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

SVAR = "lis3.praksis_svar"
BEKREFT = "lis3.praksis_bekreft"
NY_KOMMUNE = "lis3.praksis_ny_kommune"

registrer_oppgaver(
    Oppgavetype(SVAR, _("Svar på om dere kan gi praksis til %(emne)s"), _("Svar om praksis for %(emne)s")),
    Oppgavetype(BEKREFT, _("Bekreft praksis i kommune for %(emne)s"), _("Bekreft praksis for %(emne)s"), "check"),
    Oppgavetype(NY_KOMMUNE, _("Spør en annen kommune om praksis for %(emne)s"), _("Spør ny kommune for %(emne)s"), "undo"),
)

_mal = serie("lis3.", _("Åpne saken"))

registrer_maler(
    _mal("praksis_til_kommunen", _("Kan dere gi praksis til en sykehuslege? (%(saksnummer)s)"),
         _("LIS-koordinator spør om %(lege)s kan få praksis hos dere. Tilby enhet og veileder, eller svar at det ikke "
           "går.")),
    _mal("praksis_sendt", _("Det er spurt om praksis i kommune for deg (%(saksnummer)s)"),
         _("LIS-koordinator har sendt forespørselen til en kommune. Du får beskjed når kommunen har svart.")),
    _mal("praksis_tilbudt", _("Kommunen tilbyr praksis (%(saksnummer)s)"),
         _("Kommunen har tilbudt enhet og veileder for %(lege)s. LIS-koordinator bekrefter.")),
    _mal("praksis_ikke_mulig", _("Kommunen kan ikke gi praksis (%(saksnummer)s)"),
         _("Kommunen kan ikke gi praksis til %(lege)s. LIS-koordinator kan spørre en annen kommune.")),
    _mal("praksis_bekreftet", _("Praksisen er bekreftet (%(saksnummer)s)"),
         _("Praksis i kommune for %(lege)s er bekreftet. Tid, sted og veileder står i portalen.")),
    _mal("praksis_veileder", _("Du er veileder for en lege i praksis (%(saksnummer)s)"),
         _("%(lege)s kommer i praksis hos dere. Kommunens LIS-kontakt har oppgitt deg som veileder.")),
    _mal("praksis_startet", _("Praksisen er startet (%(saksnummer)s)"), _("Praksis i kommune for %(lege)s er i gang.")),
    _mal("praksis_gjennomfort", _("Praksisen er gjennomført (%(saksnummer)s)"),
         _("Praksis i kommune for %(lege)s er registrert som gjennomført.")),
    _mal("praksis_avsluttet", _("Praksisen er avsluttet før tiden (%(saksnummer)s)"),
         _("Praksis i kommune for %(lege)s er avsluttet før tiden.")),
    _mal("praksis_trukket", _("Forespørselen om praksis er trukket (%(saksnummer)s)"),
         _("LIS-koordinator har trukket forespørselen om praksis for %(lege)s.")),
)  # fmt: skip
