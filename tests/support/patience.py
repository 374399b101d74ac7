"""How long tests wait for a condition. Only a failing test waits that long, and a machine may hang meanwhile."""

PATIENCE = 120.0
