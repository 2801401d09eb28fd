"""The loop: what to correct next, how far it is, and what the tagger learns from it."""

from annotations.learning.learning import Learned, learn
from annotations.learning.next import Candidate, MentionInDoubt, candidates
from annotations.learning.scores import Score, score
from annotations.learning.split import Split, split
from annotations.learning.statistics import Statistics, statistics
from annotations.learning.trainer import LearnSettings, Trainer, find_trainer

__all__ = [
    "Candidate",
    "LearnSettings",
    "Learned",
    "MentionInDoubt",
    "Score",
    "Split",
    "Statistics",
    "Trainer",
    "candidates",
    "find_trainer",
    "learn",
    "score",
    "split",
    "statistics",
]
