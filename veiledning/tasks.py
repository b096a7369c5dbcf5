"""What the clock asks for in guidance. A task may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from .operations.aktivitet import minn_om_aktiviteter
from .operations.avtale import ta_bort_utgaatte_avtaler
from .operations.bankfrister import folg_svarbanken
from .operations.halvaar import lag_tilbakemeldinger
from .operations.taushet import meld_taushet_forfalte
from .operations.utfall import lukk_forfalte
from .operations.vakt import gi_tilbake_til_vakten, spor_neste_forfalte


@shared_task(name="veiledning.folg_vakten")
def folg_vakten() -> int:
    """Give back what somebody who left had, ask the next, drop what nobody confirmed, tell the coordinator of silence."""
    return gi_tilbake_til_vakten() + spor_neste_forfalte() + ta_bort_utgaatte_avtaler() + meld_taushet_forfalte()


@shared_task(name="veiledning.folg_datoer")
def folg_datoer() -> int:
    """Close what both sides have had time to code, remind of joint sessions, keep the answer bank, report half-years."""
    return lukk_forfalte() + minn_om_aktiviteter() + folg_svarbanken() + lag_tilbakemeldinger()
