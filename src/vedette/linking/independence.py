"""Which documents are one source: copies of one text, and reports of one outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vedette.linking.components import Union, components
from vedette.model import Copy, Document
from vedette.reference.lookalikes import skeleton


@dataclass(frozen=True, slots=True)
class Origins:
    """Copy groups of documents; a group is named after its smallest document id."""

    groups: Mapping[str, str]

    @classmethod
    def of(cls, copies: Iterable[Copy]) -> Origins:
        """The groups that these copies make, whatever their order."""
        groups = {id: group[0] for group in components((c.document, c.of) for c in copies) for id in group}
        return cls(groups)

    def group(self, document: str) -> str:
        """The copy group of a document: its own id where it is no copy and has none."""
        return self.groups.get(document, document)

    def independent(self, documents: Iterable[Document]) -> dict[str, str]:
        """Each document's source, documents of one outlet or one copy group having the same one.

        A wire text printed by two outlets ties them for this question: neither adds to the other. Outlets whose names look the same
        are one: another script's letters, or a sign in between, make no second voice.
        """
        known = {d.id: d for d in documents}
        if len(known) == 1:
            return {id: f"d:{id}" for id in known}
        union = Union()
        for document in known.values():
            union.join(f"d:{document.id}", f"g:{self.group(document.id)}")
            if document.outlet:
                union.join(f"d:{document.id}", f"o:{skeleton(document.outlet)}")
        return {id: union.find(f"d:{id}") for id in known}
