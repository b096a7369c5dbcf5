"""Forms for sign-in and the person's own pages."""

from helsefellesskap.konto.forms.innlogging import (
    BekreftKode,
    BekreftPassord,
    EndrePassord,
    GlemtPassord,
    Innlogging,
    Kode,
    Nokkelnavn,
    NyNokkel,
    NyttPassord,
    SettPassord,
    SlaaPaaApp,
)

__all__ = [
    "BekreftKode",
    "BekreftPassord",
    "EndrePassord",
    "GlemtPassord",
    "Innlogging",
    "Kode",
    "Nokkelnavn",
    "NyNokkel",
    "NyttPassord",
    "SettPassord",
    "SlaaPaaApp",
]
