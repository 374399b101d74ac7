"""A rehearsal: simulated delegations, a chair and an audience that use Balai through its public API only.

It imports nothing from the server's apps. What it knows of them is in `docs/protocol.md` and the reference.
"""
