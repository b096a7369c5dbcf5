"""How an offer compares with what was wished: time, department and site, three marks (S1-I15, S1-I16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..frister import maaned_nr
from ..models import Avdeling, Onske


@dataclass(frozen=True)
class Samsvar:
    """The marks of an offer against the wish it comes nearest to."""

    onske: Onske | None
    tid: bool
    avdeling: bool
    sted: bool

    @property
    def avvik(self) -> bool:
        """Whether the offer differs from every wish in something."""
        return not (self.tid and self.avdeling and self.sted)


def samsvar(onsker: Iterable[Onske], avdelinger: Sequence[Avdeling], start: date) -> Samsvar:
    """Compare with the wish that agrees in most; of two alike, the one wished for first.

    A service in two parts agrees in department and site when every part does.
    """
    alle = [_mot(onske, avdelinger, start) for onske in sorted(onsker, key=lambda o: o.prioritet)]
    return max(alle, key=lambda s: s.tid + s.avdeling + s.sted, default=Samsvar(None, False, False, False))


def i_tide(onske: Onske, start: date) -> bool:
    """Whether a start lies within the wished month and the slack around it."""
    avstand = maaned_nr(start) - maaned_nr(onske.start)
    return -onske.slakk_foer <= avstand <= onske.slakk_etter


def _mot(onske: Onske, avdelinger: Sequence[Avdeling], start: date) -> Samsvar:
    return Samsvar(
        onske=onske,
        tid=i_tide(onske, start),
        avdeling=all(a.pk == onske.avdeling_id for a in avdelinger),
        sted=all(a.sted == onske.avdeling.sted for a in avdelinger),
    )
