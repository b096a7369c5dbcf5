"""Settings, one module for each situation. Whoever loads them gets the Celery application with them: tasks bind to it.

Not in `helsefellesskap/__init__.py`, where Celery would be loaded by the launcher too, which has no use for it.
"""

from helsefellesskap.celery import app as celery_app

__all__ = ["celery_app"]
