from django.contrib import admin

from foundation.accounts.models import User
from foundation.administration import ModelAdmin


@admin.register(User)
class UserAdmin(ModelAdmin):
    """People: who may sign in, and who may administer."""

    list_display = ("name", "email", "is_guest", "is_staff", "is_active")
    list_filter = ("is_guest", "is_staff", "is_active")
    search_fields = ("name", "email")
    readonly_fields = ("public_id", "joined_at")
    fields = (
        "public_id", "name", "email", "is_guest", "is_staff", "is_superuser", "is_active", "groups", "joined_at",
    )  # fmt: skip
