"""Move a case, decide in it, note what happened: the only ways a case changes."""

from __future__ import annotations

import functools
import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import pghistory
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import Fullmakt

from ..feil import Nektet, UlovligOvergang, Utdatert
from ..models import Avvisning, Hendelse, Sak, SaksLenke, Signatur, Signaturform, Vedtak
from ..overgang import Overgang

logg = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


def operasjon(funksjon: Callable[P, T]) -> Callable[P, T]:
    """One transaction around one verb; a refusal is logged after its rollback, and raised on.

    Rows changed inside carry the verb and who did it in their row history.
    """

    @functools.wraps(funksjon)
    def innpakket(*args: P.args, **kwargs: P.kwargs) -> T:
        utfort_av: Any = kwargs.get("utfort_av")
        if not isinstance(utfort_av, Bruker):
            raise TypeError(f"{funksjon.__name__} needs utfort_av, the person who acts")
        try:
            with transaction.atomic(), pghistory.context(operasjon=funksjon.__name__, utfort_av=str(utfort_av.pk)):
                return funksjon(*args, **kwargs)
        except (Nektet, UlovligOvergang) as nei:
            avvisning = getattr(nei, "avvisning", None)
            if avvisning is not None:
                avvisning.save(force_insert=True)
            raise

    return innpakket


def hver_for_seg(saker: Iterable[tuple[UUID, int]], verb: Callable[..., object], *, naa: datetime | None = None) -> int:
    """Let time do one verb to each of these cases (id, version), one transaction each; return how many it was done to.

    A case that somebody was faster with is passed by: the next round sees what it is now. One that fails is logged,
    and keeps none of the others back: they have deadlines too.
    """
    naa = naa or timezone.now()
    tiden, antall = Bruker.objects.systemet(), 0
    for pk, versjon in saker:
        try:
            verb(pk, utfort_av=tiden, versjon=versjon, naa=naa)
            antall += 1
        except (Utdatert, UlovligOvergang):
            continue
        except Exception as feil:
            logg.exception("%s: sak %s ble stående: %s", verb.__name__, pk, type(feil).__name__)
    return antall


def flytt(
    sak: Sak,
    overgang: Overgang,
    *,
    utfort_av: Bruker,
    kommentar: str = "",
    felter: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    naa: datetime | None = None,
) -> Hendelse:
    """Do one transition on a case that the caller holds locked (`laas`), and write its event.

    `felter` are columns that change with it, in the same statement. Raises `Nektet` when the person may not,
    `UlovligOvergang` when the case is past it, `Utdatert` when somebody changed the row in between.
    """
    naa = naa or timezone.now()
    fullmakt = krev(sak, overgang, utfort_av=utfort_av)
    fra, til = sak.tilstand, overgang.til or sak.tilstand
    _skriv(sak, {**(felter or {}), "tilstand": til}, naa)
    return Hendelse.objects.create(
        sak_type=ContentType.objects.get_for_model(sak),
        sak_id=sak.pk,
        navn=overgang.navn,
        fra=fra,
        til=til,
        utfort_av=utfort_av,
        paa_vegne_av=fullmakt.paa_vegne_av if isinstance(fullmakt, Fullmakt) else None,
        tidspunkt=naa,
        kommentar=kommentar,
        data=data or {},
    )


def krev(sak: Sak, overgang: Overgang, *, utfort_av: Bruker) -> Fullmakt | bool:
    """How the person may do this now, as `flytt` asks before anything else.

    For an operation that must look at or write something before it moves the case: whoever may not, or comes too late,
    is told that, and nothing else. Raises `Nektet` and `UlovligOvergang`.
    """
    fullmakt = overgang.tillatt(utfort_av, sak)
    if not fullmakt:
        raise _avvis(Nektet(), sak, overgang, utfort_av, Avvisning.Grunn.IKKE_TILLATT)
    if sak.tilstand not in overgang.fra or (overgang.vilkaar and not overgang.vilkaar(sak)):
        raise _avvis(UlovligOvergang(), sak, overgang, utfort_av, Avvisning.Grunn.FOR_SENT)
    return fullmakt


