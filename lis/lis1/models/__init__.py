from .innstilling import Innstilling
from .kommuneplass import Kommuneplass, Kommuneplasstilstand
from .kull import Kull, Sesong, kommunestart
from .profil import Profil
from .stilling import Kommunepraksis, Stilling, Stillingstilstand

__all__ = [
    "Innstilling",
    "Kommuneplass",
    "Kommuneplasstilstand",
    "Kommunepraksis",
    "Kull",
    "Profil",
    "Sesong",
    "Stilling",
    "Stillingstilstand",
    "kommunestart",
]
