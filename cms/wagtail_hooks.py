"""Where Relais meets Wagtail: menus, and the address at which a lesson is read."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from assessments.permissions import can_read_bank
from cms.agreeing import words_of
from cms.editionholding import editions_holding
from cms.factquoting import body_of, facts_beside
from cms.handing import translation_into
from cms.models import CompanionPage, LabelledPage, LoadedPage, ModulePage, agreed_keys
from cms.permissions import can_read, can_read_editions
from cms.previewing import is_asked, words_to_be
from cms.stating import facts_stated_by
from cms.views import editions, parity, wording
from cms.views.outsiders import for_an_outsider
from cms.viewsets.catalogue import CatalogueGroup
from cms.viewsets.cohorts import CohortGroup
from courses.validity import ENDED, validity_on


@hooks.register("register_admin_viewset")
def register_catalogue() -> CatalogueGroup:
    """Course, modules, activities, sources."""
    return CatalogueGroup()


@hooks.register("register_admin_viewset")
def register_cohorts() -> CohortGroup:
    """Cohorts, funding lines, issuing bodies, signatories."""
    return CohortGroup()


@hooks.register("before_serve_page")
def send_readers_where_they_are_checked(
    page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any
) -> HttpResponse | None:
    """A lesson's and a companion's place in the page tree lead to their own addresses; any other
    page with a label is shown to whom it is written for.

    Previews do not pass here, so an editor still sees a draft as one page.
    """
    if isinstance(page, ModulePage | CompanionPage):
        return HttpResponseRedirect(page.get_url(request))
    if isinstance(page, LabelledPage) and not can_read(request.user, page):
        return for_an_outsider(request)
    return None


@hooks.register("before_edit_page")
def warn_of_ended_facts(request: HttpRequest, page: Page) -> None:
    """An editor who opens a lesson, or what stands beside one, reads first what it says that is no
    longer true."""
    if request.method != "GET":
        return
    today, ended = timezone.localdate(), []
    if isinstance(page, ModulePage):
        ended = [
            fact.key
            for fact in facts_stated_by(page)
            if validity_on(today, fact.valid_from, fact.valid_until) == ENDED
        ]
    elif isinstance(page, CompanionPage):
        named = body_of(page, facts_beside(page, edition=None, today=today))["named"]
        ended = [fact.key for fact in named if fact.validity == ENDED]
    if ended:
        words = ngettext(
            "One fact of this page is no longer true: %(facts)s.",
            "%(number)d facts of this page are no longer true: %(facts)s.",
            len(ended),
        )
        messages.warning(request, words % {"number": len(ended), "facts": ", ".join(ended)})


@hooks.register("before_publish_page")
def ask_wording_or_meaning(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Words that were live change: the draft is saved already, the question comes first."""
    if isinstance(page, LoadedPage) and is_asked(page, words_of(page)):
        messages.info(request, _("Your draft is saved. One question before it goes live."))
        return HttpResponseRedirect(reverse("parity-page", args=[page.pk]))
    return None


@hooks.register("after_publish_page")
def say_that_both_languages_are_owed(request: HttpRequest, page: Page) -> None:
    """A new page in one language is live for editors only: they are told what is missing."""
    if isinstance(page, LoadedPage) and not agreed_keys().filter(
        translation_key=page.translation_key
    ):
        messages.warning(
            request,
            _(
                "Readers do not see this page yet: both languages have to be published, and "
                "approved on the parity board."
            ),
        )


