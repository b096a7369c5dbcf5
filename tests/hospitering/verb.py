"""What anybody may try in a walk: each verb by its operation, with what it takes chosen by the walk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from grunnmur.organisasjon.models import Bruker
from hospitering import operations as op
from hospitering.innhold import FELTER
from hospitering.models import Aarsak, Soknad
from hospitering.operations import (
    avklaring,
    avtale,
    avtaleskjema,
    evaluering,
    gjennomforing,
    klargjoring,
    kontakt,
    periode,
)

from . import avtaler, lovnader

if TYPE_CHECKING:
    from .vandring import Vandrer

DAG = timedelta(days=1)
SVAR = avtaler.SVAR | {"form": "telefon"}

Verb = Callable[["Vandrer", Soknad, Bruker], Any]

# --- until the reply ---------------------------------------------------------------------------------------------------


def send_inn(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.send_inn(s.pk, **v.som(s, hvem))


def innvilg_egen(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.innvilg_egen(s.pk, **v.som(s, hvem), tariff_bekreftet=v.velg([True, True, True, False]))


def avslaa_egen(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.avslaa_egen(s.pk, **v.som(s, hvem), kommentar="Ikke nå.")


def spor(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.spor_soker(s.pk, **v.som(s, hvem), sporsmaal="Når passer det?")


def svar(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.svar(s.pk, **v.som(s, hvem), svar="Når som helst.")


def bekreft_mottatt(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.bekreft_mottatt(s.pk, **v.som(s, hvem))


def videresend(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.videresend(s.pk, **v.som(s, hvem), vertsenhet=v.velg([v.cast.palliativ, v.cast.akutt]))


def returner(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.returner(s.pk, **v.som(s, hvem), kommentar="Feil sted.")


def send_paa_nytt(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.send_paa_nytt(s.pk, **v.som(s, hvem), vertsvirksomhet=v.cast.sykehus, vertsenhet=v.cast.palliativ)


def innvilg_vert(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.innvilg_vert(s.pk, **v.som(s, hvem))


def avslaa_vert(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.avslaa_vert(s.pk, **v.som(s, hvem), kommentar="Ikke plass.")


def gi_tilbakemelding(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    """The host's part, and the reply."""
    s = op.fyll_vertsdel(s.pk, **v.som(s, hvem), hospiteringsenhet=v.cast.palliativ, **_kontakt(v, v.velg(KONTAKTER)))
    op.gi_tilbakemelding(s.pk, **v.som(s, hvem))


