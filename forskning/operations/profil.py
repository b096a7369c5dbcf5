"""What a party says about itself as a partner, and who answers for it (S4-B01, S4-B03)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from grunnmur.oppgaver.operations import bytt_rolle
from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon

from ..models import Partnerprofil
from ..rules import endrer_profil, svarrollen
from ..tekster.partner import PARTNERSVAR

FELTER = ("bekreftes_av", "rolle", "kompetanse", "bidrag", "strategiske_maal", "miljo")


@operasjon
def lagre(
    virksomhet: Virksomhet, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Partnerprofil:
    """Write the profile; version 0 begins it. Answers that wait follow the role that now answers for the party.

    Raises `Utdatert` when somebody else saved first.
    """
    if not endrer_profil(utfort_av, virksomhet):
        raise Nektet
    # The party is what two people share before there is a profile to lock.
    Virksomhet.objects.select_for_update(no_key=True).get(pk=virksomhet.pk)
    profil = Partnerprofil.objects.select_for_update().filter(pk=virksomhet.pk).first()
    if (profil.versjon if profil else 0) != versjon:
        raise Utdatert
    profil = profil or Partnerprofil(virksomhet=virksomhet)
    foer = svarrollen(virksomhet)
    for felt in FELTER:
        if felt in felter:
            setattr(profil, felt, felter[felt])
    profil.full_clean(exclude=["virksomhet"], validate_unique=False)
    profil.save()
    profil.refresh_from_db(fields=["versjon"])
    if profil.bekreftes_av != foer:
        bytt_rolle(PARTNERSVAR, virksomhet, profil.bekreftes_av)
    return profil
