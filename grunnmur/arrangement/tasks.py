"""What the clock asks for in events. It may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from .operations.klokka import minn_deltakere_om_arrangementer, spor_om_de_ble_holdt


@shared_task(name="arrangement.folg_arrangementer")
def folg_arrangementer() -> int:
    """Remind participants of what is near, and ask about what is over."""
    return minn_deltakere_om_arrangementer() + spor_om_de_ble_holdt()
