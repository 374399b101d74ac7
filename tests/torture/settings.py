"""Balai's settings with hints that fail at will: everything else is as it is run."""

from config.settings import *  # noqa: F403
from config.settings import CHANNEL_LAYERS

CHANNEL_LAYERS["default"]["BACKEND"] = "tests.torture.hints.FailingLayer"
