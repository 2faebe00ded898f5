"""The assessment: questions one at a time, lists, checking; and the answers of a visitor (`answers`)."""
