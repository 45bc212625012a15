"""The durable store: a folder of plain files that is the truth, and an index that can always be built again."""

from kg.store.files import digest
from kg.store.index import Beside, Computed, Contents, Over
from kg.store.kept import Kept
from kg.store.store import Store, former_contents, kept_answers, last_dataset, open_dataset, salvage

__all__ = ["Beside", "Computed", "Contents", "Kept", "Over", "Store", "digest", "former_contents", "kept_answers", "last_dataset", "open_dataset", "salvage"]
