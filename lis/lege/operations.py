"""A doctor is registered once, whoever writes them down first: municipality, coordinator or the doctor."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker

from .models import Lege
from .opplysninger import Legeopplysninger


def finn_eller_lag(kjent: Legeopplysninger) -> Lege:
    """The doctor with this e-mail or HPR number, locked, else a new one; tied to the account of that e-mail.

    What is registered about a known doctor stands, and what was missing is filled in (`fyll_ut`). Raises
    `ValidationError` when e-mail and number belong to two different doctors. Inside a transaction.
    """
    lege, ny = _finn_eller_lag(kjent, Lege.objects.select_for_update(no_key=True))
    if not ny:
        fyll_ut(lege, kjent)
    return lege


def finn_eller_lag_ulaast(kjent: Legeopplysninger) -> Lege:
    """As `finn_eller_lag`, for whoever must lock something else first: lock the doctor after it, then `fyll_ut`."""
    return _finn_eller_lag(kjent, Lege.objects.all())[0]


def fyll_ut(lege: Lege, kjent: Legeopplysninger) -> None:
    """Save a locked doctor with the number and the account that were missing."""
    lege.hpr_nummer = lege.hpr_nummer or kjent.hpr_nummer
    if lege.bruker_id is None:
        lege.bruker = _konto(lege.epost)
    lege.save()


def _finn_eller_lag(kjent: Legeopplysninger, leger: QuerySet[Lege]) -> tuple[Lege, bool]:
    lege = _finn(kjent, leger)
    if lege is not None:
        return lege, False
    try:
        with transaction.atomic():
            lege = Lege.objects.create(
                navn=kjent.navn,
                epost=kjent.epost,
                hpr_nummer=kjent.hpr_nummer,
                kommune=kjent.kommune,
                bruker=_konto(kjent.epost),
            )
            return lege, True
    except IntegrityError:  # registered by somebody else a moment ago
        lege = _finn(kjent, leger)
        if lege is None:
            raise
        return lege, False


def _finn(kjent: Legeopplysninger, leger: QuerySet[Lege]) -> Lege | None:
    sporring = Q(epost__iexact=kjent.epost)
    if kjent.hpr_nummer:
        sporring |= Q(hpr_nummer=kjent.hpr_nummer)
    funnet = list(leger.filter(sporring).order_by("pk"))
    if len(funnet) > 1 or (funnet and kjent.hpr_nummer and funnet[0].hpr_nummer not in ("", kjent.hpr_nummer)):
        melding = _("E-postadressen og HPR-nummeret hører til to forskjellige leger. Sjekk at begge er riktige.")
        raise ValidationError({"hpr_nummer": melding})
    return funnet[0] if funnet else None


def _konto(epost: str) -> Bruker | None:
    return Bruker.objects.virkelige().filter(epost__iexact=epost, is_active=True, lege__isnull=True).first()
