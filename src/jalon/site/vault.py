"""The vault: answers kept for a visitor, sealed with a key that only the visitor's cookie holds.

The database has, for each visitor, a row under a name drawn from the key, whose content is encrypted (AES-256-GCM). Who
reads the database, its backups or its log learns nothing but the number of rows and their age. Erasing deletes the row;
forgetting the cookie loses the answers for good. Rows past their time are deleted at each writing, and never opened.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jalon.site.models import Sealed

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


def new_key() -> bytes:
    """A key that nobody else has."""
    return secrets.token_bytes(_KEY_BYTES)


def key_of(request: HttpRequest) -> bytes | None:
    """The key in a visitor's cookie; None when there is none, or what is there is no key."""
    try:
        key = urlsafe_b64decode(request.COOKIES.get(settings.VAULT_COOKIE, "").encode("ascii"))
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None


def give(response: HttpResponse, key: bytes) -> None:
    """Put the key in the visitor's cookie, for as long as the answers are kept."""
    response.set_cookie(
        settings.VAULT_COOKIE,
        urlsafe_b64encode(key).decode("ascii"),
        max_age=settings.VAULT_SECONDS,
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def seal(key: bytes, content: dict[str, Any]) -> None:
    """Keep a content under a key, in the place of what was there; delete what has expired."""
    now = datetime.now(UTC)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = nonce + AESGCM(_secret(key)).encrypt(nonce, json.dumps(content).encode(), None)
    Sealed.objects.filter(expires_at__lte=now).delete()
    Sealed.objects.update_or_create(
        id=_name(key),
        defaults={"content": sealed, "expires_at": now + timedelta(seconds=settings.VAULT_SECONDS)},
    )


def opened(key: bytes) -> dict[str, Any] | None:
    """What is kept under a key; None when nothing is, or its time has passed."""
    row = Sealed.objects.filter(id=_name(key), expires_at__gt=datetime.now(UTC)).first()
    if row is None:
        return None
    sealed = bytes(row.content)
    try:
        content = AESGCM(_secret(key)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
    except InvalidTag:
        return None
    found: dict[str, Any] = json.loads(content)
    return found


def erase(key: bytes) -> None:
    """Delete what is kept under a key, and what has expired."""
    Sealed.objects.filter(id=_name(key)).delete()
    sweep()


def sweep() -> int:
    """Delete what has expired; gives the number of rows."""
    return Sealed.objects.filter(expires_at__lte=datetime.now(UTC)).delete()[0]


def _name(key: bytes) -> str:
    return sha256(b"jalon: name of the row" + key).hexdigest()


def _secret(key: bytes) -> bytes:
    return sha256(b"jalon: key of the content" + key).digest()
