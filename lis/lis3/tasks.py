"""What the clock asks for in LIS3. A task may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from .operations.foresporsel import send_forfalte
from .operations.forlop import gjenoppta_forfalte
from .operations.kommunepraksis import folg_datoene
from .operations.registrering import koble_kontoer
from .operations.vikariat import minn_om_utfall


@shared_task(name="lis3.send_foresporsler")
def send_foresporsler() -> int:
    """Tie doctors to new accounts, take back those whose time on hold is over, then send the questions that are due."""
    koble_kontoer()
    gjenoppta_forfalte()
    return send_forfalte()


@shared_task(name="lis3.folg_datoer")
def folg_datoer() -> int:
    """Start and complete practices whose day has come, and ask for the outcome of vacancies past their deadline."""
    return folg_datoene() + minn_om_utfall()
