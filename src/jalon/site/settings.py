"""Settings of the site. Everything that differs from one machine to another is read from the environment:

- `JALON_PRODUCTION=1`: the production profile (secure cookies, HSTS); `JALON_SECRET_KEY` and `JALON_HOSTS` are then
  compulsory;
- `JALON_DATABASE`: the address of the database (`postgresql://user:password@host/name`); SQLite in the data folder when
  absent;
- `JALON_PROXIES`: how many proxies of yours stand before the site; what they say of the visitor (`X-Forwarded-For`,
  `X-Forwarded-Proto`) is believed, and nothing else is. 1 in production, 0 elsewhere;
- `JALON_RATE_LIMIT=off`: no limit on the number of requests (for measuring).
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from jalon.registers.search.texts import data_folder

PRODUCTION = os.environ.get("JALON_PRODUCTION") == "1"
DEBUG = False


def _secret_key() -> str:
    given = os.environ.get("JALON_SECRET_KEY", "")
    if given:
        return given
    if PRODUCTION:
        raise ImproperlyConfigured(
            "JALON_SECRET_KEY manque : la mettre à une longue suite de caractères au hasard "
            "(JALON_SECRET_KEY is missing: set it to a long random string)"
        )
    # On one's own machine: made once and kept, so that a restart does not break open pages.
    path = data_folder() / "site-secret-key"
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        made = get_random_secret_key()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(made)
        except FileExistsError:
            return path.read_text(encoding="utf-8")
        except OSError:
            pass
        return made


SECRET_KEY = _secret_key()
_LOCAL_HOSTS = "127.0.0.1,localhost,[::1],testserver"
ALLOWED_HOSTS = [host for host in os.environ.get("JALON_HOSTS", "" if PRODUCTION else _LOCAL_HOSTS).split(",") if host]
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "JALON_HOSTS manque : y mettre le nom du site (JALON_HOSTS is missing: set it to the name of the site)"
    )


def _proxies() -> int:
    given = os.environ.get("JALON_PROXIES", "1" if PRODUCTION else "0")
    if not given.isdecimal():
        raise ImproperlyConfigured(
            "JALON_PROXIES : un nombre de mandataires, 0 s’il n’y en a pas (JALON_PROXIES: a number of proxies, 0 if none)"
        )
    return int(given)


PROXIES = _proxies()
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []

INSTALLED_APPS = ["django.contrib.staticfiles", "jalon.site"]
MIDDLEWARE = [
    "jalon.site.guard.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jalon.site.api.door.Door",
    "jalon.site.guard.RateLimit",
    "jalon.site.guard.ShedLoad",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jalon.site.languages.LanguageOfAddress",
    "jalon.site.guard.Patience",
]
ROOT_URLCONF = "jalon.site.urls"
WSGI_APPLICATION = "jalon.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "jalon.site.rendering.environment"},
    }
]

# --- What is kept -----------------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("JALON_DATABASE") or f"sqlite:///{data_folder() / 'site.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # What is erased is overwritten, and does not linger in free pages.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        "transaction_mode": "IMMEDIATE",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The longest that answers are kept without a visit, in seconds.
VAULT_SECONDS = 24 * 60 * 60
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

# --- Limits -----------------------------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_200_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_200_000
RATE_LIMIT = os.environ.get("JALON_RATE_LIMIT", "on") != "off"
# Requests a minute from one address. A class or an advisor's room is one address.
MOST_A_MINUTE = {"pages": 600, "api": 300, "searches": 20}
# Operations of the API that look at many days: the last part of their addresses.
SEARCHES = frozenset(("timeline", "when", "remedies", "whatif"))
# Long searches under way at once, all processes together.
SEARCHES_AT_ONCE = 2
# Visitors at the door: past so many, the others are told at once that the house is full.
MOST_WAITING = 200
# The longest that a page is worked on, in seconds.
LONGEST_WORK = 10.0

# --- Cookies and transport --------------------------------------------------------------------------------------------
_HOST = "__Host-" if PRODUCTION else ""
VAULT_COOKIE = f"{_HOST}jalon"
CSRF_COOKIE_NAME = f"{_HOST}jalon-csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "jalon.site.errors.csrf_failure"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
# Not "no-referrer": browsers would then send forms with the origin "null", which CSRF protection refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^health$"]
X_FRAME_OPTIONS = "DENY"

# --- Static files, language, logs -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# The few files are served from the package itself: nothing to collect.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "jalon.site.logs.Discreet", "format": "%(levelname)s %(name)s %(message)s"}},
    "filters": {"mended by time": {"()": "jalon.site.logs.NotFull"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["mended by time"]}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Its messages quote what was sent.
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
