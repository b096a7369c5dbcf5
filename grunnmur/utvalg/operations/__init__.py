"""The only ways committees and their meetings change: one function per verb.

Areas put a case on an agenda with `saksliste.meld_inn`, and learn what was decided by `vedtaksfolger.ved_vedtak`.
"""
