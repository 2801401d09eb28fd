"""What a passage tells of indicators, and what bounds an account: later times (下一步), goals that wait."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.indicators.pairing import Account
from extraction.indicators.passages import Passage

NEXT = re.compile(r"下一步|下年|明年|次年|来年|将于|下一年|今后")
"""What a passage about later times says: it accounts for nothing."""
MOST_WAITING = 64
"""How many goals or passages of goals wait for results at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """The indicators of a passage, and the stretch in which they decide.

    Attributes:
        explained: whether a class or the sentence itself says that lone values are indicators'.
    """

    passage: Passage
    accounts: tuple[Account, ...]
    explained: bool
