"""Models of the pages; import them from here."""

from cms.models.curriculum import CoursePage, ModulePage
from cms.models.home import HomePage
from cms.models.loaded import LoadedPage
from cms.models.source import Source

__all__ = ["CoursePage", "HomePage", "LoadedPage", "ModulePage", "Source"]
