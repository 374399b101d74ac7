"""What a request searches for, or gives in a body, has a greatest length."""

from collections.abc import Iterator

import pytest
from rest_framework import serializers

from config import urls
from foundation.rest.serializers import Query

assert urls.urlpatterns  # imports every endpoint, and with it every query


def _queries(base: type[Query] = Query) -> Iterator[type[Query]]:
    for each in base.__subclasses__():
        yield each
        yield from _queries(each)


def _texts() -> Iterator[tuple[str, serializers.CharField]]:
    # Those of other tests are no endpoint's.
    for query in {each for each in _queries() if not each.__module__.startswith("tests.")}:
        for name, field in query().fields.items():
            for each in (field, getattr(field, "child", None)):
                if isinstance(each, serializers.CharField):
                    yield f"{query.__module__}.{query.__name__}.{name}", each


@pytest.mark.parametrize(("name", "field"), sorted(_texts(), key=lambda pair: pair[0]))
def test_a_text_has_a_greatest_length(name: str, field: serializers.CharField) -> None:
    if field.max_length is None:
        # A pattern bounds it.
        assert isinstance(field, serializers.RegexField), name
        for character in "1a":
            with pytest.raises(serializers.ValidationError):
                field.run_validation(character * 1000)
