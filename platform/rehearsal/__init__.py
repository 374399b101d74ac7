"""A rehearsal: simulated delegations, a chair and an audience, who come into any Balai by its public doors alone.

It imports nothing of the rooms. What it knows of them is what `docs/protocol.md` says.
"""
