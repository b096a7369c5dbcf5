"""The top floor: wiring only. What knows two areas lives here, what one area can know alone does not."""

from helsefellesskap.celery import app as celery_app

__all__ = ["celery_app"]
