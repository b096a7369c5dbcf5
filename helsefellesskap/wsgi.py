"""What the web server loads."""

from django.core.wsgi import get_wsgi_application

import helsefellesskap.celery  # noqa: F401  (chooses the settings module)
from grunnmur.portal.middleware import avvis_rart_tegnsett

application = avvis_rart_tegnsett(get_wsgi_application())
