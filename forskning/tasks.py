"""What the clock asks for in research. A task may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from .operations import forankringsfolger, klokka, temaforslag, utlysning


@shared_task(name="forskning.folg_frister")
def folg_frister() -> int:
    """Close calls whose deadline is past, and follow what committees have decided, postponed or cancelled."""
    return utlysning.lukk_utlopte() + forankringsfolger.folg_forankringer() + temaforslag.folg_temaforslag()


@shared_task(name="forskning.folg_prosjekter")
def folg_prosjekter() -> int:
    """Ask of quiet projects whether they live, and of completed ones to share what was found."""
    return klokka.folg()
