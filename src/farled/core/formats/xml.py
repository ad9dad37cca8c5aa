"""XML of strangers: no document type, no entities, nothing fetched (methods.md 5)."""

from xml.etree.ElementTree import Element

from farled.core.finding import Invalid, Say


def looks_like_xml(data: bytes) -> bool:
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def xml_root(data: bytes) -> Element:
    """The root element. Raises Invalid (`xml.broken` with the row, `xml.entities`)."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException, ElementTree

    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except ParseError as error:
        raise Invalid("file", Say("xml.broken", {"row": error.position[0]})) from None
    except (DefusedXmlException, ValueError, LookupError):
        raise Invalid("file", Say("xml.entities")) from None
    return root


def local(tag: object) -> str:
    """A tag's name without its namespace; "" for comments and instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
