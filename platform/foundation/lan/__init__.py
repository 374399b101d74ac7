"""The hall in the room's own network: this machine's address, and the certificates for it."""
