"""From Arrow columns of facts to the records that the columns reading decides (`jalon.readings.columns.layout`)."""
