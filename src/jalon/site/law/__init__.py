"""The pages of the law: versions, conditions at a date, comparison, intake, contested points, lists of 2019."""
