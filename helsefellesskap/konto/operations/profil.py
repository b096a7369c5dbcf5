"""What a person says about themselves, and people who come in by a work account."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.operations import sporbar

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


@sporbar
def endre_profil(bruker: Bruker, *, utfort_av: Bruker, felter: Mapping[str, Any]) -> Bruker:
    """Change what a person keeps about themselves. Nobody does it for somebody else."""
    if bruker.pk != utfort_av.pk or not PROFILFELTER.issuperset(felter):
        raise PermissionDenied
    laast = Bruker.objects.select_for_update(no_key=True).get(pk=bruker.pk)
    for navn, verdi in felter.items():
        setattr(laast, navn, verdi)
    laast.clean_fields(exclude={f.name for f in Bruker._meta.fields} - set(felter))
    laast.save(update_fields=[*felter, "sortering"])
    return laast


@sporbar
def velg_sprak(bruker: Bruker, sprak: str, *, utfort_av: Bruker) -> None:
    """Remember the language a person reads the portal and its mail in."""
    endre_profil(bruker, utfort_av=utfort_av, felter={"malform": sprak})


@sporbar
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
    # A password that no text can be the hash of: the account opens by the work account, or by a reset mail.
    bruker, _laget = Bruker.objects.get_or_create(epost=epost.lower(), defaults={"navn": navn, "password": "!"})
    return bruker
