"""What the seen and heard stores; each concept's models stand in its own folder."""

from streaming.recordings.models import Recording

__all__ = ["Recording"]
