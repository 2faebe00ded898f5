"""The same run on a Spark cluster (extra `spark`): the same rows decided by the same law, with the same digest.

`running` is where to begin. What the machines that decide do is in `deciding`, opening a session in `session`, and files
as Spark sees them in `places`.
"""
