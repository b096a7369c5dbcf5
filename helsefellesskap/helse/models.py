"""The heartbeat of what runs in the background."""

from django.db import models


class Hjerteslag(models.Model):
    """When a part of the system last showed that it works: one row per part."""

    navn = models.CharField(max_length=40, primary_key=True)
    sist = models.DateTimeField()

    class Meta:
        verbose_name_plural = "hjerteslag"

    def __str__(self) -> str:
        return self.navn
