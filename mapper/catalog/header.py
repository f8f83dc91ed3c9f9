"""The header of a query file (docs/queries-howto.md) to a `SavedQuery`; whatever does not fit is an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from mapper.catalog.binding import PARAMETER_MARK, check_value
from mapper.catalog.choices import list_closed_choices
from mapper.catalog.question import Choices, Parameter, ParameterType, SavedQuery, Text
from mapper.errors import MapperError, QueryError
from mapper.store.guard import Form, check_query
from mapper.store.tokens import Token, TokenKind, locate, read_code

HEADER_MARK: Final = "#+"
_KEYS: Final = ("summary", "description", "tags", "keywords", "params", "chart")
_KEYWORD_LISTS: Final = ("ko", "en", "weak")
_PARAMETER_KEYS: Final = ("name", "type", "default", "description", "choices", "keywords", "pattern")
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_question(text: str, *, question_id: str, file: str) -> SavedQuery:
    """The saved question that a file holds; raises QueryError naming the file and what does not fit."""
    found = _read_header(text, file)
    try:
        header = _require_mapping(found, "the header")
        _require_known(header, _KEYS, "the header")
        code = read_code(text)
        columns = _read_columns(text, code)
        parameters = tuple(_read_parameter(entry) for entry in _require_list(header, "params"))
        _check_parameters(parameters, code)
        return SavedQuery(
            id=question_id,
            file=file,
            text=text,
            summary=_require_text(header, "summary"),
            description=_read_text(header, "description"),
            tags=tuple(map(str, _require_list(header, "tags"))),
            keywords=_read_keywords(header, "ko", "en"),
            weak_keywords=_read_keywords(header, "weak"),
            parameters=parameters,
            chart=_require_mapping(header.get("chart") or {}, "`chart`"),
            columns=columns,
        )
    except MapperError as error:
        raise QueryError(str(error), file=file) from error


def _read_header(text: str, file: str) -> object:
    """The YAML of the lines that begin with the header's mark."""
    lines = [line.removeprefix(HEADER_MARK) if line.startswith(HEADER_MARK) else "" for line in text.splitlines()]
    try:
        header = yaml.load("\n".join(lines), Loader=_Loader)  # one of the two safe loaders
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise QueryError(
            f"the header is no YAML: {error.problem}.", file=file, line=mark.line + 1 if mark else None
        ) from error
    except yaml.YAMLError as error:
        raise QueryError("the header is no YAML.", file=file) from error
    if header is None:
        raise QueryError("no header.", file=file, hint=f"Begin with lines `{HEADER_MARK} summary: ...`.")
    return header


def _read_parameter(entry: object) -> Parameter:
    """One entry of `params`."""
    values = _require_mapping(entry, "an entry of `params`")
    name = values.get("name")
    if not isinstance(name, str) or not name.isidentifier():
        raise QueryError(f"a parameter's name is a word: {name!r}.")
    _require_known(values, _PARAMETER_KEYS, f"parameter `{name}`")
    try:
        type_ = ParameterType(values.get("type", ""))
    except ValueError:
        known = ", ".join(ParameterType)
        raise QueryError(f"parameter `{name}` has no known type.", hint=f"Types: {known}.") from None
    default = values.get("default")
    parameter = Parameter(
        name=name,
        type=type_,
        description=_require_text(values, "description"),
        default=None if default is None else str(default),
        choices=_read_choices(name, values.get("choices")),
        keywords=_read_choice_keywords(values),
        pattern=_read_pattern(name, values.get("pattern") or ""),
    )
    closed = set(list_closed_choices(parameter)) or set(parameter.keywords)
    if unknown := sorted(set(parameter.keywords) - closed):
        raise QueryError(f"parameter `{name}`: `keywords` names {unknown[0]!r}, which is no choice.")
    if (type_ is ParameterType.CHOICE) != bool(parameter.choices.values or parameter.choices.scheme):
        raise QueryError(
            f"parameter `{name}`: type choice and a closed list go together.",
            hint="Give `choices` as a list or {scheme: ...}; {query: ...} suggests values of another type.",
        )
    if parameter.default:
        check_value(parameter, parameter.default)
    return parameter


def _read_choices(name: str, value: object) -> Choices:
    """A list, `{scheme: ...}` or `{query: ...}`."""
    if value is None:
        return Choices()
    if isinstance(value, list) and value:
        return Choices(values=tuple(map(str, value)))
    if isinstance(value, dict) and len(value) == 1:
        ((source, text),) = value.items()
        if source == "scheme" and isinstance(text, str):
            return Choices(scheme=text)
        if source == "query" and isinstance(text, str):
            return Choices(query=text)
    raise QueryError(f"parameter `{name}`: `choices` is a list, {{scheme: NAME}} or {{query: SELECT ...}}.")


