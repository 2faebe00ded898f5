"""What is told of a run: counts, masks, pictures, the report, the codebook."""
