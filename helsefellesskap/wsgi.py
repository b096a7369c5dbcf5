"""What the web server loads."""

from django.core.wsgi import get_wsgi_application

import helsefellesskap.celery  # noqa: F401  (chooses the settings module)

application = get_wsgi_application()
