"""Mail addresses: one judge of what an address is, and the one form in which it is written.

Subscribers, the YAML files, message headers and test mails all ask here, so an address that one
part of the house stores can always be mailed by another, to the same domain.
"""

from __future__ import annotations

import re
import unicodedata

from digest.errors import UseError

MAX_ADDRESS_CHARS = 254
"""RFC 5321 section 4.5.3.1.3 allows a path of 256 octets; its angle brackets are two."""

MAX_LOCAL_CHARS = 64
"""RFC 5321 section 4.5.3.1.1: the part before the @."""

_MAX_LABEL_CHARS = 63
"""RFC 1035 section 2.3.4: the part of a domain between two dots."""

_ATOM = r"[A-Za-z0-9_+-]++"
_LABEL = r"[a-z0-9]++(?:-[a-z0-9]++)*+"
# The addresses that most subscribers have, already in their written form. They skip the full check,
# which takes 35 µs: an import reads a million addresses. A property test holds that the full check
# agrees.
_USUAL = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*+)@(?:{_LABEL}\.)++[a-z]{{2,63}}")

_SPECIAL_ENDINGS = (".arpa", ".invalid", ".local", ".onion")

# Ends the name of a host on the operator's own network while it is checked as a public name.
_STAND_IN = ".example"


_SAMPLE_DOMAINS = ("example.com", "example.net", "example.org")
_SAMPLE_TOPS = ("example", "invalid", "local", "localhost", "test")


def is_sample_address(address: str) -> bool:
    """Tell whether an address stands for no mailbox elsewhere: its domain is a sample or local.

    RFC 2606 and RFC 6761 keep these names free.

    >>> is_sample_address("ann@mail.example"), is_sample_address("ann@example.org.uk")
    (True, False)
    """
    domain = address.rpartition("@")[2].lower()
    if domain.rpartition(".")[2] in _SAMPLE_TOPS:
        return True
    return f".{domain}".endswith(tuple(f".{sample}" for sample in _SAMPLE_DOMAINS))


def normal_address(text: str) -> str:
    """Return the written form of an address: NFC, its domain in lower case and ASCII (IDNA 2008).

    The part before the @ keeps its case, which only its own server may judge. Host names of the
    operator's own network (`localhost`, `*.local`) are taken. Raises UseError for other text.

    >>> normal_address(" Zoë@Straße.DE ")
    'Zoë@xn--strae-oqa.de'
    """
    address = unicodedata.normalize("NFC", text).strip()
    if _is_usual(address):
        return address
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain:
        raise UseError(
            "not a mail address", subject=address, hint="it needs a name, an @ and a domain"
        )
    domain = domain.lower()
    # email-validator refuses these names, which a newsroom on one machine needs
    on_own_network = domain == "localhost" or domain.endswith(".local")
    if not on_own_network:
        return _checked(address, address)
    return _checked(f"{local}@{domain}{_STAND_IN}", address).removesuffix(_STAND_IN)


def _is_usual(address: str) -> bool:
    """Tell whether an address needs no full check. False says nothing against the address."""
    usual = _USUAL.fullmatch(address)
    if usual is None or address.endswith(_SPECIAL_ENDINGS):
        return False
    # the pattern does not know lengths: no part of a short address is too long
    if len(address) <= _MAX_LABEL_CHARS:
        return True
    if len(address) > MAX_ADDRESS_CHARS or len(usual["local"]) > MAX_LOCAL_CHARS:
        return False
    labels = address.rpartition("@")[2].split(".")
    longest = max(labels, key=len)
    return len(longest) <= _MAX_LABEL_CHARS


def _checked(address: str, written: str) -> str:
    """Check an address in full. `written` is the text that an error message names."""
    # 40 ms of imports, for the commands that meet an unusual address
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(
            address, strict=True, check_deliverability=False, test_environment=True
        )
    except EmailNotValidError as error:
        raise UseError("not a mail address", subject=written, hint=str(error)) from error
    normal = f"{checked.local_part}@{checked.ascii_domain}"
    # a domain in ASCII may be longer than the text that was typed
    if len(normal) > MAX_ADDRESS_CHARS:
        raise UseError("this mail address is too long", subject=normal)
    return normal
