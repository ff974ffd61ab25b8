"""Whom the system's proxy is told of, and whom not."""

import pytest

from voiceapp.settings.endpoints import AddressError, Origin
from voiceapp.settings.proxies import proxy_for

EVERYTHING = {"http": "http://proxy.example:3128", "https": "http://proxy.example:3128", "all": "socks://other:1080"}


def way(address: str, **proxies: str) -> str | None:
    return proxy_for(Origin.of(address), lambda: proxies or EVERYTHING)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:11434",
        "https://localhost:8443",
        "http://127.0.0.1:8000",
        "http://127.9.9.9",
        "http://[::1]:9",
        "http://me.localhost",
        "http://192.168.1.20:8000",
        "http://10.0.0.3",
        "http://172.20.1.1",
        "http://169.254.3.4",
        "http://[fd00::5]:11434",
        "http://nas:11434",
        "http://nas.local:11434",
    ],
)
def test_this_machine_and_plain_neighbours_are_reached_directly(address: str) -> None:
    assert way(address) is None


@pytest.mark.parametrize("address", ["http://example.org", "http://8.8.8.8", "ws://example.org:8000"])
def test_nothing_unencrypted_goes_through_a_proxy(address: str) -> None:
    with pytest.raises(AddressError, match="isn't encrypted"):
        way(address)
    assert way(address, https="http://proxy.example:3128") is None, "there is no proxy on this way"


@pytest.mark.parametrize(
    ("proxies", "expected"),
    [
        ({"https": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"https": "proxy.example:3128/"}, "http://proxy.example:3128"),
        ({"all": "socks://127.0.0.1:1080/"}, "socks5h://127.0.0.1:1080"),
        ({"all": "SOCKS5://127.0.0.1:1080"}, "socks5://127.0.0.1:1080"),
        ({"https": "http://a:3128", "all": "socks5://b:1"}, "http://a:3128"),
        ({"http": "http://a:3128"}, None),
        ({"https": "http://a:3128", "no": "other.org, .openai.com"}, None),
        ({"https": "http://a:3128", "no": "api.openai.com:443"}, None),
        ({"https": "http://a:3128", "no": "api.openai.com:8443"}, "http://a:3128"),
        ({"https": "http://a:3128", "no": "nai.com,10.0.0.0/8,::1,"}, "http://a:3128"),
        ({"https": "http://a:3128", "no": "*"}, None),
    ],
)
def test_the_way_is_what_the_system_says(proxies: dict[str, str], expected: str | None) -> None:
    assert way("https://api.openai.com", **proxies) == expected


@pytest.mark.parametrize("entry", ["10.0.0.0/8", "10.1.2.3", "10.1.2.3:443"])
def test_networks_can_be_left_out(entry: str) -> None:
    assert way("https://10.1.2.3", https="http://a:3128", no=entry) is None


@pytest.mark.parametrize(
    "proxy", ["gopher://user:secret@host:70", "socks4://user:secret@host:1", "http://", "http://:1"]
)
def test_a_proxy_that_cannot_be_used_is_said_without_its_password(proxy: str) -> None:
    with pytest.raises(AddressError) as told:
        way("https://api.openai.com", https=proxy)
    assert "proxy" in str(told.value)
    assert "secret" not in str(told.value)
