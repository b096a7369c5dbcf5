"""The capacity board."""

from .ledighet import Plassledighet, ledighet

__all__ = ["Plassledighet", "ledighet"]
