"""A transaction that tells many wakes the sender once."""

from typing import Any

import pytest
from django.db import transaction

from grunnmur.varsling.operations import vekk_senderen


@pytest.mark.django_db
def test_one_transaction_wakes_the_sender_once(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as vekkinger:
        vekk_senderen()
        with transaction.atomic():
            vekk_senderen()
        vekk_senderen()
    assert len(vekkinger) == 1


@pytest.mark.django_db
def test_a_wake_up_of_what_was_undone_does_not_stand_for_the_rest(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as vekkinger, transaction.atomic():
        with transaction.atomic():
            vekk_senderen()
            transaction.set_rollback(True)
        vekk_senderen()
    assert len(vekkinger) == 1
