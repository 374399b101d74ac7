"""How long tests wait for what has to come: only one that fails waits so long. A machine may stand still meanwhile."""

PATIENCE = 120.0
