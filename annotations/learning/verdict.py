"""Whether new weights are taken (取舍), and why, in a sentence."""

from __future__ import annotations

from enum import StrEnum

from annotations.learning.chance import Gain


class Verdict(StrEnum):
    """What became of new weights."""

    TAKEN = "taken"
    NO_GAIN = "no_gain"
    FORGETS = "forgets"
    FORGETS_AT_LAST = "forgets_at_last"
    """As `FORGETS`, seen only of the weights trained on all corrected reports."""


def judge(corrected: Gain, replayed: Gain, tolerance: float) -> Verdict:
    """Take weights only if both gains hold beyond chance.

    The corrected reports must gain over their whole 95% interval, and the interval of the replayed ones may
    reach no further below zero than `tolerance`.
    """
    if not corrected.low > 0:
        return Verdict.NO_GAIN
    return Verdict.TAKEN if replayed.low >= -tolerance else Verdict.FORGETS


def sentence(verdict: Verdict, corrected: Gain, replayed: Gain) -> str:
    """Say why the weights were taken or not."""
    ours, known = _figures(corrected), _figures(replayed)
    if verdict is Verdict.TAKEN:
        return (
            f"took the new weights: corrected reports gain {ours} beyond chance when they are held "
            f"out, and replayed reports do not lose ({known})"
        )
    if verdict is Verdict.NO_GAIN:
        return (
            f"kept the old weights: what corrected reports gain when they are held out ({ours}) "
            "could be chance"
        )
    when = " of the final training" if verdict is Verdict.FORGETS_AT_LAST else ""
    return (
        f"kept the old weights: corrected reports gain {ours}, but replayed reports{when} may lose "
        f"({known})"
    )


def _figures(gain: Gain) -> str:
    return f"{gain.estimate:+.4f} [{gain.low:+.4f}, {gain.high:+.4f}]"
