"""Every address of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from jalon.i18n import LANGUAGES
from jalon.site import views
from jalon.site.api.addresses import api
from jalon.site.assessment.addresses import ROUTES as ASSESSMENT
from jalon.site.languages import Route, patterns
from jalon.site.law.addresses import ROUTES as LAW
from jalon.site.result.addresses import ROUTES as RESULT

_OWN = (
    Route("start", "", "", views.start),
    Route("privacy", "confidentialite/", "privacy/", views.privacy),
    Route("erase", "effacer/", "erase/", views.erase),
)

# Every page, by its name; each has an address in each language.
PAGES = (*_OWN, *ASSESSMENT, *RESULT, *LAW)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.front_door),
    path("health", views.health),
    path("api/", api.urls),
    *(path(f"{lang}/", include((patterns(PAGES, lang), lang))) for lang in LANGUAGES),
]

handler400 = "jalon.site.errors.bad_request"
handler404 = "jalon.site.errors.not_found"
handler500 = "jalon.site.errors.server_error"
