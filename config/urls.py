"""Every address of Relais. Front pages carry their language: /fr/… and /en/…"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from accounts.views.doors import admin_door, bare_address
from accounts.viewsets import OwnSettings
from assessments.urls import attempt_urlpatterns
from certificates.urls import short_urlpatterns
from cms.views.choosing import for_page_editors
from config.addresses import icon, nothing_here, robots

# The page chooser shows all pages, whatever their label, to everybody who enters the admin.
decorate_urlpatterns(
    [one for one in wagtailadmin_urls.urlpatterns if str(one.pattern).startswith("choose-page/")],
    for_page_editors,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", robots),
    path("favicon.ico", icon),
    path("", bare_address, name="bare-address"),
    # One sign-in protects the admin too; and one's own name is not Wagtail's first and last name.
    path("admin/login/", admin_door),
    path("admin/account/", require_admin_access(OwnSettings.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *short_urlpatterns,
]

urlpatterns += i18n_patterns(
    path("attempt/", include(attempt_urlpatterns)),
    path("account/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("", include("certificates.urls")),
    path("", include("cms.urls")),
    # Wagtail's own form for private pages would be a second door, without our throttling.
    path("_util/login/", nothing_here, name="wagtailcore_login"),
    path("", include(wagtail_urls)),
)
