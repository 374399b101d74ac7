"""The base of our pages in Django's administration."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:  # Django's class takes no parameter while it runs
    ModelAdmin = admin.ModelAdmin
