"""The result of an assessment: verdicts with their reasons, dates, remedies, documents, fees, memo."""
