"""Who decides about an answer in the bank: the two sides, then its author; the unit's leader when the author has left."""

from __future__ import annotations

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige

from ..models import Banksvar, Foresporsel
from ..models.bank import BORTE


def har_sluttet(sak: Banksvar) -> bool:
    """The author holds no role any more where the answer came from."""
    dag = timezone.localdate()
    her = Rolle.objects.gjeldende(dag).filter(bruker=sak.forfatter_id, virksomhet=sak.virksomhet_id)
    return not (sak.forfatter.is_active and her.exists())


def ledere_for_svaret(sak: Banksvar) -> list[Fullmakt]:
    """The leaders of the unit that answered, who look after what somebody who has left wrote. Never the asker."""
    return ansvarlige(RolleType.LEDER, virksomhet=sak.virksomhet_id, enhet=sak.enhet_id, unntatt={sak.melder_id})


def er_forvalter(bruker: Bruker, sak: Banksvar) -> Fullmakt | bool | None:
    """The author; when the author has left, the leader of the unit."""
    if not har_sluttet(sak):
        return bruker.is_active and bruker.pk == sak.forfatter_id
    return next((f for f in ledere_for_svaret(sak) if f.bruker.pk == bruker.pk), None)


def samtykker(bruker: Bruker, sak: Banksvar) -> bool:
    """The side that has not yet said yes."""
    mangler_melder = bruker.pk == sak.melder_id and sak.samtykke_melder is None
    mangler_svarer = bruker.pk == sak.forfatter_id and sak.samtykke_svarer is None
    return bruker.is_active and (mangler_melder or mangler_svarer)


def er_side_i_svaret(bruker: Bruker, sak: Banksvar) -> bool:
    """Either of the two it came from."""
    return bruker.is_active and bruker.pk in (sak.forfatter_id, sak.melder_id)


def kan_trekke_svaret(bruker: Bruker, sak: Banksvar) -> Fullmakt | bool | None:
    """Either side may take its consent back; so may whoever looks after the answer."""
    return er_side_i_svaret(bruker, sak) or er_forvalter(bruker, sak)


def leser_banken(bruker: Bruker, sak: Banksvar) -> bool:
    """Anybody who may read it, but for its author: who wrote it corrects it."""
    if not bruker.is_active or bruker.pk == sak.forfatter_id:
        return False
    return Banksvar.objects.synlig_for(bruker).filter(pk=sak.pk).exists()


def kan_til_banken(sak: Foresporsel) -> bool:
    """A general answer that nobody has proposed yet, or whose proposal came to nothing."""
    return not sak.om_enkeltpasient and not sak.banksvar.exclude(tilstand__in=BORTE).exists()
