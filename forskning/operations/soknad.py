"""Applications for external money: sent when the project is anchored, or with the reason that it is not (S1-F04, S4-F01)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.saksgang.overgang import Overgang
from grunnmur.utvalg.operations.folger import sekretaerene

from .. import overganger as o
from .. import rules
from ..models import Forankring, Prosjekt, Soknad, Soknadsutfall, Uforankretgrunn
from .folger import koordinatorer, partnernes_folk, prosjektets_folk, si_fra
from .forankring import lukk_forankringen

FELTER = ("finansior", "belop", "sendt", "med_logo")


@operasjon
def send_soknad(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Soknad:
    """The application is sent, and the project was anchored before it was."""
    naa = naa or timezone.now()
    sak = Prosjekt.objects.laas(pk, versjon)
    soknad = None
    if _kan(o.SEND_SOKNAD, utfort_av, sak):
        soknad = _soknaden(sak, utfort_av, felter, naa)
        soknad.forankring = siste_forankring(sak)
        if sak.forankret and soknad.sendt < sak.forankret:
            foer = _("Prosjektet ble forankret %(dag)s. Ble søknaden sendt før det, må dere si hvorfor.")
            raise ValidationError({"sendt": [foer % {"dag": dato(sak.forankret)}]})
        soknad.save(force_insert=True)
    hendelse = flytt(sak, o.SEND_SOKNAD, utfort_av=utfort_av, naa=naa)
    assert soknad is not None  # noqa: S101  flytt lets through exactly what `_kan` did
    til = [*prosjektets_folk(sak), *partnernes_folk(sak)]
    si_fra(sak, hendelse, "soknad_sendt", til, av=utfort_av.navn, dag=soknad.sendt.isoformat())
    return soknad


@operasjon
def send_uforankret(
    pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Soknad:
    """It is sent without being anchored: possible with a reason, which the committee's secretary and FoU coordinators get.

    `felter` has `uforankret_grunn` and `uforankret_tekst` too. What waits for the committee is taken back.
    """
    naa = naa or timezone.now()
    sak = Prosjekt.objects.laas(pk, versjon)
    soknad, organ = None, _organet(sak)
    if _kan(o.SEND_UFORANKRET, utfort_av, sak):
        if sak.studenter is None:
            raise ValidationError(_("Vurder om studenter kan være med. Det gjør du under «Rediger»."))
        soknad = _soknaden(sak, utfort_av, felter, naa)
        soknad.uforankret_grunn = felter["uforankret_grunn"]
        soknad.uforankret_tekst = felter["uforankret_tekst"]
        if soknad.uforankret_grunn not in Uforankretgrunn.values:
            raise ValidationError({"uforankret_grunn": [_("Velg hvorfor søknaden ikke er forankret.")]})
        if not soknad.uforankret_tekst.strip():
            raise ValidationError({"uforankret_tekst": [_("Skriv hvorfor søknaden ikke er forankret.")]})
        soknad.save(force_insert=True)
    grunn = soknad.uforankret_grunn if soknad else ""
    hendelse = flytt(sak, o.SEND_UFORANKRET, utfort_av=utfort_av, felter={"forankret": None}, data={"grunn": grunn}, naa=naa)
    assert soknad is not None  # noqa: S101  as above
    lukk_forankringen(sak, hendelse)
    sekretaerer = sekretaerene(organ, lokal_dato(naa)) if organ else []
    til = [*sekretaerer, *koordinatorer(), *prosjektets_folk(sak), *partnernes_folk(sak)]
    si_fra(sak, hendelse, "soknad_uforankret", som_ser(sak, til), av=utfort_av.navn, grunn=grunn)
    return soknad


@operasjon
def faa_midler(
    pk: UUID, *, utfort_av: Bruker, versjon: int, dag: date, belop: int | None = None, naa: datetime | None = None
) -> Soknad:
    """The funder said yes: the project runs."""
    sak, soknad, hendelse = _svar(pk, versjon, o.FAA_MIDLER, Soknadsutfall.INNVILGET, utfort_av, dag, naa, belop=belop)
    si_fra(sak, hendelse, "soknad_innvilget", [*prosjektets_folk(sak), *partnernes_folk(sak)])
    return soknad


@operasjon
def faa_avslag(pk: UUID, *, utfort_av: Bruker, versjon: int, dag: date, naa: datetime | None = None) -> Soknad:
    """The funder said no: the parties talk it over again. Another application is anchored anew."""
    sak, soknad, hendelse = _svar(pk, versjon, o.FAA_AVSLAG, Soknadsutfall.AVSLAG, utfort_av, dag, naa)
    si_fra(sak, hendelse, "soknad_avslag", [*prosjektets_folk(sak), *partnernes_folk(sak)])
    return soknad


@operasjon
def trekk_soknad(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """Take the application back from the funder."""
    dag = lokal_dato(naa or timezone.now())
    _sak, soknad, _hendelse = _svar(pk, versjon, o.TREKK_SOKNAD, Soknadsutfall.TRUKKET, utfort_av, dag, naa)
    return soknad


def _svar(
    pk: UUID, versjon: int, verb: Overgang, utfall: str, utfort_av: Bruker, dag: date, naa: datetime | None, *,
    belop: int | None = None,
) -> tuple[Prosjekt, Soknad, Hendelse]:  # fmt: skip
    naa = naa or timezone.now()
    sak = Prosjekt.objects.laas(pk, versjon)
    soknad = sak.soknader.filter(utfall="").first()
    if soknad and _kan(verb, utfort_av, sak):
        if not soknad.sendt <= dag <= lokal_dato(naa):
            mellom = _("Velg en dag fra %(sendt)s, da søknaden ble sendt, til i dag.")
            raise ValidationError({"dag": [mellom % {"sendt": dato(soknad.sendt)}]})
        soknad.utfall, soknad.utfall_dato, soknad.innvilget_belop = utfall, dag, belop
        soknad.save(update_fields=["utfall", "utfall_dato", "innvilget_belop"])
    felter = {"forankret": None} if verb.til != o.FAA_MIDLER.til else {}
    hendelse = flytt(sak, verb, utfort_av=utfort_av, felter=felter, naa=naa)
    assert soknad is not None  # noqa: S101  the database keeps an application beside this state
    return sak, soknad, hendelse


def _kan(verb: Overgang, bruker: Bruker, sak: Prosjekt) -> bool:
    """What `flytt` will say, asked before the rows it leans on are written."""
    return bool(verb.tillatt(bruker, sak)) and sak.tilstand in verb.fra and (verb.vilkaar is None or verb.vilkaar(sak))


def _soknaden(sak: Prosjekt, utfort_av: Bruker, felter: dict[str, Any], naa: datetime) -> Soknad:
    soknad = Soknad(prosjekt=sak, utlysning=sak.utlysning, sendt_av=utfort_av, **{n: felter[n] for n in FELTER})
    if soknad.sendt > lokal_dato(naa):
        raise ValidationError({"sendt": [_("Velg en dag som ikke er i framtiden. Registrer søknaden når den er sendt.")]})
    if not soknad.finansior.strip():
        raise ValidationError({"finansior": [_("Skriv hvem dere søker midler hos.")]})
    return soknad


def siste_forankring(sak: Prosjekt) -> Forankring | None:
    """The committee's yes that the project stands on."""
    siste = sak.forankringer.select_related("organ").order_by("-sendt").first()
    return siste if siste and siste.ankrer else None


def _organet(sak: Prosjekt) -> Any:
    siste = sak.forankringer.select_related("organ").order_by("-sendt").first()
    return siste.organ if siste else rules.det_strategiske_utvalget()


def som_ser(sak: Prosjekt, folk: Iterable[Bruker]) -> list[Bruker]:
    """Those of them that see the project: a restricted one is not told of to others."""
    unike = {b.pk: b for b in folk}
    if not sak.er_begrenset:
        return list(unike.values())
    return [b for b in unike.values() if Prosjekt.objects.synlig_for(b).filter(pk=sak.pk).exists()]
