"""What the database refuses about hospitering, whoever writes it."""

from .avtale import avklaringens_vern, avtalens_vern, periodens_vern, reisens_vern
from .etterpaa import belegget_er_innenfor, erklaeringens_vern, evalueringens_vern, forberedelsens_vern, instruksens_vern
from .soknad import soknadens_vern

__all__ = [
    "avklaringens_vern",
    "avtalens_vern",
    "belegget_er_innenfor",
    "erklaeringens_vern",
    "evalueringens_vern",
    "forberedelsens_vern",
    "instruksens_vern",
    "periodens_vern",
    "reisens_vern",
    "soknadens_vern",
]
