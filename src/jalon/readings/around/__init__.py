"""What surrounds a decision, for one file and one day: documents to gather, costs, things to know. Plain data, with
sentences in one language. No rule and no amount is written here."""

from jalon.readings.around.costs import costs_report
from jalon.readings.around.documents import documents_report
from jalon.readings.around.matters import matters_report, sources_words

__all__ = ["costs_report", "documents_report", "matters_report", "sources_words"]