def _avvis(
    nei: Nektet | UlovligOvergang, sak: Sak, overgang: Overgang, bruker: Bruker, grunn: str
) -> Nektet | UlovligOvergang:
    nei.avvisning = Avvisning(  # type: ignore[union-attr]
        sak_type=ContentType.objects.get_for_model(sak),
        sak_id=sak.pk,
        bruker=bruker,
        handling=overgang.navn,
        grunn=grunn,
        tilstand=sak.tilstand,
        tidspunkt=timezone.now(),
    )
    return nei


def _skriv(sak: Sak, felter: dict[str, Any], naa: datetime) -> None:
    """Update exactly the version that was locked; the row count is the proof."""
    felter |= {"versjon": sak.versjon + 1, "endret": naa}
    traff = type(sak)._default_manager.filter(pk=sak.pk, versjon=sak.versjon, tilstand=sak.tilstand).update(**felter)
    if traff != 1:
        raise Utdatert
    for navn, verdi in felter.items():
        setattr(sak, navn, verdi)


def signer(hendelse: Hendelse, innhold: dict[str, Any], *, form: str = Signaturform.ELEKTRONISK) -> Signatur:
    """Keep exactly what was signed: keys in order, no spaces, UTF-8, and the SHA-256 of that."""
    kanonisk = json.dumps(innhold, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return Signatur.objects.create(
        hendelse=hendelse, form=form, innhold=kanonisk, sha256=hashlib.sha256(kanonisk.encode()).hexdigest()
    )


def fatt_vedtak(sak: Sak, hendelse: Hendelse, *, steg: str, utfall: str) -> Vedtak:
    """The decision that an event made, as a row the database guards (see `Vedtak`)."""
    if sak.saken_gjelder_id is None:
        raise ValueError("a decision is about somebody")
    return Vedtak.objects.create(
        sak_type=hendelse.sak_type,
        sak_id=sak.pk,
        steg=steg,
        runde=Vedtak.objects.for_sak(sak).filter(steg=steg).count() + 1,
        utfall=utfall,
        av=hendelse.utfort_av,
        paa_vegne_av=hendelse.paa_vegne_av,
        saken_gjelder_id=sak.saken_gjelder_id,
        kommentar=hendelse.kommentar,
        tidspunkt=hendelse.tidspunkt,
        hendelse=hendelse,
    )


def tilbakekall_vedtak(sak: Sak, hendelse: Hendelse, *, steg: list[str]) -> list[Vedtak]:
    """Revoke the current decisions of these steps; the event says why. Returns what was revoked."""
    gjeldende = list(Vedtak.objects.for_sak(sak).gjeldende().filter(steg__in=steg).select_related("av"))
    Vedtak.objects.filter(pk__in=[v.pk for v in gjeldende]).update(tilbakekalt_av=hendelse)
    return gjeldende


def noter_lesing(sak: Sak, bruker: Bruker, *, naa: datetime | None = None) -> None:
    """Somebody other than the person concerned opened the case. One row a day."""
    if bruker.pk == sak.saken_gjelder_id:
        return
    naa = naa or timezone.now()
    with connection.cursor() as peker:
        peker.execute(
            "INSERT INTO saksgang_lesing (sak_type_id, sak_id, bruker_id, dag, forste, siste, antall) "
            "VALUES (%s, %s, %s, %s, %s, %s, 1) ON CONFLICT (sak_id, bruker_id, dag) DO UPDATE "
            "SET siste = EXCLUDED.siste, antall = saksgang_lesing.antall + 1",
            [ContentType.objects.get_for_model(sak).pk, sak.pk, bruker.pk, timezone.localdate(naa), naa, naa],
        )


def lenk(sak: Sak, maal: Sak, *, art: str) -> SaksLenke:
    """Note that two cases belong together, such as a copy and what it was copied from."""
    return SaksLenke.objects.create(
        sak_type=ContentType.objects.get_for_model(sak),
        sak_id=sak.pk,
        maal_type=ContentType.objects.get_for_model(maal),
        maal_id=maal.pk,
        art=art,
    )
