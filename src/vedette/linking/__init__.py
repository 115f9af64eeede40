"""Mentions to incidents: which reports tell one event, and what they amount to.

`link` decides on pairs, `incidents` rebuilds the ledger's incidents from mentions, decisions and overrides, `LinkState` attaches a
new report to a large ledger, `why` tells the reasons behind one pair, `floods` who repeats himself.
"""

from vedette.linking.accounts import incidents, partition
from vedette.linking.attaching import Attached, LinkState
from vedette.linking.carrying import Carried, carry, heirs
from vedette.linking.clustering import Partition
from vedette.linking.deciding import linkable
from vedette.linking.floods import floods, watched
from vedette.linking.linking import link, why
from vedette.linking.options import LinkOptions, Related
from vedette.linking.weights import Weights

__all__ = [
    "Attached",
    "Carried",
    "LinkOptions",
    "LinkState",
    "Partition",
    "Related",
    "Weights",
    "carry",
    "floods",
    "heirs",
    "incidents",
    "link",
    "linkable",
    "partition",
    "watched",
    "why",
]