@hooks.register("construct_translated_pages_to_cascade_actions")
def name_what_goes_down_too(pages: list[Page], action: str) -> dict[Page, QuerySet] | None:
    """Wagtail's question before a page is taken down counts the other language, which goes too."""
    if action != "unpublish":
        return None
    return {
        page: page.get_translations().live()
        for page in pages
        if isinstance(page.specific, LabelledPage)
    }


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def say_what_waits_until_it_is_back(request: HttpRequest, page: Page) -> None:
    """Both languages are down, and the tests of a lesson's module with them.

    A draft that was deleted took nothing down; what was live is still called so afterwards.
    """
    deleted = page.pk is None or not Page.objects.filter(pk=page.pk).exists()
    if not isinstance(page, LabelledPage) or (deleted and not page.live):
        return
    words = _("Both languages of this page are taken down.")
    if isinstance(page, ModulePage) and page.activity.module:
        closed = _("The tests that draw on %(module)s are closed until both are live again.")
        words = f"{words} {closed % {'module': page.activity.module.code}}"
    messages.warning(request, words)


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def say_which_editions_still_have_it(request: HttpRequest, page: Page) -> None:
    """A page that is taken down stays in locked editions: an editor who meant otherwise is told."""
    editions = editions_holding(page.translation_key)
    labels = [edition.label for edition in editions.order_by("opened_on")]
    if labels:
        words = _(
            "The cohorts of these locked editions still read this page: %(editions)s. If it is "
            "wrong or must not be read, take it out there (menu Editions)."
        )
        messages.warning(request, words % {"editions": ", ".join(labels)})


@hooks.register("before_edit_page", order=-1)
def ask_the_translator_too(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Publishing from the translation editor passes the same question.

    What was translated is stored sentence by sentence: nothing is lost on the way.
    """
    publishes = request.method == "POST" and request.POST.get("action") == "publish"
    if not publishes or not isinstance(page, LoadedPage) or translation_into(page) is None:
        return None
    if page.permissions_for_user(request.user).can_publish() and is_asked(page, words_to_be(page)):
        return HttpResponseRedirect(reverse("parity-page", args=[page.pk]))
    return None


@hooks.register("register_admin_urls")
def register_parity() -> list[URLPattern]:
    """The parity board and what belongs to it."""
    return [
        path("parity/", parity.parity_board, name="parity-board"),
        path("parity/log/", parity.parity_log, name="parity-log"),
        path("parity/page/<int:pk>/", parity.parity_page, name="parity-page"),
        path("parity/change/<int:pk>/", parity.parity_declare, name="parity-declare"),
        path("parity/words/", wording.typed_words, name="typed-words"),
    ]


@hooks.register("register_admin_urls")
def register_editions() -> list[URLPattern]:
    """The editions of the course: which text each has."""
    return [
        path("editions/", editions.edition_board, name="edition-board"),
        path("editions/open/", editions.edition_open, name="edition-open"),
        path("editions/<int:pk>/", editions.edition_page, name="edition-page"),
        path("editions/<int:pk>/lock/", editions.edition_lock, name="edition-lock"),
        path("editions/<int:pk>/<uuid:key>/", editions.edition_text, name="edition-text"),
    ]


@hooks.register("insert_global_admin_js")
def name_forbidden_variants() -> str:
    """Wherever words of a language are typed the glossary is asked: pages, questions, titles."""
    return format_html(
        '<script src="{}" data-address="{}" defer></script>',
        static("cms/typed-words.js"),
        reverse("typed-words"),
    )


class _MenuItemFor(MenuItem):
    """Shown to whoever `may` read what it leads to."""

    def __init__(self, *args: Any, may: Callable[[Any], bool], **more: Any) -> None:
        super().__init__(*args, **more)
        self.may = may

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may(request.user)


@hooks.register("register_admin_menu_item")
def register_parity_menu() -> MenuItem:
    """« Parity », beside the question bank."""
    return _MenuItemFor(
        gettext_lazy("Parity of the languages"),
        reverse_lazy("parity-board"),
        may=can_read_bank,
        name="parity",
        icon_name="globe",
        order=195,
    )


@hooks.register("register_admin_menu_item")
def register_editions_menu() -> MenuItem:
    """« Editions », beside the parity of the languages."""
    return _MenuItemFor(
        gettext_lazy("Editions"),
        reverse_lazy("edition-board"),
        may=can_read_editions,
        name="editions",
        icon_name="history",
        order=196,
    )
