"""The obligations of hospitering, and what people are told. No text repeats what an application says."""

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

LEDER_EGEN = "hospitering.leder_egen"
SVAR = "hospitering.svar"
MOTTAK = "hospitering.mottak"
RETURNERT = "hospitering.returnert"
LEDER_VERT = "hospitering.leder_vert"
VERTSDEL = "hospitering.vertsdel"

registrer_oppgaver(
    Oppgavetype(LEDER_EGEN, _("Ta stilling til hospitering for %(emne)s"), _("Svar på søknad fra %(emne)s")),
    Oppgavetype(SVAR, _("Svar på spørsmål om søknaden din: %(emne)s"), _("Svar på spørsmål om søknaden"), "undo"),
    Oppgavetype(MOTTAK, _("Bekreft mottak av søknaden fra %(emne)s"), _("Bekreft mottak fra %(emne)s"), "send"),
    Oppgavetype(RETURNERT, _("Velg ny mottaker for søknaden fra %(emne)s"), _("Velg ny mottaker"), "undo"),
    Oppgavetype(LEDER_VERT, _("Ta stilling til hospitering hos dere for %(emne)s"), _("Svar på søknad fra %(emne)s")),
    Oppgavetype(VERTSDEL, _("Oppgi kontaktperson og gi tilbakemelding til %(emne)s"), _("Gi tilbakemelding"), "clipboard"),
)

_mal = serie("hospitering.", _("Åpne søknaden"))

registrer_maler(
    _mal("til_leder_egen", _("Søknad om hospitering venter på deg (%(saksnummer)s)"),
         _("%(soker)s har søkt om hospitering. Du avgjør søknaden som leder i egen enhet.")),
    _mal("kvittering", _("Vi har mottatt søknaden din (%(saksnummer)s)"),
         _("Søknaden er sendt til lederen din. Du får beskjed når noe skjer.")),
    _mal("papir_registrert", _("En søknad er registrert for deg (%(saksnummer)s)"),
         _("Papirsøknaden din om hospitering er lagt inn i portalen og sendt til lederen din.")),
    _mal("innvilget_egen", _("Lederen din har innvilget søknaden (%(saksnummer)s)"),
         _("Søknaden er sendt videre til vertsvirksomheten.")),
    _mal("avslaatt_egen", _("Søknaden er ikke innvilget (%(saksnummer)s)"),
         _("Leder i egen enhet har ikke innvilget søknaden. Begrunnelsen står i portalen.")),
    _mal("sporsmaal", _("Du har fått et spørsmål om søknaden din (%(saksnummer)s)"),
         _("Behandlingen venter til du har svart. Svar i portalen.")),
    _mal("besvart", _("Søkeren har svart (%(saksnummer)s)"), _("Søknaden om hospitering venter på deg igjen.")),
    _mal("til_mottak", _("Ny søknad om hospitering til dere (%(saksnummer)s)"),
         _("Bekreft mottak, og kontroller at søknaden er kommet til riktig enhet.")),
    _mal("mangler_mottaker", _("Ny søknad om hospitering uten ansvarsperson for mottak (%(saksnummer)s)"),
         _("Denne virksomheten har ikke oppgitt ansvarsperson for mottak. Saken er sendt til administrativ kontakt.")),
    _mal("mottatt", _("Søknaden din er mottatt (%(saksnummer)s)"),
         _("Vertsvirksomheten har bekreftet mottak. Leder i hospiteringsenheten avgjør nå søknaden.")),
    _mal("videresendt", _("Søknaden din er sendt videre (%(saksnummer)s)"),
         _("Vertsvirksomheten har sendt søknaden til en annen enhet.")),
    _mal("sendt_paa_nytt", _("Søknaden din er sendt til ny mottaker (%(saksnummer)s)"),
         _("Leder i egen enhet har valgt en ny mottaker. Søknaden er fortsatt innvilget av leder i egen enhet.")),
    _mal("returnert", _("Søknaden er sendt tilbake (%(saksnummer)s)"),
         _("Søknaden er fortsatt innvilget av leder i egen enhet, som må velge en ny mottaker.")),
    _mal("til_leder_vert", _("Søknad om hospitering hos dere venter på deg (%(saksnummer)s)"),
         _("%(soker)s har søkt om hospitering. Du avgjør søknaden som leder i hospiteringsenheten.")),
    _mal("innvilget_vert", _("Hospiteringen er innvilget (%(saksnummer)s)"),
         _("Vertsenheten oppgir nå kontaktperson og sender tilbakemelding.")),
    _mal("avslaatt_vert", _("Hospiteringen er ikke innvilget (%(saksnummer)s)"),
         _("Leder i hospiteringsenheten har ikke innvilget søknaden. Begrunnelsen står i portalen.")),
    _mal("tilbakemelding", _("Tilbakemelding om hospitering (%(saksnummer)s)"),
         _("Vertsenheten har oppgitt kontaktperson. Avtal tidsperioden med kontaktpersonen.")),
    _mal("kontaktperson", _("Du er kontaktperson for en hospitant (%(saksnummer)s)"),
         _("Avtal tidsperioden for hospiteringen med søkeren.")),
    _mal("trukket", _("Søknaden er trukket (%(saksnummer)s)"), _("Søkeren har trukket søknaden om hospitering.")),
    _mal("endret", _("Søknaden er endret (%(saksnummer)s)"),
         _("Søkeren har endret søknaden. Endringene står i historikken.")),
    _mal("vedtak_tilbakekalt", _("Søknaden er endret, og vedtaket gjelder ikke lenger (%(saksnummer)s)"),
         _("Søkeren endret søknaden etter at den var avgjort. Den må avgjøres på nytt.")),
    _mal("ny_vurdering", _("Søkeren ber om ny vurdering (%(saksnummer)s)"),
         _("Søknaden om hospitering venter på deg igjen.")),
)  # fmt: skip