def _read_keywords(values: Mapping[str, Any], *lists: str) -> tuple[str, ...]:
    """The words of these lists of `keywords`, in their order."""
    keywords = _require_mapping(values.get("keywords") or {}, "`keywords`")
    _require_known(keywords, _KEYWORD_LISTS, "`keywords`")
    return tuple(str(word) for name in lists for word in _require_list(keywords, name))


def _read_choice_keywords(values: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """The words of each choice of a parameter."""
    keywords = _require_mapping(values.get("keywords") or {}, "`keywords` of a parameter")
    return {str(choice): tuple(map(str, _require_list(keywords, choice))) for choice in keywords}


def _read_pattern(name: str, pattern: object) -> str:
    """A regular expression with a group for the value."""
    try:
        groups = re.compile(str(pattern)).groups
    except re.error as error:
        raise QueryError(f"parameter `{name}`: `pattern` is no regular expression: {error}.") from error
    if pattern and not groups:
        raise QueryError(f"parameter `{name}`: `pattern` has no group for the value.", hint="Write it as (...).")
    return str(pattern)


def _read_columns(text: str, code: list[Token]) -> tuple[str, ...]:
    """The projected variables; raises QueryError for `SELECT *` and for a parameter among them."""
    if check_query(text).form is not Form.SELECT:
        raise QueryError("a saved question is a SELECT query.")
    start = next(index for index, token in enumerate(code) if token.keyword == "SELECT") + 1
    columns: list[str] = []
    depth = 0
    for before, token in zip(code[start - 1 :], code[start:], strict=False):
        if depth == 0 and (token.text == "{" or token.keyword in ("WHERE", "FROM")):
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.variable and (depth == 0 or before.keyword == "AS"):
            if token.variable.startswith(PARAMETER_MARK):
                line, _ = locate(text, token.start)
                raise QueryError(f"line {line}: parameter `{token.text}` is projected.", hint="Leave it out.")
            columns.append(token.variable)
    if not columns:
        raise QueryError("the columns are not named.", hint="Name them after SELECT, not `*`.")
    return tuple(columns)


def _check_parameters(parameters: tuple[Parameter, ...], code: list[Token]) -> None:
    """Every parameter is declared once and used, every one used is declared."""
    declared = [parameter.name for parameter in parameters]
    used = {
        token.variable.removeprefix(PARAMETER_MARK)
        for token in code
        if token.kind is TokenKind.VARIABLE and token.variable.startswith(PARAMETER_MARK)
    }
    for name in sorted({name for name in declared if declared.count(name) > 1}):
        raise QueryError(f"parameter `{name}` is declared twice.")
    for name in sorted(used - set(declared)):
        raise QueryError(f"`?{PARAMETER_MARK}{name}` is not declared.", hint="Add it to `params`.")
    for name in sorted(set(declared) - used):
        raise QueryError(f"parameter `{name}` stands nowhere in the query.", hint=f"Use ?{PARAMETER_MARK}{name}.")


def _require_known(values: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    """No key that nobody reads."""
    from mapper.suggest import suggest

    for key in values:
        if key not in known:
            raise QueryError(f"{where} has an unknown key `{key}`.", hint=suggest(str(key), known))


def _require_text(values: Mapping[str, Any], key: str) -> Text:
    """A text in both languages."""
    text = _read_text(values, key)
    if not (text.en and text.ko):
        raise QueryError(f"`{key}` is missing in a language.", hint=f"Write `{key}: {{en: ..., ko: ...}}`.")
    return text


def _read_text(values: Mapping[str, Any], key: str) -> Text:
    """A text in both languages, empty where there is none."""
    value = values.get(key) or {}
    if not isinstance(value, dict) or not set(value) <= {"en", "ko"}:
        raise QueryError(f"`{key}` is no text in two languages.", hint=f"Write `{key}: {{en: ..., ko: ...}}`.")
    return Text(*(" ".join(str(value.get(language, "")).split()) for language in ("en", "ko")))


def _require_list(values: Mapping[str, Any], key: str) -> list[Any]:
    """A list, empty where there is none."""
    value = values.get(key) or []
    if not isinstance(value, list):
        raise QueryError(f"`{key}` is no list.")
    return value


def _require_mapping(value: object, what: str) -> Mapping[str, Any]:
    """A mapping."""
    if not isinstance(value, dict):
        raise QueryError(f"{what} is no mapping of keys to values.")
    return value
