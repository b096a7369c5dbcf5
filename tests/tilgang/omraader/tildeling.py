"""A round with three candidates, and beside it criteria, a doctor with a place and a place left over, state by state.

`statsforvalter` leads LIS1-utvalget, `kommuneoverlege` and `koordinator` sit there, `hamarkontakt` is deputy for
`kommuneoverlege`, `organsekretaer` its secretary. `vara` is a deputy whom the committee has ruled out of the round.
`lis1lege` is a candidate with an account, the two others have none. Beside it all is in Gjøvik.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grunnmur.saksgang.models import Lagretfilter
from lis.lege.models import Lege
from lis.tildeling.models import Forslag, Habilitet, Kriterier, Restplass, Runde, Tildeling
from lis.tildeling.operations import habilitet, publisering, vedtak
from lis.tildeling.operations import kriterier as kriterieop
from lis.tildeling.operations import restplass as restplassop
from tests.lis1.folk import Lis1Cast
from tests.lis1.folk import bygg_paa as bygg_lis1_paa
from tests.rollebesetning import Cast
from tests.tildeling import tildelinger, tilstander
from tests.tildeling.folk import OPPSTART, TildelingsCast, bygg_paa
from tests.tildeling.tilstander import ny
from tests.tilgang import omraader
from tests.tilgang.omraader import Ting

TILSTANDER = ("behandles", "planlagt", "aapen", "underskrift", "vedtatt", "publisert")
FREMMEDE = ("utenfor", *(rolle for rolle in omraader.ROLLER if rolle not in ("anonym", "utenfor")), "utenkontakt")
ROLLER = (
    "anonym", "fremmed", "koordinator", "statsforvalter", "kommuneoverlege", "hamarkontakt", "organsekretaer", "vara",
    "kommunekontakt", "rhf", "lis1lege",
)  # fmt: skip
VARIANTER = {"tildeling:forslag_fil": ("inndata", "resultat")}
LEGER = ("lis1lege", "kandidat2", "kandidat3")


def lag(cast: Cast, tilstand: str) -> Ting:
    lis = _folk(cast)
    argumenter: dict[str, dict[str, Any]] = {}
    saker = SITUASJONER[tilstand](lis)
    for sak in saker:
        argumenter |= _stier(lis, sak)
    if tilstand == TILSTANDER[0]:
        filter_ = Lagretfilter.objects.create(
            bruker=lis.koordinator, liste="tildeling.tildelinger", navn="Alle", sporring="q=alle"
        )
        argumenter["tildeling:tildelinger_slett"] = {"pk": filter_.pk}
    return Ting(argumenter, tuple(saker))


def _folk(cast: Cast) -> TildelingsCast:
    """Those of LIS1 are there already where its area is built on the same cast."""
    if "lis1lege" in cast.folk:
        lege = Lege.objects.get(bruker=cast.lis1lege)
        grunn = Lis1Cast(**cast.__dict__, leger={"lis1lege": lege})
    else:
        grunn = bygg_lis1_paa(cast)
    return bygg_paa(grunn, utvalg="Fordelingsutvalget for LIS1")  # the first by name, where others have theirs


# --- the round --------------------------------------------------------------------------------------------------------


def _kriterier(lis: TildelingsCast) -> Kriterier:
    """Adopted, with a criterion and a group."""
    sak = tilstander.utkast(lis)
    alt: dict[str, Any] = {"utfort_av": lis.koordinator}
    kriterieop.sett_kriterium(sak.pk, **alt, versjon=ny(sak).versjon, navn="Norskprøve", forklaring="", hoyest=3)
    kriterieop.sett_gruppe(sak.pk, **alt, versjon=ny(sak).versjon, navn="Distriktsavtale", forklaring="")
    return tilstander.gjeldende(lis, sak)


def _runde(lis: TildelingsCast, lag: Callable[..., Runde], **andre: Any) -> Runde:
    """Two places in Gjøvik and one in Hamar, three candidates; `vara` is ruled out."""
    for sted in (lis.gjovik, lis.gjovik, lis.hamar):
        lis.plass(sted)
    sak = lag(lis, *LEGER, kriterier=_kriterier(lis), **andre)
    rad = _meld(lis, sak, "vara")
    habilitet.avgjor(sak.pk, utfort_av=lis.statsforvalter, versjon=ny(sak).versjon, habilitet=rad.pk, utfall="inhabil")
    return ny(sak)


def _meld(lis: TildelingsCast, sak: Runde, kode: str) -> Habilitet:
    return habilitet.meld(sak.pk, utfort_av=lis.folk[kode], versjon=ny(sak).versjon, grunn="naerstaaende")


def _til_behandling(lis: TildelingsCast) -> Runde:
    return _runde(lis, tilstander.til_behandling, onsker={"lis1lege": [lis.gjovik], "kandidat2": [lis.hamar]})


def _til_underskrift(lis: TildelingsCast) -> list[Any]:
    runde = _til_behandling(lis)
    forslag = tilstander.beregnet(lis, runde)
    deltakere = {lis.verv(k).pk: lis.folk[k].pk for k in ("statsforvalter", "kommuneoverlege", "koordinator")}
    vedtak.til_underskrift(
        runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, forslag=forslag.pk, deltakere=deltakere
    )
    return [ny(runde), ny(forslag)]


# --- the situations ---------------------------------------------------------------------------------------------------


def behandles(lis: TildelingsCast) -> list[Any]:
    """A proposal is computed and an interest is open. Beside it a draft, a doctor not hired yet, and a free place."""
    tildelt = tildelinger.tildelt(lis, "kandidat4")
    ledig = restplassop.oppstaa(lis.plass(), utfort_av=tilstander.system(), fra=OPPSTART)
    runde = _til_behandling(lis)
    _meld(lis, runde, "hamarkontakt")
    forslag = tilstander.beregnet(lis, runde)
    return [ny(runde), forslag, tilstander.utkast(lis), tildelt, ledig]


def planlagt(lis: TildelingsCast) -> list[Any]:
    """Nobody outside the committee knows of it."""
    return [_runde(lis, tilstander.planlagt)]


def aapen(lis: TildelingsCast) -> list[Any]:
    """Open for wishes; `lis1lege` has delivered. Beside it the adopted criteria."""
    runde = _runde(lis, tilstander.aapen, onsker={"lis1lege": [lis.gjovik]})
    return [runde, runde.kriterier]


def underskrift(lis: TildelingsCast) -> list[Any]:
    return _til_underskrift(lis)


def vedtatt(lis: TildelingsCast) -> list[Any]:
    runde, forslag = _til_underskrift(lis)
    for kode in ("statsforvalter", "kommuneoverlege", "koordinator"):
        vedtak.signer(runde.pk, utfort_av=lis.folk[kode], versjon=ny(runde).versjon)
    return [ny(runde), ny(forslag)]


def publisert(lis: TildelingsCast) -> list[Any]:
    """`lis1lege` has got a place in Gjøvik, another doctor one in Hamar, and a place in Gjøvik is left over."""
    runde, forslag = vedtatt(lis)
    publisering.publiser(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    mitt = Tildeling.objects.get(lege__bruker=lis.lis1lege)
    return [ny(runde), ny(forslag), mitt, Restplass.objects.get()]


SITUASJONER: dict[str, Callable[[TildelingsCast], list[Any]]] = {
    f.__name__: f for f in (behandles, planlagt, aapen, underskrift, vedtatt, publisert)
}


# --- what the paths point at ------------------------------------------------------------------------------------------

OM_RUNDEN = (
    "runde", "runde_endre", "runde_hent", "runde_aapne", "runde_lukk", "runde_avlys", "kandidat_ny", "onsker",
    "reservasjoner", "grupper", "poeng", "forslagsliste", "forslag_ny", "forslag_sammenlign", "meld_habilitet",
    "paa_sakslisten", "til_underskrift", "vedtaket", "signer", "send_tilbake", "ta_opp_igjen", "sett_tid", "publiser",
    "rundeprotokoll", "resultat",
)  # fmt: skip
OM_KANDIDATEN = ("kandidat_ut", "kandidat_inn", "onsk_for", "poeng_kandidat")
OM_FORSLAGET = ("forslag", "forslag_beregn", "forslag_forkast", "forslag_etterprov")
OM_KRITERIENE = (
    "kriterier", "kriterier_endre", "kriterium_ny", "kriteriegruppe_ny", "kriterier_legg_fram", "kriterier_trekk_tilbake",
    "kriterier_forkast",
)  # fmt: skip
OM_TILDELINGEN = (
    "tildeling", "tildeling_ansett", "tildeling_forsinkelse", "tildeling_fravaer", "tildeling_frafall", "tildeling_kvitter",
)  # fmt: skip
OM_RESTPLASSEN = (
    "restplass", "restplass_ansvar", "restplass_utlys", "restplass_avtal", "restplass_besett", "restplass_lukk",
)  # fmt: skip


def _stier(lis: TildelingsCast, sak: Any) -> dict[str, dict[str, Any]]:
    pk = {"pk": sak.pk}
    svar: dict[str, dict[str, Any]] = {}
    match sak:
        case Runde():
            rad = sak.habilitet.order_by("-utfall", "meldt").last()
            svar = dict.fromkeys(OM_RUNDEN, pk) | dict.fromkeys(OM_KANDIDATEN, pk | _tredje(lis, sak))
            svar["avgjor_habilitet"] = pk | {"habilitet": rad.pk}
        case Forslag():
            svar = dict.fromkeys(OM_FORSLAGET, pk)
            svar |= {f"forslag_fil#{del_}": pk | {"del_": del_} for del_ in VARIANTER["tildeling:forslag_fil"]}
            svar |= dict.fromkeys(("forslag_kandidat", "forslag_endre"), pk | _tredje(lis, sak.runde))
        case Kriterier():
            gruppe = pk | {"gruppe": sak.grupper.get().pk}
            svar = dict.fromkeys(OM_KRITERIENE, pk)
            svar |= dict.fromkeys(("kriterium", "kriterium_fjern"), pk | {"nummer": 1})
            svar |= dict.fromkeys(("kriteriegruppe", "kriteriegruppe_fjern"), gruppe)
        case Tildeling():
            svar = dict.fromkeys(OM_TILDELINGEN, pk)
        case Restplass():
            svar = dict.fromkeys(OM_RESTPLASSEN, pk)
    return {f"tildeling:{navn}": stien for navn, stien in svar.items()}


def _tredje(lis: TildelingsCast, runde: Runde) -> dict[str, Any]:
    """The candidate without an account."""
    return {"kandidat": runde.kandidater.get(lege=lis.lege("kandidat3")).pk}
