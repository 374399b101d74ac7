"""Bodies and queries hold what is declared, of the declared type, and nothing else."""

from typing import Any

import pytest
from django.http import QueryDict
from rest_framework import serializers

from foundation.rest.exception_handler import handle_exception
from foundation.rest.serializers import Body, Query


class ThingSerializer(Body):
    name = serializers.CharField(max_length=5, required=False)
    many = serializers.IntegerField(required=False, allow_null=True)
    share = serializers.FloatField(required=False)
    is_new = serializers.BooleanField(required=False)
    kinds = serializers.ListField(child=serializers.CharField(), required=False)
    texts = serializers.DictField(child=serializers.CharField(), required=False)
    at = serializers.DateTimeField(required=False)


class PageSerializer(Query):
    state = serializers.ChoiceField(["here", "away"], required=False)
    before = serializers.IntegerField(required=False)


class WordsSerializer(Query):
    q = serializers.CharField()


def said(given: serializers.Serializer[Any]) -> str:
    """The sentence of the refusal, or "" if there is none."""
    try:
        given.is_valid(raise_exception=True)
    except serializers.ValidationError as error:
        answer = handle_exception(error, {})
        assert answer is not None
        assert answer.data["code"] == "http.invalid"
        return str(answer.data["detail"])
    return ""


def test_a_declared_body_is_taken() -> None:
    body = {"name": "Fiji", "many": None, "share": 1, "is_new": True, "kinds": ["a"], "texts": {"en": "b"}}
    assert said(ThingSerializer(data=body)) == ""
    assert said(ThingSerializer(data={"many": 1.0})) == ""


def test_an_unknown_member_is_refused() -> None:
    assert said(PageSerializer(data={"colour": "red"})) == (
        "colour: This is not known here. Leave it out, or use one of: state, before."
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"name": 5}, "name: Write a text here."),
        ({"name": True}, "name: Write a text here."),
        ({"many": "5"}, "many: Write a whole number here."),
        ({"many": True}, "many: Write a whole number here."),
        ({"many": 1.5}, "many: Write a whole number here."),
        ({"share": "1"}, "share: Write a number here."),
        ({"is_new": "yes"}, "is_new: Write true or false here."),
        ({"is_new": 1}, "is_new: Write true or false here."),
        ({"kinds": ["a", 1]}, "kinds: Write a text here."),
        ({"texts": {"en": 1}}, "texts: Write a text here."),
        ({"at": 1600000000}, "at: Write a text here."),
        ({"kinds": "a"}, 'kinds: Expected a list of items but got type "str".'),
    ],
)
def test_a_value_of_another_type_is_refused(body: dict[str, Any], words: str) -> None:
    assert said(ThingSerializer(data=body)) == words


def test_a_refusal_names_the_member_within_a_member() -> None:
    assert said(ThingSerializer(data={"kinds": ["a", ""]})) == "kinds.1: This field may not be blank."


def test_an_empty_parameter_is_no_missing_one() -> None:
    assert said(PageSerializer(data=QueryDict("before="))) == "before: A valid integer is required."
    assert said(PageSerializer(data=QueryDict("state=away&before=4"))) == ""


def test_a_query_is_spelled_as_texts_are_stored() -> None:
    given = WordsSerializer(data=QueryDict("q=Fide\u0301lia\0"))
    assert (said(given), given.validated_data) == ("", {"q": "Fid\u00e9lia"})
