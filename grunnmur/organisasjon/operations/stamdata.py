"""Master data of the country and of one cooperation network, read from files. A rerun changes nothing."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from grunnmur.portal.kontekst import glem_helsefellesskap

from ..logo import som_png
from ..models import Bruker, Deltakelse, Helsefellesskap, Logo, Tema, Virksomhet, Virksomhetstype
from ..rules import er_systemadministrator
from .sporbar import krev, sporbar

MAPPE = Path(__file__).resolve().parents[1] / "data"


@sporbar
def last_inn_stamdata(*, utfort_av: Bruker, mappe: Path = MAPPE) -> Counter[str]:
    """Load trusts, municipalities, themes and the network; return how many rows of each kind were written.

    What an administrator has changed in a theme or in the network's own row stays: only a missing row is made.
    """
    krev(utfort_av.er_system or er_systemadministrator(utfort_av))
    antall: Counter[str] = Counter()
    # Owners first, so that whom they own can point at them.
    for rad in sorted(_les_csv(mappe / "helseforetak.csv"), key=lambda rad: rad["eier"] != ""):
        eier = Virksomhet.objects.filter(orgnr=rad["eier"]).first() if rad["eier"] else None
        antall["virksomheter"] += _lagre_virksomhet(
            rad["organisasjonsnummer"], navn=rad["navn"], type=rad["type"], eier=eier
        )
    kommuner = _les_csv(mappe / "kommuner.csv")
    for rad in kommuner:
        antall["virksomheter"] += _lagre_virksomhet(
            rad["organisasjonsnummer"],
            navn=rad["navn"],
            type=Virksomhetstype.KOMMUNE,
            kommunenummer=rad["kommunenummer"],
            helseregion=rad["region"],
        )
    for nummer, rad in enumerate(_les_csv(mappe / "temaer.csv"), start=1):
        felter = {navn: rad[navn] for navn in ("navn_nb", "navn_nn", "kilde")}
        _tema, ny = Tema.objects.get_or_create(kode=rad["kode"], defaults={**felter, "rekkefolge": nummer * 10})
        antall["temaer"] += ny
    antall["deltakelser"] += _last_inn_helsefellesskap(json.loads((mappe / "helsefellesskap.json").read_text()), kommuner)
    return antall


@sporbar
def sett_logo(helsefellesskap: Helsefellesskap, *, bilde: bytes | None, utfort_av: Bruker) -> Logo | None:
    """Use this picture in the header and on documents; None goes back to the portal's own mark.

    Raises `ValidationError` for anything but a PNG or WebP of a reasonable size.
    """
    krev(er_systemadministrator(utfort_av))
    logo = None
    if bilde is None:
        Logo.objects.filter(helsefellesskap=helsefellesskap).delete()
    else:
        png = som_png(bilde)
        verdier = {"png": png, "sha256": hashlib.sha256(png).hexdigest()}
        logo, _ny = Logo.objects.update_or_create(helsefellesskap=helsefellesskap, defaults=verdier)
    glem_helsefellesskap()
    transaction.on_commit(glem_helsefellesskap)
    return logo


def _les_csv(fil: Path) -> list[dict[str, str]]:
    with fil.open(encoding="utf-8", newline="") as strom:
        return list(csv.DictReader(strom))


def _lagre_virksomhet(orgnr: str, **felter: Any) -> int:
    """Make the party, or change only what differs. Returns the number of rows written."""
    virksomhet = Virksomhet.objects.filter(orgnr=orgnr).first()
    if virksomhet is None:
        virksomhet = Virksomhet(orgnr=orgnr, **felter)
        virksomhet.clean_fields()
        virksomhet.save(force_insert=True)
        return 1
    endret = [felt for felt, verdi in felter.items() if getattr(virksomhet, felt) != verdi]
    if not endret:
        return 0
    for felt in endret:
        setattr(virksomhet, felt, felter[felt])
    virksomhet.save(update_fields=[*endret, "sortering"])
    return 1


def _last_inn_helsefellesskap(data: dict[str, Any], kommuner: list[dict[str, str]]) -> int:
    foretak = Virksomhet.objects.get(orgnr=data["helseforetak"])
    helsefellesskap, _ny = Helsefellesskap.objects.get_or_create(
        helseforetak=foretak,
        defaults={
            felt: data[felt]
            for felt in (
                "navn",
                "helseforetak_kortnavn",
                "formaal_nb",
                "formaal_nn",
                "prosedyre",
                "prosedyre_url",
                "purrefrist_virkedager",
            )
        },
    )
    orgnumre = [k["organisasjonsnummer"] for k in kommuner if k["opptaksomraade"] == data["opptaksomraade"]]
    deltakere = Virksomhet.objects.filter(orgnr__in=[data["helseforetak"], *orgnumre])
    # Somebody who has left the network is not brought back by loading the file again.
    nye = deltakere.exclude(deltakelser__helsefellesskap=helsefellesskap)
    fra = date.fromisoformat(data["deltakelse_fra"])
    rader = [Deltakelse(helsefellesskap=helsefellesskap, virksomhet=v, gyldig_fra=fra) for v in nye]
    return len(Deltakelse.objects.bulk_create(rader))
