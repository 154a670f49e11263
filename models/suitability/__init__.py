"""Who an entry is for: suitable, not suitable, refer or not known, each with reason and source.

The vocabulary is in `docs/criteria.md`: one small class a test, read by `criterion`.
"""

from models.suitability.finding import findings
from models.suitability.questions import question
from models.suitability.reading import criterion

__all__ = ["criterion", "findings", "question"]
