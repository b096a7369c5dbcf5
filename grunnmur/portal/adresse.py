"""Addresses for what is read outside the portal: mail, calendars, documents."""

from django.conf import settings


def full_adresse(sti: str) -> str:
    """The path as an address that can be opened from anywhere."""
    return settings.BASE_URL.rstrip("/") + sti
