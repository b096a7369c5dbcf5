"""What a run does over and over in vain, and here only once: it changes what tests cost, not what they see."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any

GLEMMES_VED = (b"CREATE", b"ALTER", b"DROP", b"DISCARD ALL", b"DEALLOCATE ALL")


def behold_planer() -> None:
    """Keep prepared statements when a test is rolled back, as a connection in production keeps them between requests.

    psycopg forgets all of them at any ROLLBACK, because a table may have been made in what was undone. Every test is rolled
    back, so nothing would be prepared for long enough to be used: each of a million statements would be planned anew. Here
    they are forgotten when a table is made, changed or dropped.
    """
    from psycopg import _preparing as psyc

    def skal_glemmes(self: Any, prep: Any, svar: Sequence[Any]) -> bool:
        if self._names or prep == psyc.Prepare.SHOULD:
            for ett in svar:
                if ett.status == psyc.COMMAND_OK and (ett.command_status or b"").startswith(GLEMMES_VED):
                    return bool(self.clear())
        return False

    assert callable(psyc.PrepareManager._should_discard)  # a new psycopg may call it something else
    psyc.PrepareManager._should_discard = skal_glemmes  # type: ignore[assignment]
    psyc.PrepareManager.prepared_max = 1000


def behold_det_lastede() -> None:
    """Let the garbage collector look past what was loaded to collect the tests: it is as large as it is lasting."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