def ny_vurdering(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.be_om_ny_vurdering(s.pk, **v.som(s, hvem), begrunnelse="Se på det igjen.")


def trekk(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.trekk(s.pk, **v.som(s, hvem), aarsak=v.velg(["", *Aarsak.values]))


def endre(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    assert s.periode_til
    til = s.periode_til + v.velg([0, 7]) * DAG
    nytt = v.velg([{"tlf_privat": "+4790000002"}, {"begrunnelse": f"Vi trenger det. {v.naa}"}, {"periode_til": til}])
    op.endre(s.pk, **v.som(s, hvem), felter={navn: getattr(s, navn) for navn in FELTER} | nytt)


# --- the agreement -----------------------------------------------------------------------------------------------------

KONTAKTER = ["kontakt", "kontakt", "vertsleder", "ukjent", "soker"]


def _kontakt(v: Vandrer, kode: str) -> dict[str, Any]:
    epost = v.cast.folk[kode].epost if kode in v.cast.folk else f"{kode}@prove.example"
    return {"kontakt_navn": "Kristin Kontakt", "kontakt_epost": epost, "kontakt_tlf": "+4762000001"}


def _perioden(v: Vandrer, s: Soknad) -> dict[str, Any]:
    """Near what was wished for, mostly; sometimes past it, or not a period at all."""
    assert s.periode_fra and s.periode_til
    forst = max(s.periode_fra, v.idag) + v.velg([0, 0, 0, 1, 3, 9, -1]) * DAG
    til = forst + v.velg([0, 4, 4, 10, 18, -2]) * DAG
    return {"fra": forst, "til": til, "evaluering_tidspunkt": avtaler.kl(til + v.velg([0, 1, 1, 5, -1]) * DAG, 14)}


def _punktene(v: Vandrer, s: Soknad) -> dict[str, Any]:
    assert s.periode_fra
    forst = max(s.periode_fra, v.idag)
    form = v.velg(["elektronisk", "elektronisk", "papir"])
    naar = v.velg([v.idag, forst, forst + 30 * DAG])
    return {"ansvar": True, "taushet_form": form, "taushet_naar": naar, "instruks_naar": v.idag}


def avklar(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avklaring.avklar(s.pk, **v.som(s, hvem), **_punktene(v, s))


def avklar_og_foresla(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avtaleskjema.avklar_og_foresla(s.pk, **v.som(s, hvem), **_punktene(v, s), **_perioden(v, s))


def foresla(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.foresla_periode(s.pk, **v.som(s, hvem), **_perioden(v, s))


def bekreft(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.bekreft_periode(s.pk, **v.som(s, hvem))


def avslaa_periode(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.avslaa_periode(s.pk, **v.som(s, hvem))


def avgjor_periode(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.avgjor_periode(s.pk, **v.som(s, hvem), godkjent=v.velg([True, True, False]))


def trekk_forslag(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.trekk_forslag(s.pk, **v.som(s, hvem))


def foresla_reise(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avtale.foresla_reise(s.pk, **v.som(s, hvem), dekning=v.velg(["dekkes", "delvis"]), merknad=lovnader.HEMMELIG)


def bekreft_reise(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avtale.bekreft_reise(s.pk, **v.som(s, hvem))


def inngaa(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avtale.inngaa_avtale(s.pk, **v.som(s, hvem))


def bytt_kontakt(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    kontakt.bytt_kontakt(s.pk, **v.som(s, hvem), **_kontakt(v, v.velg(KONTAKTER)))


# --- the ready gate ----------------------------------------------------------------------------------------------------


def signer(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    klargjoring.signer_taushet(s.pk, **v.som(s, hvem))


def motta_papir(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    klargjoring.motta_taushet(s.pk, **v.som(s, hvem), underskrevet=v.idag + v.velg([0, 0, 1]) * DAG)


def les(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    klargjoring.les_instruks(s.pk, **v.som(s, hvem))


def forbered(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    rader = list(s.forberedelser.filter(gjort=None) if v.velg([True, True, False]) else s.forberedelser.all())
    egne = [r for r in rader if (r.ansvarlig == "hospitant") == (hvem.pk == s.soker_id)] or rader
    if not egne:
        raise LookupError
    klargjoring.forbered(s.pk, **v.som(s, hvem), forberedelse=v.velg(egne).pk)


def angre(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    gjorte = list(s.forberedelser.exclude(gjort=None))
    if not gjorte:
        raise LookupError
    klargjoring.angre_forberedelse(s.pk, **v.som(s, hvem), forberedelse=v.velg(gjorte).pk)


# --- running and change ------------------------------------------------------------------------------------------------


def utsett(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.foresla_periode(s.pk, **v.som(s, hvem), **_perioden(v, s), art="utsatt", aarsak="tidspunkt")


def kort_ned(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    med = getattr(s, "avtale", None)
    if med is None or med.fra is None:
        raise LookupError
    til = med.til - v.velg([0, 1, 3]) * DAG
    fra = med.fra + v.velg([0, 0, 1]) * DAG
    naar = {"fra": fra, "til": til, "evaluering_tidspunkt": avtaler.kl(til + DAG)}
    periode.foresla_periode(s.pk, **v.som(s, hvem), **naar, art="kortet", aarsak="bemanning")


def avlys(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    gjennomforing.avlys(s.pk, **v.som(s, hvem), aarsak=v.velg(["kapasitet", "annet", ""]))


def kvitter(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    gjennomforing.kvitter(s.pk, **v.som(s, hvem))


def start_selv(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    gjennomforing.start(s.pk, **v.som(s, hvem))


def lever(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    evaluering.lever_evaluering(s.pk, **v.som(s, hvem), svar=SVAR, frigi_ord=v.velg([True, False]))


def frafall(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    side = v.velg(["hospitant", "vert"])
    evaluering.frafall(s.pk, **v.som(s, hvem), side=side, grunn=v.velg(["sluttet", "annet"]), merknad=v.velg(["", "Ferie."]))


def frigi(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    evaluering.frigi(s.pk, **v.som(s, hvem), side=v.velg(["hospitant", "vert"]), ja=v.velg([True, False]))
