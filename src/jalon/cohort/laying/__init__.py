"""From Arrow columns of facts to the tables that the columns reading decides (`jalon.readings.columns.layout`)."""
