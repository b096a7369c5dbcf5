"""What the clock asks for. Every task may run late, twice or beside itself: the rows decide what is done."""

from celery import shared_task

from . import frister, utboks


@shared_task(name="varsling.send_klare")
def send_klare() -> None:
    """Send what is ready."""
    utboks.send_klare()


@shared_task(name="varsling.feie_frister")
def feie_frister() -> None:
    """Remind of what is due, and report gaps."""
    frister.minn_om_frister()


@shared_task(name="varsling.daglig_oppsummering")
def daglig_oppsummering() -> None:
    """Seven o'clock has passed: the same pass, which now finds the digests due. Missed, the next pass does it."""
    utboks.send_klare()
