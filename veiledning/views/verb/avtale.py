"""Proposing an agreement, confirming it, and saying that it was held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.views import Handling

from ... import overganger as o
from ...forms.avtale import AVTALEFELT, Avtaleskjema, Bekreftskjema
from ...kapasitet import med_plikten
from ...models import Foresporsel
from ...operations import avtale as op

Data = Mapping[str, Any]


def _foreslaa(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    felter = {navn: d[navn] for navn in AVTALEFELT}
    op.foreslaa_avtale(sak.pk, utfort_av=bruker, versjon=d["versjon"], felter=felter)
    er_melder = bruker.pk == sak.melder_id
    navn = sak.ansvarlig if er_melder else sak.melder
    kvittering = _("Forslaget er sendt til %(navn)s, som bekrefter eller foreslår noe annet.") % {"navn": navn}
    return kvittering if er_melder else med_plikten(kvittering, d["innhold"])


def _bekreft(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.bekreft_avtale(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Avtalen er bekreftet. Begge får den på e-post med et vedlegg til kalenderen.")


def _gjennomfor(sak: Foresporsel, d: Data, bruker: Bruker) -> str:
    op.gjennomfor(sak.pk, utfort_av=bruker, versjon=d["versjon"])
    return _("Veiledningen er registrert som gitt. %(navn)s har fått beskjed.") % {"navn": sak.melder.navn}


HANDLINGER: dict[str, Handling] = {
    "bekreft-avtale": Handling(
        (o.BEKREFT_AVTALE,), Bekreftskjema, _bekreft,
        gettext_lazy("Bekreft avtalen"),
        gettext_lazy("Når begge har bekreftet, får begge avtalen på e-post, klar for kalenderen."),
        gettext_lazy("Bekreft avtalen"), "veiledning/verb/bekreft.html",
    ),
    "foreslaa-avtale": Handling(
        (o.FORESLAA_AVTALE,), Avtaleskjema, _foreslaa,
        gettext_lazy("Foreslå avtale"),
        gettext_lazy("Den andre bekrefter eller foreslår noe annet. Et nytt forslag erstatter det forrige."),
        gettext_lazy("Send forslaget"), "veiledning/verb/avtale.html",
    ),
    "gjennomfor": Handling(
        (o.GJENNOMFOR,), Handlingsskjema, _gjennomfor,
        gettext_lazy("Registrer veiledningen som gitt"),
        gettext_lazy("Den som spurte, får beskjed, og dere sier begge hva det førte til."),
        gettext_lazy("Veiledningen er gitt"), "veiledning/verb/kort.html",
    ),
}  # fmt: skip
