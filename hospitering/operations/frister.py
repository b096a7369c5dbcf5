"""What the network reminds of, and when it tells whoever is above. Never a demand of the procedure (G-11)."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Helsefellesskap
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon

from ..models import Innstilling, Purrefrist
from ..rules.frister import setter_frister
from ..selectors.frister import Dager
from ..tekster.frister import TYPER


@operasjon
def sett_frister(*, utfort_av: Bruker, versjon: int, frister: Mapping[str, Dager]) -> int:
    """Set the days of every step at once, for what begins to wait from now on; return how many have days of their own.

    Raises `ValidationError` by type of task, and `Utdatert` when somebody has set them since `versjon`.
    """
    if not setter_frister(utfort_av):
        raise Nektet
    _kontroller(frister)
    regler = laas_reglene()
    if regler.versjon != versjon:
        raise Utdatert
    egne = {type_: (dager, oppover) for type_, (dager, oppover) in frister.items() if dager and oppover}
    Purrefrist.objects.exclude(oppgavetype__in=egne).delete()
    for type_, (dager, oppover) in egne.items():
        Purrefrist.objects.update_or_create(oppgavetype=type_, defaults={"virkedager": dager, "eskaleres": oppover})
    regler.versjon += 1
    regler.save(update_fields=["versjon"])
    return len(egne)


def laas_reglene() -> Innstilling:
    """The parameters of hospitering, locked; made where nobody has set any yet."""
    felles = Helsefellesskap.objects.order_by("opprettet").select_for_update(no_key=True).first()
    if felles is None:
        raise ValidationError(_("Helsefellesskapet er ikke registrert. Be administrator legge det inn først."))
    Innstilling.objects.get_or_create(helsefellesskap=felles)
    return Innstilling.objects.select_for_update().get(helsefellesskap=felles)


def _kontroller(frister: Mapping[str, Dager]) -> None:
    feil: dict[str, str] = {}
    for type_, (dager, oppover) in frister.items():
        if type_ not in TYPER:
            raise ValueError(f"no such step: {type_}")
        if bool(dager) != bool(oppover):
            feil[type_] = _("Fyll ut begge tallene, eller la begge stå tomme.")
        elif dager and oppover and oppover <= dager:
            feil[type_] = _("Leddet over får beskjed etter påminnelsen. Skriv et høyere tall her.")
    if feil:
        raise ValidationError(feil)
