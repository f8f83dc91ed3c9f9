from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import QueryError
from mapper.store.tokens import TokenKind, read_code, read_tokens

K = TokenKind

SNIPPETS: list[tuple[list[tuple[TokenKind, str]], str]] = [
    ([(K.VARIABLE, "?_year")], "?_year # ?_no"),
    ([(K.VARIABLE, "$_year")], "$_year"),
    ([(K.STRING, '"?_year"')], '"?_year"'),
    ([(K.STRING, r'"a\"?_year"')], r'"a\"?_year"'),
    ([(K.STRING, "'''it's ?_year'''")], "'''it's ?_year'''"),
    ([(K.STRING, '"""a ""quoted"" ?_year"""')], '"""a ""quoted"" ?_year"""'),
    ([(K.STRING, '"""line\n#?_year"""')], '"""line\n#?_year"""'),
    ([(K.IRI, "<http://a/?_year#b>")], "<http://a/?_year#b>"),
    ([(K.IRI, r"<http://a/\u00e9>")], r"<http://a/\u00e9>"),
    ([(K.VARIABLE, "?a"), (K.MARK, "<"), (K.VARIABLE, "?_b")], "?a < ?_b"),
    ([(K.VARIABLE, "?a"), (K.MARK, "<="), (K.VARIABLE, "?_b")], "?a<=?_b"),
    ([(K.NAME, "wp:amount"), (K.MARK, "/"), (K.NAME, "wp:of"), (K.MARK, "?")], "wp:amount/wp:of? "),
    ([(K.NAME, r"ex:a\#b"), (K.MARK, ".")], r"ex:a\#b."),
    ([(K.NAME, ":"), (K.NAME, "_:b1")], ": _:b1"),
    ([(K.STRING, '"x"'), (K.NAME, "@ko-KR")], '"x"@ko-KR'),
    ([(K.STRING, '"1"'), (K.MARK, "^^"), (K.NAME, "xsd:integer")], '"1"^^xsd:integer'),
    ([(K.WORD, "LIMIT"), (K.NUMBER, "10")], "LIMIT 10"),
    ([(K.NUMBER, "1.5e3"), (K.MARK, "&&"), (K.WORD, "true")], "1.5e3&&true"),
    ([(K.VARIABLE, "?예산"), (K.MARK, "}")], "?예산}"),
]


@pytest.mark.parametrize(("expected", "text"), SNIPPETS, ids=[text for _, text in SNIPPETS])
def test_each_terminal_of_sparql_is_told_apart(expected: list[tuple[TokenKind, str]], text: str) -> None:
    assert [(token.kind, token.text) for token in read_code(text)] == expected


@pytest.mark.parametrize("text", ['SELECT "a', "SELECT 'a\nb'", 'SELECT """a"', r"SELECT \u0041"])
def test_a_string_without_an_end_is_an_error_with_its_place(text: str) -> None:
    with pytest.raises(QueryError, match="line 1, column 8"):
        list(read_tokens(text))


@given(st.text(alphabet=" \n\"'\\<>?$#:_@ab1.{}()^&|", max_size=60))
def test_tokens_joined_are_the_query_again(text: str) -> None:
    try:
        tokens = list(read_tokens(text))
    except QueryError:
        return
    assert "".join(token.text for token in tokens) == text
    assert [token.start for token in tokens] == [len(text[: token.start]) for token in tokens]
