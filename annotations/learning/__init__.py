"""The loop: what to correct next, how far it is, and what the tagger learns from it."""

from annotations.learning.folds import FEWEST, Fold, TooFewReportsError, folds
from annotations.learning.learning import Learned, learn
from annotations.learning.next import Candidate, MentionInDoubt, candidates
from annotations.learning.progress import ProgressFile, StoppedError, read_progress
from annotations.learning.replay import Replay, replayed
from annotations.learning.scores import Score, score
from annotations.learning.statistics import Statistics, statistics
from annotations.learning.trainer import LearnSettings, Lesson, Trainer, find_trainer
from annotations.learning.verdict import Verdict

__all__ = [
    "FEWEST",
    "Candidate",
    "Fold",
    "LearnSettings",
    "Learned",
    "Lesson",
    "MentionInDoubt",
    "ProgressFile",
    "Replay",
    "Score",
    "Statistics",
    "StoppedError",
    "TooFewReportsError",
    "Trainer",
    "Verdict",
    "candidates",
    "find_trainer",
    "folds",
    "learn",
    "read_progress",
    "replayed",
    "score",
    "statistics",
]
