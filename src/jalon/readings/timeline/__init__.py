"""One person through time: every verdict on every day of a span, as exact intervals."""
