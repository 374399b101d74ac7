"""Every table with data about people is in the one list, or its absence is explained."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from foundation.accounts.models import User
from sessions.models import Participant
from sessions.personal_data.tables import NOT_LISTED, TABLES

NAMES = (
    "person",
    "participant",
    "actor",
    "reseats",
    "made_by",
    "answered_by",
    "by",
    "user",
    "network",
    "email",
    "to",
)
"""Names of columns that hold a person's id, address or name without being a relation."""


def references(model: Any) -> Iterator[str]:
    """The fields of a model that refer to a person."""
    for field in model._meta.concrete_fields:
        relation = field.remote_field.model if field.remote_field else None
        named = field.name in NAMES and isinstance(field, (models.CharField, models.UUIDField))
        if (
            relation in (User, Participant)
            or named
            or isinstance(field, (models.EmailField, models.UUIDField))
        ):
            yield field.name


def with_people() -> dict[str, set[str]]:
    found = {}
    for model in apps.get_models():
        if fields := {*references(model)}:
            found[model._meta.label] = fields
    return found


def test_no_table_with_data_about_people_is_left_out() -> None:
    assert with_people().keys() - {each.model for each in TABLES} - NOT_LISTED.keys() == set()


def test_no_table_is_listed_twice_or_explained_for_nothing() -> None:
    listed = [each.model for each in TABLES]
    assert len(listed) == len({*listed})
    assert {*listed}.isdisjoint(NOT_LISTED)
    known = {model._meta.label for model in apps.get_models()}
    assert {*listed, *NOT_LISTED} <= known


@pytest.mark.parametrize("stored", TABLES, ids=lambda stored: stored.model)
def test_the_list_names_each_field_that_refers_to_a_person(stored: Any) -> None:
    own = {"public_id"} if stored.model in ("streaming.PublisherKey", "conference.ApiToken") else set()
    other = {"email"} if stored.model == "accounts.User" else set()
    other |= {"network"} if stored.model in ("chat.Vote", "chat.PollAnswer") else set()
    assert with_people()[stored.model] - own - other <= stored.refers.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("stored", TABLES, ids=lambda stored: stored.model)
def test_what_is_exported_can_be_read_and_is_no_secret(stored: Any) -> None:
    assert list(stored.rows.values(*stored.fields)) is not None
    for name in stored.fields:
        assert not {"password", "digest", "key", "data", "seat", "token"} & {*name.split("__")}
