"""The door of the site for a WSGI server. What every request needs is read when the server starts, before its processes
part: the addresses, with all the law behind them, and the words of both languages."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from jalon.i18n import LANGUAGES, speaker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.site.settings")
application = get_wsgi_application()

get_resolver().check()
for _lang in LANGUAGES:
    speaker(_lang)
