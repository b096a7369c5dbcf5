"""What the settings promise to the rest of the house."""

import time
from importlib import import_module

import pytest
from celery import Celery
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from kombu.exceptions import OperationalError

from grunnmur.jobb.typer import MAKS_TIDSGRENSE
from helsefellesskap.celery import app


def test_every_task_that_beat_starts_exists():
    app.loader.import_default_modules()
    assert {post["task"] for post in settings.CELERY_BEAT_SCHEDULE.values()} - set(app.tasks) == set()


def test_a_missed_wake_up_is_dropped_and_never_piles_up():
    assert [navn for navn, post in settings.CELERY_BEAT_SCHEDULE.items() if "expires" not in post["options"]] == []


def test_tasks_travel_as_json_and_leave_no_results():
    assert (app.conf.accept_content, app.conf.task_serializer, app.conf.result_backend) == (["json"], "json", None)


EGNE = {"grunnmur", "hospitering", "veiledning", "lis", "helsefellesskap"}


def test_every_own_app_has_a_short_label():
    egne = [a for a in apps.get_app_configs() if a.name.split(".")[0] in EGNE]
    assert {a.label for a in egne} == {a.name.rpartition(".")[2] for a in egne}


def test_middleware_that_is_named_exists():
    for sti in settings.MIDDLEWARE:
        modul, _, navn = sti.rpartition(".")
        assert hasattr(import_module(modul), navn)


def test_signing_in_is_the_rule():
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE


@pytest.mark.django_db
def test_rate_limits_live_in_the_database():
    caches["default"].set("prove", 1)
    with connection.cursor() as markor:
        markor.execute("SELECT count(*) FROM mellomlager")
        assert markor.fetchone() == (1,)


def test_a_wake_up_without_redis_fails_at_once():
    # The page that asks for it must go on; see varsling and jobb, which let the row wait for the next beat.

    annen = Celery("prove", broker="redis+socket:///finnes/ikke.sock", set_as_current=False)
    annen.conf.update(broker_transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS, task_publish_retry=False)
    start = time.monotonic()
    with pytest.raises(OperationalError):
        annen.send_task("varsling.send_klare")
    assert time.monotonic() - start < 2


def test_a_worker_is_bounded_in_time_and_memory():
    grenser = app.conf
    assert grenser.worker_max_memory_per_child == 400 * 1024  # KiB
    assert MAKS_TIDSGRENSE < grenser.task_soft_time_limit < grenser.task_time_limit == 300
