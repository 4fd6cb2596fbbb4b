"""Which methods suit which architecture, told without loading anything.

What each method does to an architecture is in ``builtin.text.methods``, which imports torch; a
test holds the two together.
"""

from __future__ import annotations

WITH_PREFIX = frozenset({"bert", "electra", "roberta", "xlm-roberta"})
KNOWN = WITH_PREFIX | {"albert", "deberta-v2", "distilbert", "modernbert", "mpnet"}
METHODS = ("full", "lora", "adalora", "adapter", "probe", "few_shot")


def methods_of(architecture: str) -> tuple[str, ...]:
    """The methods that work with an architecture; none where it is not known here."""
    if architecture not in KNOWN:
        return ()
    return (*METHODS, "prefix") if architecture in WITH_PREFIX else METHODS
