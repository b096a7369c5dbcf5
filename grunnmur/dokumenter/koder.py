"""Verification codes: short enough to type from paper, too many to guess."""

import secrets

ALFABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, so that a code read from paper has one reading."""

LENGDE = 12
_LESES_SOM = str.maketrans("OIL", "011")


def ny_kode() -> str:
    """Twelve characters, sixty random bits."""
    return "".join(secrets.choice(ALFABET) for _ in range(LENGDE))


def les_kode(tekst: str) -> str:
    """What somebody typed, as it is stored: capitals, no hyphens or spaces, look-alikes settled."""
    return "".join(tegn for tegn in tekst.upper() if tegn.isalnum()).translate(_LESES_SOM)


def vis_kode(kode: str) -> str:
    """«K7QF-2MXW-9TRA»."""
    return "-".join(kode[i : i + 4] for i in range(0, len(kode), 4))
