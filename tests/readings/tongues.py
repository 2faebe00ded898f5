"""Which French words an English text must not have."""

from __future__ import annotations

import re

_FRENCH = {
    "le les des du une est sont pas pour dans avec sans sur aux cette ces qui que plus moins jour jours emploi",
    "diplôme délivré délivrance demande dépôt satisfaite indéterminée conditions-de preuve preuves métier loi",
    "langue conjoint enfant enfants âge séjour permis heures semaine année années fait oui ou et au la ne se",
    "réception volet compte comptés comptée indéterminé manque confiance élevée moyenne faible",
}
FRENCH_WORDS = {word for words in _FRENCH for word in words.split()}
# Names of documents, programmes and titles of jobs stay in their language, between quotes or after a known head.
_NAMES = re.compile(r"“[^”]*”|«[^»]*»|\([^()]*\)")


def french_words(text: str) -> set[str]:
    """French words in a text, what stands between quotation marks or brackets left out."""
    return set(re.findall(r"[a-zà-ÿœ]+", _NAMES.sub(" ", text).lower())) & FRENCH_WORDS
