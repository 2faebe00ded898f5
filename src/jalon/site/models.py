"""What the site keeps: sealed answers, for a day at most. Nothing else about anybody."""

from __future__ import annotations

from django.db import models


class Sealed(models.Model):
    """Answers of one visitor, encrypted with a key that only the visitor's cookie holds (see `vault`)."""

    id = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)
