"""Serializers of the REST API. Bodies and queries with undeclared members are refused."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from rest_framework import serializers

from foundation.text import clean_input, usual_tag

LONGEST_NAME = 40
"""The most characters of an unknown member's name that a refusal repeats."""


class Query(serializers.Serializer[Any]):
    """The query of a request, which is cleaned like a body, so that what is searched for is spelled as it is stored.

    Unknown parameters are refused, and those that are given twice. So are empty ones, unless their field allows that.
    """

    def to_internal_value(self, data: Any) -> Any:
        """Refuse undeclared and repeated parameters, then read as every serializer does."""
        if isinstance(data, QueryDict):
            repeated = [name[:LONGEST_NAME] for name, values in data.lists() if len(values) > 1]
            if repeated:
                raise serializers.ValidationError({repeated[0]: ["Give this once."]})
            # REST framework takes an empty field of a form for a missing one.
            data = clean_input(data.dict())
        if isinstance(data, Mapping):
            unknown = [str(name)[:LONGEST_NAME] for name in data if name not in self.fields]
            if unknown:
                known = ", ".join(self.fields)
                text = f"This is not known here. Leave it out, or use one of: {known}."
                raise serializers.ValidationError({unknown[0]: [text]})
        return super().to_internal_value(data)


class Body(Query):
    """The JSON object in a request. Unknown members are refused, and so are values of another JSON type.

    REST framework itself would take 5 and true for a text, and "5" for a number.
    """

    def to_internal_value(self, data: Any) -> Any:
        """Refuse values of a wrong type, then read as `Query` does."""
        if isinstance(data, Mapping):
            for name, field in self.fields.items():
                if name in data and (wanted := wrong_type(field, data[name])):
                    raise serializers.ValidationError({name: [f"Write {wanted} here."]})
        return super().to_internal_value(data)


class Answer(serializers.Serializer[Any]):
    """The base of serializers that describe a response. Responses are not checked against them."""


class TextsField(serializers.DictField):
    """A text in each language that the organiser gave, by BCP 47 tag."""

    child = serializers.CharField(allow_blank=True)


class LanguageTagField(serializers.RegexField):
    """A BCP 47 tag, which is read in any case."""

    def __init__(self, **options: Any) -> None:
        super().__init__(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=12, **options)

    def to_internal_value(self, data: Any) -> str:
        """The tag in the usual form."""
        return usual_tag(super().to_internal_value(data))


def wrong_type(field: serializers.Field[Any, Any, Any, Any], value: Any) -> str:
    """The JSON type that a field requires, in words, if `value` has another type. "" for a value of the right type, or
    null.
    """
    if value is None:
        return ""
    match field:
        case serializers.BooleanField():
            return "" if isinstance(value, bool) else "true or false"
        case serializers.IntegerField():
            whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            return "" if whole and not isinstance(value, bool) else "a whole number"
        case serializers.FloatField():
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            return "" if is_number else "a number"
        case serializers.ListField() if isinstance(value, list):
            return next(filter(None, (wrong_type(field.child, each) for each in value)), "")
        case serializers.DictField() if isinstance(value, dict):
            return next(filter(None, (wrong_type(field.child, each) for each in value.values())), "")
        case (
            serializers.CharField()
            | serializers.ChoiceField()
            | serializers.DateTimeField()
            | serializers.DateField()
            | serializers.TimeField()
            | serializers.UUIDField()
        ):
            return "" if isinstance(value, str) else "a text"
    return ""


class OwnSessionRole(Answer):
    """A role in one session."""

    session = serializers.CharField()
    role = serializers.CharField()


class SeatInfo(Answer):
    """What a browser may know of its own seat."""

    person = serializers.CharField()
    participant = serializers.CharField(allow_null=True)
    name = serializers.CharField()
    conference = serializers.CharField()
    slug = serializers.CharField()
    party = serializers.CharField(allow_null=True)
    place = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    session_roles = OwnSessionRole(many=True)
    simulated = serializers.BooleanField()


class SeatAnswer(Answer):
    """A seat's token, and what the browser may know of the seat."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()
    seat = SeatInfo()


class DownloadToken(Answer):
    """A token for a minute, with which a file is fetched at `url`, also in parts (HTTP ranges)."""

    token = serializers.CharField()
    url = serializers.CharField()
    expires_at = serializers.DateTimeField()
