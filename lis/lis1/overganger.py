"""The state machines of LIS1 on one screen: hospital position and municipal place."""

from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.overgang import Overgang, registrer

from . import rules as r
from .models import Kommuneplass, Stilling
from .models import Kommuneplasstilstand as P
from .models import Stillingstilstand as S


def fra(*tilstander: str) -> frozenset[str]:
    return frozenset(tilstander)


# fmt: off
# Stilling
REGISTRER = Overgang("registrer", fra(S.PLANLAGT), None, r.er_koordinator, _("Registrer stilling"), _("registrerte stillingen"))
ENDRE     = Overgang("endre", fra(S.PLANLAGT, S.UTLYST, S.BESATT), None, r.er_koordinator, _("Endre stillingen"), _("endret stillingen"))
LYS_UT    = Overgang("lys_ut", fra(S.PLANLAGT), S.UTLYST, r.er_koordinator, _("Merk som utlyst"), _("merket stillingen som utlyst"))
ANSETT    = Overgang("ansett", fra(S.UTLYST), S.BESATT, r.er_koordinator, _("Registrer ansettelse"), _("registrerte hvem som er ansatt"))
LOSNE     = Overgang("losne", fra(S.BESATT), S.UTLYST, r.er_koordinator, _("Ansettelsen ble ikke noe av"), _("registrerte at ansettelsen ikke ble noe av"))
TREKK     = Overgang("trekk", fra(S.PLANLAGT, S.UTLYST), S.TRUKKET, r.er_koordinator, _("Trekk stillingen"), _("trakk stillingen"))

# Kommuneplass
FORESLAA    = Overgang("foreslaa", fra(P.FORESLAATT), None, r.er_kommunen, _("Foreslå plass"), _("foreslo plassen"))
ENDRE_PLASS = Overgang("endre_plass", fra(P.FORESLAATT), None, r.er_kommunen, _("Endre plassen"), _("endret plassen"))
GODKJENN    = Overgang("godkjenn", fra(P.FORESLAATT), P.GODKJENT, r.er_statsforvalteren, _("Godkjenn plassen"), _("godkjente plassen"))
IKKE_GODKJENN = Overgang("ikke_godkjenn", fra(P.FORESLAATT), P.IKKE_GODKJENT, r.er_statsforvalteren, _("Ikke godkjenn"), _("godkjente ikke plassen"))
FORESLAA_PAA_NYTT = Overgang("foreslaa_paa_nytt", fra(P.IKKE_GODKJENT), P.FORESLAATT, r.er_kommunen, _("Foreslå på nytt"), _("foreslo plassen på nytt"))
TREKK_PLASS = Overgang("trekk_plass", fra(P.FORESLAATT, P.GODKJENT, P.IKKE_GODKJENT), P.TRUKKET, r.er_kommunen, _("Trekk plassen"), _("trakk plassen"))
# fmt: on

STILLING = registrer(Stilling, start=S.PLANLAGT, overganger=[REGISTRER, ENDRE, LYS_UT, ANSETT, LOSNE, TREKK])
KOMMUNEPLASS = registrer(
    Kommuneplass,
    start=P.FORESLAATT,
    overganger=[FORESLAA, ENDRE_PLASS, GODKJENN, IKKE_GODKJENN, FORESLAA_PAA_NYTT, TREKK_PLASS],
)
