"""Norwegian order for a database without Norwegian collation."""

import unicodedata

_BOKSTAVER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def sorteringsnokkel(tekst: str) -> str:
    """A key that sorts bytewise as Norwegian does: … x y z æ ø å.

    `{`, `|` and `}` follow `z` in ASCII; other accents are dropped.
    """
    liten = unicodedata.normalize("NFC", tekst.casefold()).replace("aa", "å").translate(_BOKSTAVER)
    uten_aksent = "".join(t for t in unicodedata.normalize("NFD", liten) if not unicodedata.combining(t))
    return uten_aksent[:240]
