"""The run itself: what is asked, chunk after chunk, what is refused, the digest, and taking up where it was left."""
