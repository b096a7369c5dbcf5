"""The period: proposed by one side, confirmed by the other, and by the own leader where it was not granted (S1-S40)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, krev, operasjon, signer

from .. import overganger as o
from ..models import (
    BINDENDE,
    Aarsak,
    Avtale,
    Form,
    Periodeart,
    Periodeforslag,
    Periodetilstand,
    Punkt,
    Side,
    Soknad,
    Tilstand,
)
from ..rules.avtale import side_til
from ..tekster import avtale as tekster
from .avklaring import avklar_punkter, lukk_naar_verten_har_svart, spor_inngaaelse
from .belegg import ta_ukene
from .folger import er_spurt, folk_paa, si_fra, spor_leder_egen, spor_side
from .gjennomforing import spor_igjen_om_start
from .klargjoring import spor_klargjoring

P = Periodetilstand
VERB = {Periodeart.FORSTE: o.FORESLA_PERIODE, Periodeart.UTSATT: o.UTSETT, Periodeart.KORTET: o.KORT_NED}


@operasjon
def foresla_periode(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    fra: date,
    til: date,
    evaluering_tidspunkt: datetime,
    evaluering_form: str = Form.DIGITAL,
    art: str = Periodeart.FORSTE,
    aarsak: str = "",
    naa: datetime | None = None,
) -> Soknad:
    """One side proposes when it is held and when it is evaluated; a proposal that waited is replaced (S1-H09, S1-H21).

    `art` says whether it is the agreed period, or one that postpones or shortens it. Raises `ValidationError` by field.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet").laas(soknad_id, versjon)
    krev(soknad, VERB[Periodeart(art)], utfort_av=utfort_av)
    _kontroller(soknad, fra, til, evaluering_tidspunkt, Periodeart(art), aarsak, dag=lokal_dato(naa))
    data = {"fra": fra.isoformat(), "til": til.isoformat(), "aarsak": aarsak}
    hendelse = flytt(soknad, VERB[Periodeart(art)], utfort_av=utfort_av, data=data, naa=naa)
    side = side_til(utfort_av, soknad) or Side.VERT  # `flytt` has asked whether it is either
    soknad.avtale.perioder.filter(tilstand__in=[P.FORESLATT, P.HOS_LEDER]).update(tilstand=P.ERSTATTET)
    forslag = Periodeforslag.objects.create(
        avtale=soknad.avtale,
        art=art,
        aarsak=aarsak,
        fra=fra,
        til=til,
        evaluering_tidspunkt=evaluering_tidspunkt,
        evaluering_form=evaluering_form,
        side=side,
        foreslatt_av=utfort_av,
        foreslatt=naa,
    )
    signer(hendelse, _innhold(soknad, forslag))
    lukk_oppgaver(soknad, hendelse, tekster.PERIODE_SVAR, tekster.PERIODE_LEDER, tekster.INNGAA, tekster.IKKE_STARTET)
    lukk_naar_verten_har_svart(soknad, hendelse)
    motpart = Side.HOSPITANT if side == Side.VERT else Side.VERT
    spor_side(soknad, motpart, tekster.PERIODE_SVAR, hendelse, mal="periode_foreslatt")
    return soknad


