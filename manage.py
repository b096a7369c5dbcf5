#!/usr/bin/env python
"""Django's command line. Settings: demo when DEMO=1, else production."""

import os
import sys


def main() -> None:
    """Run one management command."""
    modul = "demo" if os.environ.get("DEMO") == "1" else "prod"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"helsefellesskap.settings.{modul}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
