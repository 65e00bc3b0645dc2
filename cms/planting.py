"""Put pages into the tree: two locales, one site, French first."""

from typing import Any, TypeVar

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, LoadedPage

SOURCE_LANGUAGE = "fr"
TARGET_LANGUAGE = "en"

P = TypeVar("P", bound=LoadedPage)


def plant_locales() -> tuple[Locale, Locale]:
    """The source locale and the target locale."""
    source, _ = Locale.objects.get_or_create(language_code=SOURCE_LANGUAGE)
    target, _ = Locale.objects.get_or_create(language_code=TARGET_LANGUAGE)
    return source, target


def plant_page(
    *, parent: Page, model: type[P], slug: str, fields: dict[str, Any], digest: str
) -> tuple[P, bool]:
    """The French page under its parent with these fields, published; True when it was written.

    A page written from the same data before is left alone. So is a page that somebody has edited
    in Wagtail since: the newer words are the editor's.
    """
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = model(slug=slug, live=False, locale=parent_locale(parent), **fields)
        page.loaded_digest = digest
        parent.add_child(instance=page)
    elif page.loaded_digest == digest or edited_by_hand(page):
        return page, False
    else:
        for name, value in fields.items():
            setattr(page, name, value)
        page.loaded_digest = digest
    page.save_revision().publish()
    page.refresh_from_db()
    return page, True


def parent_locale(parent: Page) -> Locale:
    """Pages inherit their language; beneath the root stands French."""
    if parent.is_root():
        return Locale.objects.get(language_code=SOURCE_LANGUAGE)
    return parent.locale


def edited_by_hand(page: Page) -> bool:
    """Whether a person wrote the latest revision; loading writes without a user."""
    latest = page.latest_revision
    return latest is not None and latest.user_id is not None


def plant_site(*, home: HomePage) -> Site:
    """One site for every host name, with the French front page as its root."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    previous = site.root_page if site.root_page_id else None
    wanted = {"hostname": "localhost", "site_name": settings.WAGTAIL_SITE_NAME, "root_page": home}
    if site.pk and all(getattr(site, name) == value for name, value in wanted.items()):
        return site
    for name, value in wanted.items():
        setattr(site, name, value)
    site.save()
    if previous is not None and previous.specific_class is Page and previous.depth == 2:
        # Wagtail's own welcome page, which its migrations put there.
        Page.objects.get(pk=previous.pk).delete()
    return site
