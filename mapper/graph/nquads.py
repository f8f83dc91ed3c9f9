"""Terms as canonical N-Quads writes them (RDF 1.1 N-Quads, escapes as RDF 1.2 and RDFC-1.0 fix them)."""

from __future__ import annotations

import re

from mapper.errors import StructureError

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES |= {ord(char): "\\" + name for char, name in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)}
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORBIDDEN_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def iri(value: str) -> str:
    """An IRI in angle brackets; raises StructureError for one that would break the line."""
    if _FORBIDDEN_IN_IRI.search(value):
        raise StructureError(f"`{value}` is no IRI.")
    return f"<{value}>"


def minted(value: str) -> str:
    """An IRI that `mapper.keys` made, in angle brackets: a base that was checked, and hexadecimal digits."""
    return f"<{value}>"


def quote(text: str) -> str:
    """Text in quotation marks: every text that UTF-8 can hold; a lone surrogate becomes U+FFFD."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{_SURROGATE.sub("�", text.translate(_ESCAPES))}"'


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """A literal; a plain one is `xsd:string`, which canonical N-Quads leaves out."""
    if language:
        return f"{quote(text)}@{language}"
    if datatype and datatype != XSD + "string":
        return f"{quote(text)}^^{iri(datatype)}"
    return quote(text)


class Literals(dict[str, str]):
    """Plain literals by their text: a document says most names many times, and each is quoted once."""

    def __missing__(self, text: str) -> str:
        token = self[text] = quote(text)
        return token
