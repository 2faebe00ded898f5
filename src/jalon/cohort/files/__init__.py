"""Opening and writing files of people: Parquet, Arrow, CSV tables, flat tables, lines of JSON."""
