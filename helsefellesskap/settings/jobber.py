"""What runs in the background: Celery, and the hours at which beat wakes it. Imported by `base`.

Celery carries wake-ups only, so nothing is kept there that a lost Redis could lose.
"""

from celery.schedules import crontab

from helsefellesskap.settings.miljo import env

REDIS_URL = env("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
# A worker process that has grown past this is replaced after the task it holds (KiB; not with `--pool=solo`). One that
# renders documents stands at about 200 MiB; a document that asks for far more must not take the machine with it for good.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env.int("ARBEIDER_MINNE_MIB", default=400) * 1024
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A page that wakes a worker must not wait for a Redis that is gone: one try, one second.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "socket_connect_timeout": 1}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "send-klare": {"task": "varsling.send_klare", "schedule": 30, "options": {"expires": 30}},
    "feie-frister": {"task": "varsling.feie_frister", "schedule": crontab(minute="*/15"), "options": {"expires": 900}},
    "daglig-oppsummering": {
        "task": "varsling.daglig_oppsummering",
        "schedule": crontab(hour=7, minute=0, day_of_week="mon-fri"),
        "options": {"expires": 3600},
    },
    "kjor-klare-jobber": {"task": "jobb.kjor_klare", "schedule": 30, "options": {"expires": 30}},
    "rydd-jobber": {"task": "jobb.rydd", "schedule": crontab(hour=3, minute=10), "options": {"expires": 3600}},
    "tom-utlopte-saker": {
        "task": "saksgang.tom_utlopte",
        "schedule": crontab(hour=3, minute=50),
        "options": {"expires": 3600},
    },
    # Five past: a day that has come at midnight is taken at once, and the reminders of the quarter come after.
    "send-lis3-foresporsler": {
        "task": "lis3.send_foresporsler",
        "schedule": crontab(minute=5),
        "options": {"expires": 3600},
    },
    "lag-lis1-kull": {"task": "lis1.sorg_for_kull", "schedule": crontab(hour=3, minute=50), "options": {"expires": 3600}},
    "folg-lis3-datoer": {"task": "lis3.folg_datoer", "schedule": crontab(minute=20), "options": {"expires": 1800}},
    "folg-lis1-tildelinger": {
        "task": "tildeling.folg_tildelinger",
        "schedule": crontab(minute=25),
        "options": {"expires": 1800},
    },
    # A deadline and a time of publication are read to the minute: never more than five late.
    "folg-lis1-runder": {"task": "tildeling.folg_runder", "schedule": crontab(minute="*/5"), "options": {"expires": 300}},
    # Within an hour of the rota's shortest step, so that who is next is asked in good time. Nobody is woken at night.
    "folg-veiledningsvakten": {
        "task": "veiledning.folg_vakten",
        "schedule": crontab(minute="*/10", hour="7-17", day_of_week="mon-fri"),
        "options": {"expires": 600},
    },
    "folg-veiledningsdatoer": {
        "task": "veiledning.folg_datoer",
        "schedule": crontab(minute=35),
        "options": {"expires": 1800},
    },
    "folg-arrangementer": {
        "task": "arrangement.folg_arrangementer",
        "schedule": crontab(minute=55),
        "options": {"expires": 1800},
    },
    "folg-moter": {"task": "utvalg.folg_moter", "schedule": crontab(minute=50), "options": {"expires": 1800}},
    # After the meetings: what a committee has decided, and what it has called off, is followed within the hour.
    "folg-forskningsfrister": {
        "task": "forskning.folg_frister",
        "schedule": crontab(minute=52),
        "options": {"expires": 1800},
    },
    "folg-forskningsprosjekter": {
        "task": "forskning.folg_prosjekter",
        "schedule": crontab(hour=6, minute=40),
        "options": {"expires": 3600},
    },
    # From six in the morning: whoever is asked on the first day can still make it ready before the day is over.
    "folg-hospiteringer": {
        "task": "hospitering.folg_datoer",
        "schedule": crontab(minute=15, hour="6-23"),
        "options": {"expires": 1800},
    },
    "rydd-sesjoner": {"task": "helse.rydd_sesjoner", "schedule": crontab(hour=3, minute=30), "options": {"expires": 3600}},
    "hjerteslag": {"task": "helse.hjerteslag", "schedule": 60, "options": {"expires": 60}},
}
