"""The seal of issued documents. Imported by `base`.

PEM, in the value itself (line breaks may be written as \\n) or in a file that NAME_FILE points at.
"""

from helsefellesskap.settings.miljo import env

SEGL_NOKKEL = env.str("SEGL_NOKKEL", default="", multiline=True)
SEGL_SERTIFIKAT = env.str("SEGL_SERTIFIKAT", default="", multiline=True)
SEGL_PASSORD = env("SEGL_PASSORD", default="")
SEGL_ELDRE = env.str("SEGL_ELDRE", default="", multiline=True)
"""Certificates of keys the portal has sealed with before: what they sealed is still the portal's."""
SEGL_DEMOFIL = ""
"""Where the demo and the tests keep a key of their own, which proves nothing. Empty: no key is made."""
