"""What there is to correct, how far it is, and how far those who correct it agree."""

from annotations.worklist.next import Candidate, MentionInDoubt, candidates
from annotations.worklist.statistics import Statistics, statistics

__all__ = ["Candidate", "MentionInDoubt", "Statistics", "candidates", "statistics"]
