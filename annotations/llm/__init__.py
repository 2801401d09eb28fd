"""A language model's second opinion: any OpenAI-compatible server, believed only where it can be checked.

Nothing is sent unless a URL is given. An answer counts only if every value it quotes stands verbatim in
the passage it was shown and it breaks no relation that held; otherwise it is dropped and counted.
"""

from annotations.llm.adjudicating import adjudicate
from annotations.llm.annotating import annotate
from annotations.llm.client import ChatClient
from annotations.llm.outcome import Outcome, Suggested
from annotations.llm.settings import Budget, LlmSettings, Prices

__all__ = [
    "Budget",
    "ChatClient",
    "LlmSettings",
    "Outcome",
    "Prices",
    "Suggested",
    "adjudicate",
    "annotate",
]
