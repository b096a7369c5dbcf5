"""A question on its way: who owes what, and what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

TA = "veiledning.ta"
SVAR = "veiledning.svar"
TILSVAR = "veiledning.tilsvar"
NY_TID = "veiledning.ny_tid"
BEKREFT = "veiledning.bekreft_avtale"
GJENNOMFOR = "veiledning.gjennomfor"
UTFALL = "veiledning.utfall"
TAUS = "veiledning.taus"
NY_VURDERING = "veiledning.ny_vurdering"

registrer_oppgaver(
    Oppgavetype(TA, _("Ta imot spørsmålet fra %(emne)s"), _("Ta imot spørsmål fra %(emne)s"), "send"),
    Oppgavetype(SVAR, _("Svar på spørsmålet fra %(emne)s"), _("Svar på spørsmål fra %(emne)s")),
    Oppgavetype(TILSVAR, _("Svar på spørsmål fra %(emne)s"), _("Svar på spørsmål fra %(emne)s"), "undo"),
    Oppgavetype(NY_TID, _("Godta eller avslå nytt tidspunkt fra %(emne)s"), _("Nytt tidspunkt fra %(emne)s"), "clock"),
    Oppgavetype(BEKREFT, _("Bekreft avtalen med %(emne)s"), _("Bekreft avtale med %(emne)s"), "calendar"),
    Oppgavetype(GJENNOMFOR, _("Registrer veiledningen av %(emne)s som gitt"), _("Gi veiledning til %(emne)s"), "calendar"),
    Oppgavetype(
        UTFALL, _("Si hva veiledningen med %(emne)s førte til"), _("Utfall av veiledning med %(emne)s"), "clipboard"
    ),
    Oppgavetype(TAUS, _("Følg opp ubesvart spørsmål til %(emne)s"), _("Ubesvart spørsmål til %(emne)s"), "warning"),
    Oppgavetype(NY_VURDERING, _("Vurder på nytt spørsmålet fra %(emne)s"), _("Ny vurdering for %(emne)s"), "refresh"),
)

AAPNE = _("Åpne spørsmålet")

_mal = serie("veiledning.", AAPNE)

registrer_maler(
    _mal("meldt", _("Nytt spørsmål om veiledning (%(saksnummer)s)"),
         _("%(fra)s har meldt behov for veiledning. Det er din tur på vaktlisten.")),
    _mal("kvittering", _("Spørsmålet er sendt (%(saksnummer)s)"),
         _("%(til)s skal svare innen %(frist)s. Du får beskjed når noen har tatt imot spørsmålet.")),
    _mal("tatt", _("%(av)s har tatt imot spørsmålet (%(saksnummer)s)"),
         _("%(av)s ved %(til)s svarer deg innen %(frist)s.")),
    _mal("videresendt", _("Spørsmålet er sendt videre (%(saksnummer)s)"),
         _("%(av)s har sendt spørsmålet videre til %(til)s. Fristen er den samme.")),
    _mal("trukket", _("Spørsmålet er trukket (%(saksnummer)s)"), _("%(av)s har trukket spørsmålet. Du trenger ikke svare.")),
    _mal("tilbake", _("Spørsmålet er tilbake på vaktlisten (%(saksnummer)s)"),
         _("Den som hadde spørsmålet, svarer ikke lenger ved %(til)s. Det er tilbake på vaktlisten, med samme frist.")),
    _mal("taus", _("Fristen er ute uten svar (%(saksnummer)s)"),
         _("Spørsmålet fra %(fra)s til %(til)s er ikke besvart innen fristen. Veiledningsplikten gjelder fortsatt.")),
    _mal("taus_hos_melder", _("Et spørsmål tilbake er ikke besvart (%(saksnummer)s)"),
         _("%(til)s har spurt tilbake, og venter på svar fra %(fra)s. Den som har det, kan svare uten å vente lenger.")),
    _mal("spurt_mange_ganger", _("Det er spurt tilbake flere ganger (%(saksnummer)s)"),
         _("%(av)s har spurt %(fra)s tilbake flere ganger. Svarfristen løper nå videre.")),
    _mal("avtale_utgikk", _("Avtalen ble ikke bekreftet (%(saksnummer)s)"),
         _("Tidspunktet som ble foreslått, er passert uten at begge har bekreftet det. Spørsmålet skal fortsatt besvares.")),
    _mal("kapasitet", _("Det er vist til kapasitet (%(saksnummer)s)"),
         _("%(av)s viste til kapasitet i et spørsmål til %(til)s. Veiledningsplikten kan ikke settes til side på grunn av "
           "manglende ressurser eller stor arbeidsbelastning.")),
)  # fmt: skip
