"""What intake at the host does (S1-H10, S1-S18, S1-S25–S27)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Signaturform
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import tekster
from ..innhold import utfylt
from ..models import Soknad, Tilstand
from ..rules import er_mottaker
from .folger import si_fra, spor_leder_egen, spor_leder_vert, spor_mottak
from .soknad import send


@operasjon
def bekreft_mottatt(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    vertsenhet: Enhet | None = None,
    naa: datetime | None = None,
) -> Soknad:
    """Intake confirms receipt and the host leader is asked (S1-S27).

    A host unit that the applicant wrote by hand is tied to a registered one here, before anybody decides.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.laas(soknad_id, versjon)
    felter: dict[str, Any] = {"mottatt_tid": naa}
    if vertsenhet is not None:
        felter["vertsenhet"] = kontroller_enhet(soknad, vertsenhet)
    elif soknad.vertsenhet_id is None:
        raise ValidationError({"vertsenhet": _("Velg hvilken enhet søknaden gjelder, før du bekrefter mottak.")})
    hendelse = flytt(soknad, o.BEKREFT_MOTTATT, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(soknad, hendelse)
    spor_leder_vert(soknad, hendelse)
    si_fra(soknad, hendelse, "mottatt", [soknad.soker])
    return soknad


@operasjon
def videresend(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    vertsenhet: Enhet,
    kommentar: str = "",
    naa: datetime | None = None,
) -> Soknad:
    """Intake forwards to another unit of the host; the state stays, and whoever answers there is asked."""
    soknad = Soknad.objects.laas(soknad_id, versjon)
    enhet = kontroller_enhet(soknad, vertsenhet)
    hendelse = flytt(
        soknad,
        o.VIDERESEND,
        utfort_av=utfort_av,
        kommentar=kommentar,
        felter={"vertsenhet": enhet},
        data={"mottaker": enhet.visningsnavn},
        naa=naa,
    )
    lukk_oppgaver(soknad, hendelse)
    (spor_mottak if soknad.tilstand == Tilstand.OVERSENDT else spor_leder_vert)(soknad, hendelse)
    si_fra(soknad, hendelse, "videresendt", [soknad.soker])
    return soknad


@operasjon
def returner(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None) -> Soknad:
    """Intake sends the application back with a reason. Not a refusal: the own leader's grant stands."""
    soknad = Soknad.objects.laas(soknad_id, versjon)
    if not kommentar.strip():
        raise ValidationError({"kommentar": _("Skriv hvorfor du sender søknaden tilbake.")})
    hendelse = flytt(soknad, o.RETURNER, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    lukk_oppgaver(soknad, hendelse)
    spor_leder_egen(soknad, hendelse, type=tekster.RETURNERT, mal="returnert")
    si_fra(soknad, hendelse, "returnert", [soknad.soker])
    return soknad


@operasjon
def registrer_papir(
    *,
    utfort_av: Bruker,
    soker: Bruker,
    felter: dict[str, Any],
    underskrevet: date | None,
    nokkel: UUID | None = None,
    naa: datetime | None = None,
) -> Soknad:
    """Enter a form that somebody signed on paper; from here it goes as any other (S1-S18).

    `underskrevet` is the date beside the signature. `nokkel` was made with the page and becomes the id of the
    application, so that the same page sent twice, also at the same time, is one application. Only intake of the
    host it is addressed to may. Raises `Nektet`, and `ValidationError` by field.
    """
    naa = naa or timezone.now()
    kolonner = utfylt(felter)
    if not er_mottaker(utfort_av, Soknad(soker=soker, vertsvirksomhet=kolonner.get("vertsvirksomhet"))):
        raise Nektet
    kolonner |= {"soker": soker, "innsendingsform": Signaturform.PAPIR, "papir_dato": underskrevet}
    nokkel = nokkel or uuid4()
    try:
        with transaction.atomic():
            soknad = Soknad.objects.create(
                id=nokkel, tilstand=Tilstand.UTKAST, opprettet=naa, endret=naa, **kolonner
            )  # fmt: skip
    except IntegrityError:
        if finnes := Soknad.objects.filter(pk=nokkel).first():
            return _alt_registrert(finnes, kolonner)
        raise
    return send(soknad, utfort_av=utfort_av, naa=naa)


def _alt_registrert(finnes: Soknad, kolonner: dict[str, Any]) -> Soknad:
    """The application that the same page made already. Other content under the same key is another application."""
    if all(getattr(finnes, navn) == verdi for navn, verdi in kolonner.items()):
        return finnes
    raise ValidationError(_("Skjemaet er allerede registrert. Åpne siden på nytt for å registrere et annet."))


def kontroller_enhet(soknad: Soknad, enhet: Enhet) -> Enhet:
    if enhet.virksomhet_id != soknad.vertsvirksomhet_id:
        raise ValidationError({"vertsenhet": _("Enheten hører ikke til virksomheten søknaden er sendt til.")})
    if enhet.nedlagt or enhet.pk == soknad.egen_enhet_id:
        raise ValidationError({"vertsenhet": _("Denne enheten kan ikke ta imot søknaden. Velg en annen.")})
    return enhet
