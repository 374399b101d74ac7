"""The formats of Chinese, which Django has under the name of its script."""

from django.conf.locale.zh_Hans.formats import *  # type: ignore[import-untyped]  # noqa: F403
