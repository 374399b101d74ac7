"""Which tier of tests runs: `make test`, or all of `make thorough` (docs/testing.md)."""

import os

THOROUGH = os.environ.get("BALAI_TESTS") == "thorough"
