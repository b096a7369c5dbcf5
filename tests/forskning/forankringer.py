"""Projects before, at and past the committee, made by the ordinary verbs. Meetings lie in the past."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forskning.models import Forankring, Partner, Prosjekt
from forskning.operations import forankring as op
from forskning.operations import partner as partnerop
from grunnmur.organisasjon.models import Organmedlem
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll
from grunnmur.varsling.models import Varsel


def for_dager_siden(dager: int) -> datetime:
    return timezone.now() - timedelta(days=dager)


def invitert(forsk: Any, *, naa: datetime | None = None, **felter: Any) -> Prosjekt:
    """An idea of the hospital's that Gjøvik is asked to take part in: in early dialogue, nobody has answered."""
    p = forsk.ide(naa=naa, **felter)
    partnerop.inviter(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, virksomhet=forsk.gjovik, naa=naa)
    return forsk.nytt(p)


def svar(forsk: Any, p: Prosjekt, *koder: str, ja: bool = True) -> Prosjekt:
    """`sykehusfou` answers for the owner, `fou` for Gjøvik, `hamarsjef` for Hamar; both of the first by default."""
    hos = {"sykehusfou": forsk.sykehus, "fou": forsk.gjovik, "hamarsjef": forsk.hamar}
    for kode in koder or ("sykehusfou", "fou"):
        partner = Partner.objects.med().get(prosjekt=p, virksomhet=hos[kode])
        verb = partnerop.bekreft if ja else partnerop.avslaa
        verb(partner.pk, utfort_av=forsk.folk[kode], versjon=partner.versjon)
    return forsk.nytt(p)


def sendt(forsk: Any, *, om: int = -1, **felter: Any) -> Prosjekt:
    """Sent a month ago to a meeting of the strategic committee in `om` days, and asked of Gjøvik."""
    mote = forsk.mote(om, naa=for_dager_siden(40))
    p = invitert(forsk, naa=for_dager_siden(35), **felter)
    op.send(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, mote=mote.pk, naa=for_dager_siden(30))
    return forsk.nytt(p)


def rad(p: Prosjekt) -> Forankring:
    return Forankring.objects.select_related("motesak__mote__organ").filter(prosjekt=p).order_by("-sendt").first()  # type: ignore[return-value]


def mote_ny(mote: Mote) -> Mote:
    return Mote.objects.get(pk=mote.pk)


def avgjor(forsk: Any, mote: Mote, utfall: str = "vedtatt", vedtak: str = "", *, leder: str = "ssuleder") -> None:
    """The meeting is held, the one item gets this outcome, and its leader approves the minutes."""
    sekretaer = {"utfort_av": forsk.utvalgssekretaer}
    plasser = {m.pk: m.bruker_id for m in Organmedlem.objects.gjeldende().filter(organ=mote.organ_id)}
    mote = mote_ny(mote)
    if mote.tilstand == "planlagt":
        moteop.send_saksliste(mote.pk, **sekretaer, versjon=mote.versjon, naa=for_dager_siden(10))
    valg = {} if mote.er_skriftlig else {"oppmote": plasser, "moteleder": forsk.folk[leder].pk}
    protokoll.hold(mote.pk, **sekretaer, versjon=mote_ny(mote).versjon, **valg)
    for sak in mote.saker.aktive():
        protokoll.skriv_vedtak(
            mote.pk, **sekretaer, versjon=mote_ny(mote).versjon, nummer=sak.nummer, utfall=utfall, vedtak=vedtak
        )
    protokoll.til_godkjenning(mote.pk, **sekretaer, versjon=mote_ny(mote).versjon)
    protokoll.godkjenn(mote.pk, utfort_av=forsk.folk[leder], versjon=mote_ny(mote).versjon)


def forankret(forsk: Any, **felter: Any) -> Prosjekt:
    """The committee met yesterday and said yes, and both parties have answered."""
    p = svar(forsk, sendt(forsk, **felter))
    avgjor(forsk, rad(p).motesak.mote)  # type: ignore[union-attr]
    return forsk.nytt(p)


def send(forsk: Any, p: Prosjekt, hvem: str = "forsker", **valg: Any) -> Any:
    return op.send(p.pk, utfort_av=forsk.folk[hvem], versjon=p.versjon, **valg)


def varslet(mal: str) -> list[str]:
    return sorted(Varsel.objects.filter(mal=f"forskning.{mal}").values_list("mottaker__navn", flat=True))


def tekst_i(feil: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(feil.value.messages)


def idag(dager: int = 0) -> Any:
    return timezone.localdate() + timedelta(days=dager)
