"""The durable store: a folder of plain files that is the truth, and an index that can always be built again."""

from kg.store.files import digest
from kg.store.index import Computed
from kg.store.store import Store, salvage

__all__ = ["Computed", "Store", "digest", "salvage"]
