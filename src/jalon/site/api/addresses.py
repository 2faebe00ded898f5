"""The API and its addresses."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="Jalon", version="1")
