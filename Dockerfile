# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm AS bygg
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home app \
    && install -d -o app -g app -m 0755 /hemmeligheter/app /hemmeligheter/eier /hemmeligheter/segl
COPY --from=bygg /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp \
    DJANGO_SETTINGS_MODULE=helsefellesskap.settings.prod STATIC_ROOT=/srv/portal/staticfiles
WORKDIR /srv/portal
COPY . .
# The demo settings only because building needs no secrets; nothing of them stays in the image.
RUN pybabel -q compile -D django -d locale \
    && DJANGO_SETTINGS_MODULE=helsefellesskap.settings.demo python manage.py collectstatic --noinput -v0 \
    && python -m compileall -q grunnmur helsefellesskap hospitering veiledning forskning lis
USER app
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--no-ws", "helsefellesskap.wsgi:application"]
