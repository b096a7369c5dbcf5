"""The points of pkt. 1.2: who clarified each of them, when, and what is left to carry out (S1-H03)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse, Signaturform
from grunnmur.saksgang.operations import flytt, krev, operasjon, signer

from .. import overganger as o
from ..models import Avklaring, Avtale, Periodeforslag, Periodetilstand, Punkt, Side, Soknad, Tilstand
from ..rules.avtale import er_avklart, uavklarte
from ..tekster import avtale as tekster
from .folger import er_spurt, spor_side

FRA_SOKNADEN = (Punkt.SOKNAD, Punkt.BEGRUNNELSE, Punkt.MAAL, Punkt.HVOR, Punkt.SKJEMA)
VERTENS = (
    Punkt.ANSVAR, Punkt.TAUSHET, Punkt.SAMTYKKE, Punkt.RESERVASJON, Punkt.KOMPETANSE, Punkt.UTEN_SKRIFT,
    Punkt.EVALUERING, Punkt.EVALUERINGSFORM,
)  # fmt: skip
INSTRUKSEN = (Punkt.SAMTYKKE, Punkt.RESERVASJON, Punkt.KOMPETANSE)


def begynn_avtale(soknad: Soknad, hendelse: Hendelse) -> Avtale:
    """From the reply on: the agreement, with the points that application, intake and grant have clarified already."""
    avtale = Avtale.objects.create(soknad=soknad)
    hendelser = {h.navn: h for h in Hendelse.objects.for_sak(soknad).order_by("id")}
    for navn, punkter in (
        ("send_inn", FRA_SOKNADEN),
        ("bekreft_mottatt", (Punkt.MOTTAK,)),
        ("innvilg_egen", (Punkt.TARIFF,)),
    ):
        avklar_punkter(soknad, hendelser[navn], *punkter)
    return avtale


def avklar_punkter(soknad: Soknad, hendelse: Hendelse, *punkter: Punkt, **hva: object) -> None:
    """These points are clarified by this event, instead of what stood there."""
    for punkt in punkter:
        Avklaring.objects.update_or_create(
            soknad=soknad,
            punkt=punkt,
            defaults={
                "av": hendelse.utfort_av,
                "paa_vegne_av": hendelse.paa_vegne_av,
                "tidspunkt": hendelse.tidspunkt,
                **hva,
            },
        )


def uavklar(soknad: Soknad, *punkter: Punkt) -> None:
    """These points are open again. The database lets none go while an agreement is in force."""
    Avklaring.objects.filter(soknad=soknad, punkt__in=punkter).delete()


def spor_inngaaelse(soknad: Soknad, hendelse: Hendelse) -> None:
    """When the last point is clarified, the host owes the agreement itself."""
    underveis = soknad.tilstand == Tilstand.AVTALE_UNDER_ARBEID
    if underveis and er_avklart(soknad) and not er_spurt(soknad, tekster.INNGAA):
        spor_side(soknad, Side.VERT, tekster.INNGAA, hendelse, mal="alt_avklart")


def lukk_naar_verten_har_svart(soknad: Soknad, hendelse: Hendelse) -> None:
    """The host owes no proposal when its own points are clarified, and a period is agreed or waits for an answer."""
    mangler = set(VERTENS) & set(uavklarte(soknad))
    aapne = [Periodetilstand.FORESLATT, Periodetilstand.HOS_LEDER]
    if not mangler and (soknad.avtale.fra or soknad.avtale.perioder.filter(tilstand__in=aapne).exists()):
        lukk_oppgaver(soknad, hendelse, tekster.FORESLA)


@operasjon
def avklar(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    ansvar: bool,
    taushet_form: str,
    taushet_naar: date,
    instruks_naar: date,
    naa: datetime | None = None,
) -> Soknad:
    """The host clarifies its points: legal responsibility, confidentiality, the patient instruction, the evaluation.

    How confidentiality is signed and by when, when the instruction is read by both, that the evaluation may be digital
    (S1-H13, H14, H16–H20, H22). Raises `ValidationError` by field.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet").laas(soknad_id, versjon)
    krev(soknad, o.AVKLAR, utfort_av=utfort_av)
    feil = {}
    start, dag = _start(soknad), lokal_dato(naa)
    if not ansvar:
        feil["ansvar"] = _("Bekreft at hospitanten er underlagt det juridiske ansvaret hos dere.")
    if taushet_form not in Signaturform.values:
        feil["taushet_form"] = _("Velg hvordan taushetserklæringen skal underskrives.")
    for felt, frist in (("taushet_naar", taushet_naar), ("instruks_naar", instruks_naar)):
        if frist < dag:
            feil[felt] = _("Velg en dato fra og med i dag.")
    if start and taushet_naar > start:
        feil["taushet_naar"] = _("Taushetserklæringen må være underskrevet senest den dagen hospiteringen starter.")
    if start and instruks_naar > start:
        feil["instruks_naar"] = _("Pasientinstruksen må være lest senest den dagen hospiteringen starter.")
    if feil:
        raise ValidationError(feil)
    hendelse = flytt(soknad, o.AVKLAR, utfort_av=utfort_av, naa=naa)
    signer(
        hendelse,
        {
            "saksnummer": soknad.saksnummer,
            "juridisk_ansvar": soknad.vertsvirksomhet.orgnr if soknad.vertsvirksomhet else "",
            "taushet_form": taushet_form,
            "taushet_naar": taushet_naar,
            "instruks_naar": instruks_naar,
        },
    )
    avklar_punkter(soknad, hendelse, *VERTENS)
    avklar_punkter(
        soknad, hendelse, Punkt.TAUSHET, hvem=Side.HOSPITANT, hvordan=Signaturform(taushet_form).value, naar=taushet_naar
    )
    avklar_punkter(soknad, hendelse, *INSTRUKSEN, hvem=Side.VERT, naar=instruks_naar)
    lukk_naar_verten_har_svart(soknad, hendelse)
    spor_inngaaelse(soknad, hendelse)
    return soknad


def _start(soknad: Soknad) -> date | None:
    """The first day of the period as far as it is known: the one that waits, else the one that applies, else the wish."""
    aapne = [Periodetilstand.FORESLATT, Periodetilstand.HOS_LEDER]
    forslag = Periodeforslag.objects.filter(avtale=soknad.pk, tilstand__in=aapne).first()
    return forslag.fra if forslag else soknad.avtale.fra or soknad.periode_fra
