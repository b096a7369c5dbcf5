"""Management commands one after the other in one process: each one of its own would load everything anew.

`python -m helsefellesskap.oppstart.kommandoer "migrate -v0" createcachetable seed_demo`
"""

import shlex
import sys

import django
from django.core.management import ManagementUtility


def main() -> None:
    """Stop at the first command that fails, as a shell would with `&&`."""
    django.setup()
    for kommando in sys.argv[1:]:
        ManagementUtility(["manage.py", *shlex.split(kommando)]).execute()


if __name__ == "__main__":
    main()
