"""Everything that can be done with a question, as pages: address → form, words, operation."""

from . import avgrensning, avtale, bank, behov, frist, traad, utfall, vakt

HANDLINGER = {
    **vakt.HANDLINGER,
    **frist.HANDLINGER,
    **traad.HANDLINGER,
    **avtale.HANDLINGER,
    **avgrensning.HANDLINGER,
    **utfall.HANDLINGER,
    **behov.HANDLINGER,
    **bank.HANDLINGER,
}
