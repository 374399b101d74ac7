"""Template tags of new conferences."""

from django import template
from django.template import RequestContext

from foundation.accounts.models import User
from sessions.first_run import services

register = template.Library()


@register.simple_tag(takes_context=True)
def may_make_conferences(context: RequestContext) -> bool:
    """Whether the reader of a page makes conferences."""
    user = context["request"].user
    return isinstance(user, User) and services.may_make_conferences(user)
