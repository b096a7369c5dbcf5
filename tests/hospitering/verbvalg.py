"""Who tries which verb, and in which state; and what people and places do meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils import timezone

from grunnmur.organisasjon.models import Rolle, RolleType, Stedfortreder
from hospitering.models import Enhetsprofil

from .verb import (
    DAG,
    Verb,
    angre,
    avgjor_periode,
    avklar,
    avklar_og_foresla,
    avlys,
    avslaa_egen,
    avslaa_periode,
    avslaa_vert,
    bekreft,
    bekreft_mottatt,
    bekreft_reise,
    bytt_kontakt,
    endre,
    forbered,
    foresla,
    foresla_reise,
    frafall,
    frigi,
    gi_tilbakemelding,
    inngaa,
    innvilg_egen,
    innvilg_vert,
    kort_ned,
    kvitter,
    les,
    lever,
    motta_papir,
    ny_vurdering,
    returner,
    send_inn,
    send_paa_nytt,
    signer,
    spor,
    start_selv,
    svar,
    trekk,
    trekk_forslag,
    utsett,
    videresend,
)

if TYPE_CHECKING:
    from .vandring import Vandrer

# --- people and places -------------------------------------------------------------------------------------------------


def _slutter(kode: str) -> Callable[[Vandrer], None]:
    def slutter(v: Vandrer) -> None:
        """The leader is no longer one; whoever leads above answers."""
        igaar = timezone.localdate() - DAG
        for rolle in Rolle.objects.filter(bruker=v.cast.folk[kode], type=RolleType.LEDER, gyldig_til=None):
            rolle.gyldig_til = igaar
            rolle.save()

    return slutter


def _begynner_igjen(v: Vandrer) -> None:
    for rolle in Rolle.objects.filter(type=RolleType.LEDER).exclude(gyldig_til=None):
        rolle.gyldig_til = None
        rolle.save()


def _stedfortreder(v: Vandrer) -> None:
    """Stine stands in for a leader, on one side or the other."""
    hos = v.velg(["leder", "vertsleder"])
    rolle = Rolle.objects.filter(bruker=v.cast.folk[hos], type=RolleType.LEDER, gyldig_til=None).first()
    if rolle and not Stedfortreder.objects.filter(rolle=rolle).exists():
        v.cast.stedfortreder_for("stedfortreder", rolle)


def _annen_kapasitet(v: Vandrer) -> None:
    Enhetsprofil.objects.update(kapasitet=v.velg([0, 1, 2, 3, None]))


FOLK: list[Callable[[Vandrer], None]] = [
    _slutter("leder"), _slutter("vertsleder"), _begynner_igjen, _stedfortreder, _stedfortreder, _annen_kapasitet,
    _annen_kapasitet,
]  # fmt: skip

EGEN, MOTTAK, VERTEN = ["leder", "leder", "overleder", "stedfortreder"], ["mottak"], ["vertsleder", "divisjonsleder"]
VERT = ["kontakt", "kontakt", "kontakt", "vertsleder", "stedfortreder"]
SOKER = ["soker"]
BEGGE = [*SOKER, *SOKER, "kontakt", "kontakt", "vertsleder"]
HVEM: dict[Verb, list[str]] = {
    verb: hvem
    for hvem, verbene in [
        (SOKER, (send_inn, svar, trekk, endre, ny_vurdering, signer)),
        (EGEN, (innvilg_egen, avslaa_egen, send_paa_nytt, avgjor_periode)),
        (MOTTAK, (bekreft_mottatt, videresend, returner)),
        (VERTEN, (innvilg_vert, avslaa_vert, gi_tilbakemelding)),
        ([*EGEN, *VERTEN], (spor,)),
        (VERT, (avklar, avklar_og_foresla, inngaa, bytt_kontakt, motta_papir)),
        ([*SOKER, "leder"], (foresla_reise, bekreft_reise)),
        ([*VERT, "leder"], (avlys,)),
        (BEGGE, (foresla, bekreft, avslaa_periode, trekk_forslag, les, forbered, angre, utsett, kort_ned, kvitter)),
        (BEGGE, (start_selv, lever, frigi)),
        ([*SOKER, "kontakt", "leder"], (frafall,)),
    ]
    for verb in verbene
}
ALLE: list[Verb] = list(HVEM)
PERIODENE: list[Verb] = [bekreft, bekreft, avslaa_periode, avgjor_periode, avgjor_periode, trekk_forslag]
VANLIGST: dict[str, list[Verb]] = {
    "utkast": [send_inn],
    "innsendt": [innvilg_egen, innvilg_egen, innvilg_egen, avslaa_egen, spor, endre],
    "mangler_svar": [svar, svar, endre],
    "avslaatt_egen": [ny_vurdering],
    "oversendt": [bekreft_mottatt, bekreft_mottatt, videresend, returner, endre],
    "returnert": [send_paa_nytt, send_paa_nytt, endre],
    "mottatt": [innvilg_vert, innvilg_vert, avslaa_vert, avslaa_vert, spor, returner, videresend],
    "avslaatt_vert": [ny_vurdering],
    "innvilget_vert": [gi_tilbakemelding, gi_tilbakemelding, endre],
    "avtale_under_arbeid": [
        avklar, avklar_og_foresla, avklar_og_foresla, foresla, *PERIODENE, foresla_reise, bekreft_reise, bekreft_reise,
        inngaa, inngaa, inngaa, bytt_kontakt, endre, avlys, trekk,
    ],
    "avtale_inngaatt": [
        signer, signer, motta_papir, les, les, les, forbered, forbered, forbered, angre, bytt_kontakt, utsett, kort_ned,
        *PERIODENE, avlys, trekk,
    ],
    "klar": [utsett, kort_ned, bytt_kontakt, angre, *PERIODENE, start_selv, trekk, avlys],
    "paagaar": [kort_ned, bekreft, bekreft, avgjor_periode, avlys, bytt_kontakt],
    "gjennomfort": [lever, lever, lever, frafall, frafall, frigi, bytt_kontakt],
    "evaluert": [frigi],
    "avlyst": [kvitter],
    "trukket": [kvitter],
}  # fmt: skip
SVARER: dict[str, Verb] = {
    "leder_egen": innvilg_egen, "svar": svar, "mottak": bekreft_mottatt, "returnert": send_paa_nytt,
    "leder_vert": innvilg_vert, "vertsdel": gi_tilbakemelding, "avtale_forslag": avklar_og_foresla, "periode_svar": bekreft,
    "periode_leder": avgjor_periode, "reise": foresla_reise, "reise_svar": bekreft_reise, "inngaa_avtale": inngaa,
    "taushet": signer, "taushet_papir": motta_papir, "instruks": les, "forbered": forbered, "ikke_startet": utsett,
    "kvitter": kvitter, "evaluer": lever, "evaluering_utlopt": lever,
}  # fmt: skip
