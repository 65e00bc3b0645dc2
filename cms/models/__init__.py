"""Models of the pages; import them from here."""

from cms.models.companion import CompanionKind, CompanionPage
from cms.models.curriculum import CoursePage, ModulePage
from cms.models.drift import AgreedWords, SourceChange, agreed_keys
from cms.models.edition import EditionReach, EditionText, KeptText
from cms.models.home import HomePage
from cms.models.inventory import InventorySheet
from cms.models.loaded import KeptAs, LabelledPage, LoadedPage, Sensitivity
from cms.models.passage import Passage
from cms.models.source import Source

__all__ = [
    "AgreedWords",
    "CompanionKind",
    "CompanionPage",
    "CoursePage",
    "EditionReach",
    "EditionText",
    "HomePage",
    "InventorySheet",
    "KeptAs",
    "KeptText",
    "LabelledPage",
    "LoadedPage",
    "ModulePage",
    "Passage",
    "Sensitivity",
    "Source",
    "SourceChange",
    "agreed_keys",
]
