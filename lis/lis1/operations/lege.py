"""The doctor who is hired: known already by e-mail or HPR number, or new."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from lis.lege.models import Lege

from ..ansatt import Ansatt


def finn_eller_lag(ansatt: Ansatt) -> Lege:
    """The doctor with this e-mail or HPR number, locked, else a new one; tied to the account of that e-mail.

    What is registered about a known doctor stands, and a missing HPR number is filled in. Raises `ValidationError`
    when e-mail and number belong to two different doctors.
    """
    lege = _finn(ansatt)
    if lege is None:
        try:
            with transaction.atomic():
                return Lege.objects.create(**ansatt._asdict(), bruker=_konto(ansatt.epost))
        except IntegrityError:  # registered by somebody else a moment ago
            lege = _finn(ansatt)
            if lege is None:
                raise
    lege.hpr_nummer = lege.hpr_nummer or ansatt.hpr_nummer
    if lege.bruker_id is None:
        lege.bruker = _konto(lege.epost)
    lege.save()
    return lege


def _finn(ansatt: Ansatt) -> Lege | None:
    sporring = Q(epost__iexact=ansatt.epost)
    if ansatt.hpr_nummer:
        sporring |= Q(hpr_nummer=ansatt.hpr_nummer)
    leger = list(Lege.objects.select_for_update(no_key=True).filter(sporring).order_by("pk"))
    if len(leger) > 1 or (leger and ansatt.hpr_nummer and leger[0].hpr_nummer not in ("", ansatt.hpr_nummer)):
        melding = _("E-postadressen og HPR-nummeret hører til to forskjellige leger. Sjekk at begge er riktige.")
        raise ValidationError({"hpr_nummer": melding})
    return leger[0] if leger else None


def _konto(epost: str) -> Bruker | None:
    return Bruker.objects.virkelige().filter(epost__iexact=epost, is_active=True, lege__isnull=True).first()
