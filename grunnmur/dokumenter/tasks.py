"""A worker loads fonts and seal when it starts, not while somebody waits for the first document."""

from typing import Any

from celery.signals import worker_process_init


@worker_process_init.connect
def ved_start(**kwargs: Any) -> None:
    """Warm up in every process that will make documents."""
    # Here and not at the top: this module is loaded also where nothing is rendered, and WeasyPrint takes a second.
    from grunnmur.dokumenter import segl  # noqa: F401  (a second too, and is done here)
    from grunnmur.dokumenter.pdf import varm_opp

    varm_opp()