@operasjon
def bekreft_periode(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The other side confirms; outside what was granted the own leader is asked before it applies."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.BEKREFT_PERIODE, utfort_av=utfort_av, naa=naa)
    forslag = soknad.avtale.perioder.select_for_update().get(tilstand=P.FORESLATT)
    _krev_at_den_er_foran(soknad, forslag, lokal_dato(naa))
    signer(hendelse, _innhold(soknad, forslag))
    forslag.besvart_av, forslag.besvart = utfort_av, naa
    lukk_oppgaver(soknad, hendelse, tekster.PERIODE_SVAR)
    if er_innvilget(soknad, forslag):
        _la_gjelde(soknad, forslag, hendelse)
    else:
        forslag.tilstand = P.HOS_LEDER
        forslag.save()
        spor_leder_egen(soknad, hendelse, type=tekster.PERIODE_LEDER, mal="periode_til_leder")
    return soknad


@operasjon
def avslaa_periode(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The other side does not accept; what was agreed before still applies."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.AVSLAA_PERIODE, utfort_av=utfort_av, naa=naa)
    forslag = soknad.avtale.perioder.select_for_update().get(tilstand=P.FORESLATT)
    forslag.besvart_av, forslag.besvart, forslag.tilstand = utfort_av, naa, P.AVSLATT
    forslag.save()
    _falt_bort(soknad, hendelse)
    return soknad


@operasjon
def avgjor_periode(
    soknad_id: UUID, *, utfort_av: Bruker, versjon: int, godkjent: bool, naa: datetime | None = None
) -> Soknad:
    """The own leader says whether a period outside what was granted may apply.

    Raises `ValidationError` when it is for the host that this person has proposed or confirmed it.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.GODKJENN_PERIODE if godkjent else o.NEKT_PERIODE, utfort_av=utfort_av, naa=naa)
    forslag = soknad.avtale.perioder.select_for_update().get(tilstand=P.HOS_LEDER)
    if utfort_av.pk in (forslag.foreslatt_av_id, forslag.besvart_av_id):
        raise ValidationError(
            _("Du har foreslått eller bekreftet perioden for vertsenheten, så en annen leder hos arbeidsgiveren må svare.")
        )
    if godkjent:
        _krev_at_den_er_foran(soknad, forslag, lokal_dato(naa))
    signer(hendelse, _innhold(soknad, forslag) | {"godkjent": godkjent})
    forslag.leder, forslag.leder_svarte = utfort_av, naa
    lukk_oppgaver(soknad, hendelse, tekster.PERIODE_LEDER)
    if godkjent:
        _la_gjelde(soknad, forslag, hendelse)
    else:
        forslag.tilstand = P.AVSLATT
        forslag.save()
        _falt_bort(soknad, hendelse)
    return soknad


@operasjon
def trekk_forslag(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """Whoever proposed takes it back; what was agreed before still applies."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.TREKK_FORSLAG, utfort_av=utfort_av, naa=naa)
    forslag = soknad.avtale.perioder.select_for_update().get(tilstand=P.FORESLATT)
    forslag.tilstand = P.ERSTATTET
    forslag.save()
    _falt_bort(soknad, hendelse, mal="periode_trukket")
    return soknad


def er_innvilget(soknad: Soknad, forslag: Periodeforslag) -> bool:
    """Within what the own leader granted, or has said yes to since."""
    if soknad.periode_fra <= forslag.fra and forslag.til <= soknad.periode_til:  # type: ignore[operator]
        return True
    godkjent = forslag.avtale.perioder.filter(leder__isnull=False, tilstand__in=[P.GJELDER, P.ERSTATTET])
    return godkjent.filter(fra__lte=forslag.fra, til__gte=forslag.til).exists()


def _la_gjelde(soknad: Soknad, forslag: Periodeforslag, hendelse: Hendelse) -> None:
    """The period applies from now on; an agreement in force takes its new weeks. Raises `ValidationError` when full."""
    avtale: Avtale = soknad.avtale
    avtale.perioder.filter(tilstand=P.GJELDER).update(tilstand=P.ERSTATTET)
    forslag.tilstand = P.GJELDER
    forslag.save()
    if soknad.tilstand in BINDENDE:
        ta_ukene(soknad, forslag.fra, forslag.til)
    avtale.fra, avtale.til = forslag.fra, forslag.til
    avtale.evaluering_tidspunkt, avtale.evaluering_form = forslag.evaluering_tidspunkt, forslag.evaluering_form
    avtale.save()
    avklar_punkter(soknad, hendelse, Punkt.PERIODE, Punkt.EVALUERINGSTID)
    lukk_oppgaver(soknad, hendelse, tekster.IKKE_STARTET)
    if soknad.tilstand == Tilstand.AVTALE_INNGAATT:
        spor_klargjoring(soknad, hendelse)
    spor_inngaaelse(soknad, hendelse)
    mal = "periode_godkjent" if forslag.leder_id else "periode_bekreftet"
    si_fra(soknad, hendelse, mal, [soknad.soker, *folk_paa(soknad, Side.VERT)])


def _falt_bort(soknad: Soknad, hendelse: Hendelse, *, mal: str = "periode_avslatt") -> None:
    lukk_oppgaver(soknad, hendelse, tekster.PERIODE_SVAR, tekster.PERIODE_LEDER)
    if soknad.tilstand == Tilstand.AVTALE_UNDER_ARBEID:
        if soknad.avtale.fra:
            spor_inngaaelse(soknad, hendelse)
        elif not er_spurt(soknad, tekster.FORESLA):
            spor_side(soknad, Side.VERT, tekster.FORESLA, hendelse)
    spor_igjen_om_start(soknad, hendelse)
    si_fra(soknad, hendelse, mal, [soknad.soker, *folk_paa(soknad, Side.VERT)])


def _krev_at_den_er_foran(soknad: Soknad, forslag: Periodeforslag, dag: date) -> None:
    """A proposal that has lain too long cannot be said yes to. Raises `ValidationError`."""
    i_gang = soknad.tilstand == Tilstand.PAAGAAR and forslag.fra == soknad.avtale.fra
    if (forslag.til if i_gang else forslag.fra) < dag:
        raise ValidationError(_("Datoen i forslaget er passert. Foreslå en ny periode i stedet."))


def _innhold(soknad: Soknad, forslag: Periodeforslag) -> dict[str, Any]:
    return {
        "saksnummer": soknad.saksnummer,
        "fra": forslag.fra,
        "til": forslag.til,
        "evaluering_tidspunkt": forslag.evaluering_tidspunkt.isoformat(),
        "evaluering_form": forslag.evaluering_form,
        "aarsak": forslag.aarsak,
    }


def _kontroller(
    soknad: Soknad, fra: date, til: date, evaluering: datetime, art: Periodeart, aarsak: str, *, dag: date
) -> None:
    """Raise `ValidationError` by field for a period that cannot be."""
    feil: dict[str, str] = {}
    if til < fra:
        feil["til"] = _("Til-dato kan ikke være før fra-dato.")
    if lokal_dato(evaluering) < til:
        feil["evaluering_tidspunkt"] = _("Evalueringen kan ikke være før hospiteringen er over. Velg et senere tidspunkt.")
    gjelder: Avtale = soknad.avtale
    i_gang = soknad.tilstand == Tilstand.PAAGAAR
    if fra < dag and not (i_gang and fra == gjelder.fra):
        feil["fra"] = _("Hospiteringen kan ikke starte i fortiden. Velg en dato fra og med i dag.")
    if til < dag:
        feil["til"] = _("Hospiteringen kan ikke slutte i fortiden. Velg en dato fra og med i dag.")
    if art != Periodeart.FORSTE and aarsak not in Aarsak.values:
        feil["aarsak"] = _("Velg en grunn.")
    if art == Periodeart.UTSATT and gjelder.fra and fra <= gjelder.fra:
        feil["fra"] = _("Velg en dag etter den dagen som var avtalt.")
    if art == Periodeart.KORTET and gjelder.fra and gjelder.til:
        innenfor = gjelder.fra <= fra and til <= gjelder.til and (fra, til) != (gjelder.fra, gjelder.til)
        if not innenfor or (i_gang and fra != gjelder.fra):
            feil["til"] = _("Velg en kortere periode innenfor den som er avtalt.")
    if feil:
        raise ValidationError(feil)
