"""Writes to accounts: profile, and people who come in by a work account."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from grunnmur.organisasjon.models import Bruker

PROFILFELTER = frozenset(
    {
        "navn",
        "stillingstittel",
        "faggruppe",
        "hpr_nummer",
        "tlf_arbeid",
        "hjemmeadresse",
        "tlf_privat",
        "malform",
        "varselvalg",
    }
)


@transaction.atomic
def endre_profil(bruker: Bruker, *, utfort_av: Bruker, felter: Mapping[str, Any]) -> Bruker:
    """Change what a person keeps about themselves. Nobody does it for somebody else."""
    if bruker.pk != utfort_av.pk or not PROFILFELTER.issuperset(felter):
        raise PermissionDenied
    laast = Bruker.objects.select_for_update().get(pk=bruker.pk)
    for navn, verdi in felter.items():
        setattr(laast, navn, verdi)
    laast.save(update_fields=[*felter, "sortering"])
    return laast


@transaction.atomic
def opprett_fra_jobbkonto(*, epost: str, navn: str, utfort_av: Bruker) -> Bruker:
    """Make an account without roles for somebody on a known domain; the party then says where they work.

    Only the system does this, for only a verified address may lead here. Twice at once makes one account.
    """
    if not utfort_av.er_system:
        raise PermissionDenied
    try:
        navn = Bruker._meta.get_field("navn").clean(navn.strip(), None)
    except ValidationError:
        navn = epost.partition("@")[0]
    bruker, _laget = Bruker.objects.get_or_create(epost=epost.lower(), defaults={"navn": navn})
    if not bruker.password:
        bruker.set_unusable_password()
        bruker.save(update_fields=["password"])
    return bruker
