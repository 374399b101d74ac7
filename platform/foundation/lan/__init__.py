"""The hall in a local network: this machine's address, and the certificates for it."""
