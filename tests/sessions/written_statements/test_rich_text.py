"""Cleaning of untrusted HTML (FL4)."""

import pytest

from sessions.written_statements.rich_text import clean_html, text_without_marks


def test_FL4_paragraphs_headings_lists_bold_and_italics_stay() -> None:
    html = "<h2>Oceans</h2><p>We <strong>agree</strong>, <em>fully</em>:<br>now.</p><ul><li>One</li></ul>"
    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<p>Hi<script>alert(1)</script></p>", "<p>Hi</p>"),
        ("<p onclick='alert(1)' style='position:fixed' class=x id=y>Hi</p>", "<p>Hi</p>"),
        ('<a href="javascript:alert(1)">Hi</a>', "Hi"),
        ("<img src=x onerror=alert(1)>Hi", "Hi"),
        ("<iframe src='https://example.org'>x</iframe>Hi", "Hi"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>Hi", "Hi"),
        ("<math><mtext></p><p>Hi</p></mtext></math>", ""),
        ("<style>p { display: none }</style><p>Hi</p>", "<p>Hi</p>"),
        ("<textarea><script>x</script></textarea>Hi", "Hi"),
        ("<!-- <script>x</script> --><p>Hi", "<p>Hi</p>"),
        ("<b><i>Hi</b>", "<b><i>Hi</i></b>"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("We <s>never</s><del>refuse</del> <strike>ever</strike>agree", "We  agree"),
        ("<meta http-equiv=refresh content=0><base href=//example.org><form action=/x>Hi", "Hi"),
        ('<p lang="en" title="hint">we</p>', "<p>we</p>"),
    ],
)
def test_FL4_nothing_else_does(hostile: str, left: str) -> None:
    assert clean_html(hostile) == left
    assert clean_html(left) == left


def test_FL4_words_are_those_that_are_read() -> None:
    assert text_without_marks("<p>We</p><p>agree&amp;go</p><ul><li>now</li></ul>").split() == [
        "We",
        "agree&go",
        "now",
    ]
    assert text_without_marks("a<br>b").split() == ["a", "b"]
    assert text_without_marks("<b>co</b>operate").split() == ["cooperate"]
    assert text_without_marks("<p>1 &lt; 2</p>") == "1 < 2"
