"""The way in: all mentions of a ledger to the model's decisions on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vedette.linking.collector import paused_collector
from vedette.linking.comparing import explain
from vedette.linking.deciding import decide, linkable
from vedette.linking.options import LinkOptions
from vedette.linking.traits import traits_by_id, traits_of
from vedette.model import Copy, Decision, Document, Mention


def link(
    mentions: Iterable[Mention],
    *,
    documents: Mapping[str, Document],
    copies: Iterable[Copy] = (),
    standing: Iterable[Decision] = (),
    options: LinkOptions,
) -> tuple[Decision, ...]:
    """The model's decisions that the ledger does not hold yet, on all pairs that are or might be one event.

    Linking twice yields nothing new. `copies` prove nothing about sameness and are not looked at: they count
    sources when an account is resolved.
    """
    del copies
    held = tuple(standing)
    known = {d.id for d in held}
    with paused_collector():
        traits = traits_by_id((m for m in mentions if linkable(m)), documents)
        return tuple(d for d in decide(traits, options=options, standing=held) if d.id not in known)


def why(
    first: Mention, second: Mention, *, documents: Mapping[str, Document], options: LinkOptions
) -> tuple[tuple[str, float, str], ...]:
    """(feature, log-odds, reason) behind the model's view of a pair, heaviest first; a veto stands alone."""
    a, b = (traits_of(m, documents.get(m.document)) for m in (first, second))
    return explain(a, b, options)
