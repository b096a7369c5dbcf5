"""Who agrees, and who is responsible for what is agreed, on either side (S1-V05)."""

from __future__ import annotations

from uuid import UUID

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from grunnmur.organisasjon.selectors import Fullmakt

from ..models import Foresporsel, Side, Veiledningsavtale
from . import er_ansvarlig, er_melder, er_part, kan_svare, vaktlinje


def siste_avtale(sak: Foresporsel) -> Veiledningsavtale | None:
    """The newest proposal, whatever became of it."""
    avtaler = sak.avtaler.select_related("ansvarlig_melder", "ansvarlig_svarer")
    return avtaler.order_by("-runde").first()


def foreslaatt_avtale(sak: Foresporsel) -> Veiledningsavtale | None:
    """The proposal that one side has yet to confirm."""
    avtale = siste_avtale(sak)
    return avtale if avtale and avtale.avlyst is None and not avtale.er_bekreftet else None


def avtale_er_foreslaatt(sak: Foresporsel) -> bool:
    return foreslaatt_avtale(sak) is not None


def kan_bekrefte(bruker: Bruker, sak: Foresporsel) -> Fullmakt | bool | None:
    """The side that did not make the proposal. Where there is none, either: then it is too late, not forbidden."""
    avtale = foreslaatt_avtale(sak)
    if avtale is None:
        return er_part(bruker, sak)
    return er_ansvarlig(bruker, sak) if avtale.foreslaatt_av == Side.MELDER else er_melder(bruker, sak)


def mulige_hos_melder(sak: Foresporsel) -> list[Bruker]:
    """The asker, and whoever is employed in the unit that asks."""
    ansatte = Rolle.objects.gjeldende().filter(type=RolleType.ANSATT, enhet=sak.fra_enhet_id, bruker__is_active=True)
    kolleger = Bruker.objects.filter(pk__in=ansatte.values("bruker")).exclude(pk=sak.melder_id).order_by("navn")
    return [sak.melder, *kolleger]


def mulige_hos_svarer(sak: Foresporsel) -> list[Bruker]:
    """Whoever has it, and the others on the line."""
    folk: dict[UUID, Bruker] = {sak.ansvarlig.pk: sak.ansvarlig} if sak.ansvarlig else {}
    for trinn in vaktlinje(sak):
        for fullmakt in trinn.folk:
            folk.setdefault(fullmakt.bruker.pk, fullmakt.bruker)
    return list(folk.values())


def kan_ha_ansvar_hos_melder(bruker: Bruker, sak: Foresporsel) -> bool:
    return bruker.is_active and bruker in mulige_hos_melder(sak)


def kan_ha_ansvar_hos_svarer(bruker: Bruker, sak: Foresporsel) -> bool:
    """Somebody who could have taken the question."""
    return bool(er_ansvarlig(bruker, sak) or kan_svare(bruker, sak))
