"""What the reports say about some words: extracts with their source, marked as no more than that."""

from __future__ import annotations

from collections.abc import Mapping

from vedette.briefing import phrases
from vedette.briefing.asking.ground import Ground, Outcome
from vedette.briefing.phrases import say
from vedette.briefing.telling import told
from vedette.model import Document
from vedette.model.brief import Part, Sentence
from vedette.reference.names import fold
from vedette.store.base import Hit

MOST = 5


def about(ground: Ground, words: tuple[str, ...]) -> Outcome | None:
    """Sentences that hold all the words, one a report, copies left out; None where there is none."""
    if not words:
        return None
    seen: set[str] = set()
    quotes: list[Sentence] = []
    for hit in ground.search(" ".join(words), 4 * MOST):
        document = ground.facts.documents.get(hit.document)
        if document is None or hit.document in seen or hit.document in ground.facts.copies:
            continue
        seen.add(hit.document)
        found = quote(document, (hit.start, hit.end), words)
        if found is not None:
            quotes.append(found)
    if not quotes:
        return None
    lead = say("No record of the ledger answers this; its reports hold these words:")
    return Outcome(standing="passages", sentences=(lead,), quotes=tuple(quotes[:MOST]), value=str(len(quotes)))


def quote(document: Document, span: tuple[int, int], words: tuple[str, ...] = ()) -> Sentence | None:
    """A sentence of a report, cut around the words where it is long, with outlet and day."""
    said = document.text[span[0] : span[1]].split()
    if not said:
        return None
    sought = {fold(word).split()[0] for word in words if fold(word)}
    hit = next((i for i, word in enumerate(said) if fold(word) in sought), 0)
    first = max(0, min(hit - 8, len(said) - phrases.QUOTE_WORDS))
    last = first + phrases.QUOTE_WORDS
    text = ("… " if first else "") + " ".join(said[first:last]) + (" …" if last < len(said) else "")
    return say(
        told(document, "outlet", capital=True),
        ", ",
        told(document, "published"),
        ": ",
        Part(text=f"“{text}”", how="quoted", records=(document.id,)),
    )


def search_in(documents: Mapping[str, Document], words: str, limit: int) -> tuple[Hit, ...]:
    """Sentences of these reports that hold all the words, oldest first: the search of who has no index."""
    wanted = set(fold(words).split())
    found = []
    for document in sorted(documents.values(), key=lambda one: (one.published, one.id)):
        for start, end in document.sentences:
            if wanted <= set(fold(document.text[start:end]).split()):
                found.append(Hit(document=document.id, start=start, end=end, text=document.text[start:end]))
                if len(found) >= limit:
                    return tuple(found)
    return tuple(found)
