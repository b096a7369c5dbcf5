"""Signing in, the person's own pages, and the pages that are open to all."""

import uuid

from grunnmur.organisasjon.models import Arbeidsstedsmelding
from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting


def lag(cast: Cast, tilstand: str) -> Ting:
    melding = Arbeidsstedsmelding.objects.create(
        type="bytte", bruker=cast.soker, virksomhet=cast.gjovik, beskrivelse="Legevakten"
    )
    return Ting(
        {
            "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
            "arbeidssted": {"melding_id": melding.pk},
            "avslutt_okt": {"pk": 1},
            "mfa_edit_webauthn": {"pk": 1},
            "mfa_remove_webauthn": {"pk": 1},
            "openid_connect_callback": {"provider_id": "oidc"},
            "openid_connect_login": {"provider_id": "oidc"},
            "steng_konto": {"bruker_id": cast.soker.pk},
            "ta_i_bruk_invitasjon": {"hemmelighet": "finnes-ikke"},
            "trekk_invitasjon": {"invitasjon_id": uuid.uuid4()},
        }
    )
