"""Keys stay where they belong: bound to their host, and out of everything that is written or shown."""

import copy
import json
import logging
import pickle
import threading
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from voiceapp.core.key_source import KeySource
from voiceapp.core.sentence import Sentence
from voiceapp.providers import KEY_VARIABLES, endpoint_at
from voiceapp.settings import logging_setup
from voiceapp.settings.endpoints import AddressError, Origin
from voiceapp.settings.keyring_question import VaultError
from voiceapp.settings.redaction import redact
from voiceapp.settings.secrets import KeyRing, Secret, WrongHostError

KEY = "sk-proj-AbCdEf0123456789"
OPENAI = "https://api.openai.com/v1"
MINE = "http://127.0.0.1:8000/v1"


class Vault:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_a_secret_shows_itself_nowhere() -> None:
    secret = Secret(KEY, Origin.of(OPENAI))
    for shown in (repr(secret), str(secret), f"{secret}", f"{secret!r:>40}", "%s" % secret, json.dumps([str(secret)])):  # noqa: UP031
        assert KEY not in shown
    assert copy.deepcopy(secret).reveal() == KEY
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_a_key_is_told_to_its_own_host_alone() -> None:
    secret = Secret(KEY, Origin.of(OPENAI))
    assert secret.reveal_for("wss://api.openai.com/v1/realtime?model=x") == KEY
    for other in (MINE, "https://api.openai.com.evil.example/v1", "http://api.openai.com/v1", "https://openai.com"):
        with pytest.raises(WrongHostError) as refused:
            secret.reveal_for(other)
        assert KEY not in str(refused.value)


def test_the_environments_key_is_for_openai_or_for_the_base_url_that_stands_beside_it() -> None:
    plain = KeyRing({"OPENAI_API_KEY": KEY}, Vault)
    assert plain.find(OPENAI) is not None
    assert plain.find(MINE) is None
    other = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": MINE}, Vault)
    assert other.find(MINE) is not None
    assert other.find(OPENAI) is None


def test_a_key_is_kept_found_and_forgotten_by_its_host() -> None:
    vault = Vault()
    ring = KeyRing({}, lambda: vault)
    assert ring.keep(OPENAI, Secret(KEY)) is None
    found = KeyRing({}, lambda: vault).find("https://api.openai.com/v1/")
    assert found is not None
    assert found.source is KeySource.KEYRING
    assert found.key.reveal() == KEY
    assert KeyRing({}, lambda: vault).find(MINE) is None
    assert ring.forget(OPENAI) is None
    assert vault.kept == {}


def test_a_keyring_that_hangs_is_not_waited_for_and_the_key_serves_this_session() -> None:
    let_go = threading.Event()

    class Hanging(Vault):
        def get_password(self, service: str, username: str) -> str | None:
            let_go.wait(EVENT)
            return None

        def set_password(self, service: str, username: str, password: str) -> None:
            let_go.wait(EVENT)

    ring = KeyRing({}, Hanging, patience=0.05)
    try:
        assert ring.find(OPENAI) is None
        assert "keyring" in str(ring.trouble)
        said = str(ring.keep(OPENAI, Secret(KEY)))
        assert said.endswith(".")
        found = ring.find(OPENAI)
        assert found is not None
        assert found.source is KeySource.SESSION
    finally:
        let_go.set()


class Locked(Vault):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise VaultError(Sentence("The keyring is locked"))


@pytest.mark.parametrize(("base_url", "advised"), [(OPENAI, True), (MINE, False), ("https://api.deepgram.com", False)])
def test_the_variable_is_advised_only_to_whom_its_key_would_go(base_url: str, advised: bool) -> None:
    told = KeyRing({}, Locked).keep(base_url, Secret(KEY))
    assert told is not None
    assert ("OPENAI_API_KEY" in str(told)) is advised


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "state" / "voiceapp.log"
    logging_setup.start(path)
    yield path
    logger = logging.getLogger("voiceapp")
    for handler in tuple(logger.handlers):
        if isinstance(handler, logging_setup.PrivateLogFile):
            logger.removeHandler(handler)
            handler.close()


@pytest.mark.expects_log
def test_no_key_reaches_the_log_however_it_is_written(log_file: Path) -> None:
    odd = "not-shaped-like-a-key-7531"
    Secret(odd)
    log = logging.getLogger("voiceapp.test")
    log.info("plain %s", KEY)
    log.warning("Authorization: Bearer %s", "abcdefghijklmnop")
    log.error("headers %r", {"api-key": "0123456789abcdef", "x": odd})
    log.info("https://example.com/v1?key=%s&a=b", "hidden-value-1")
    log.info("ephemeral ek_0123456789abcdef")
    try:
        raise ValueError(f"bad header {KEY} {odd}")  # noqa: TRY301
    except ValueError:
        log.exception("failed")
    text = log_file.read_text(encoding="utf-8")
    for secret in (KEY, "abcdefghijklmnop", "0123456789abcdef", odd, "hidden-value-1", "ek_0123456789abcdef"):
        assert secret not in text
    assert "failed" in text
    assert "ValueError" in text
    assert log_file.stat().st_mode & 0o777 == 0o600
    assert log_file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.expects_log
def test_the_log_says_which_error_and_where_and_not_what_it_said(log_file: Path) -> None:
    try:
        try:
            raise KeyError("the tea is in the tin")  # noqa: TRY301
        except KeyError as error:
            raise ValueError("the tin is blue") from error
    except ValueError:
        logging.getLogger("voiceapp.test").exception("failed")
    text = log_file.read_text(encoding="utf-8")
    assert "ValueError at test_keys_and_logs.py:" in text
    assert "from KeyError at test_keys_and_logs.py:" in text
    assert "tea" not in text
    assert "blue" not in text


def test_redaction_leaves_what_is_no_key_as_it_is() -> None:
    plain = "The session sess_1 at https://api.openai.com/v1/realtime?model=gpt-realtime-2.1 took 12 ms."
    assert redact(plain).replace("[secret]", "sess_1") == plain
    shown = "".join(traceback.format_exception_only(KeyError(KEY)))
    assert KEY not in redact(shown)


@pytest.mark.parametrize(
    ("pasted", "base"),
    [
        ("api.openai.com", "https://api.openai.com/v1"),
        ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
        ("https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1"),
        ("localhost:11434", "http://localhost:11434/v1"),
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1"),
        ("https://me.openai.azure.com", "https://me.openai.azure.com/openai/v1"),
    ],
)
def test_addresses_are_understood_as_people_paste_them(pasted: str, base: str) -> None:
    endpoint = endpoint_at(pasted)
    assert endpoint.base_url == base
    assert endpoint_at(endpoint.base_url) == endpoint


def test_where_the_socket_is_and_how_it_is_asked() -> None:
    assert endpoint_at(OPENAI).realtime_url("m") == "wss://api.openai.com/v1/realtime?model=m"
    assert endpoint_at(MINE).realtime_url("m") == "ws://127.0.0.1:8000/v1/realtime?model=m"
    azure = endpoint_at("https://me.openai.azure.com")
    assert azure.realtime_url("deployed") == "wss://me.openai.azure.com/openai/v1/realtime?model=deployed"
    assert azure.headers(KEY) == {"api-key": KEY}
    assert endpoint_at(OPENAI).headers(KEY) == {"Authorization": f"Bearer {KEY}"}
    dated = endpoint_at("https://me.openai.azure.com/openai?api-version=2024-10-01-preview")
    assert "deployment=d" in dated.realtime_url("d")


@pytest.mark.parametrize(
    "pasted", ["", "https://", "ftp://x.example", "https://user:pw@x.example", f"https://x.example?api_key={KEY}"]
)
def test_what_is_no_address_is_refused_in_a_sentence_without_the_key(pasted: str) -> None:
    with pytest.raises(AddressError) as refused:
        endpoint_at(pasted)
    assert str(refused.value).endswith(".")
    assert KEY not in str(refused.value)


def test_an_unencrypted_way_to_another_machine_must_be_allowed() -> None:
    endpoint_at(MINE).check_privacy(plain_allowed=False)
    far = endpoint_at("http://192.0.2.7:8000/v1")
    with pytest.raises(AddressError):
        far.check_privacy(plain_allowed=False)
    far.check_privacy(plain_allowed=True)


def test_a_provider_s_own_variable_is_for_its_hosts_alone() -> None:
    environ = {"DEEPGRAM_API_KEY": "dg-key", "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": MINE}
    ring = KeyRing(environ, Vault, variables=lambda: KEY_VARIABLES)
    found = ring.known("https://api.eu.deepgram.com/v1")
    assert found is not None
    assert (found.key.reveal(), str(found.words)) == ("dg-key", "DEEPGRAM_API_KEY")
    for elsewhere in ("http://api.deepgram.com", "https://api.deepgram.com:8443", "https://deepgram.example/v1/listen"):
        assert ring.known(elsewhere) is None
    assert ring.known("https://api.openai.com/v1") is None, "it goes with its address"
    mine = ring.known(MINE)
    assert mine is not None
    assert str(mine.words) == "OPENAI_API_KEY"
    assert KeyRing({}, Vault, variables=lambda: KEY_VARIABLES).known("https://api.deepgram.com") is None


def test_services_are_asked_for_their_variable_only_where_it_may_count() -> None:
    def asked() -> Mapping[str, str]:
        raise AssertionError("all services would be loaded")

    ring = KeyRing({"OPENAI_API_KEY": KEY}, Vault, variables=asked)
    assert ring.known("https://api.openai.com/v1") is not None
    assert ring.known("http://api.deepgram.com") is None


@pytest.mark.parametrize("address", ["http://[::1]:8080/v1", "https://[2001:db8::7]:8443/v1", "https://[2001:db8::7]"])
def test_a_server_with_an_ipv6_address_has_a_key_of_its_own(address: str) -> None:
    vault = Vault()
    ring = KeyRing({"OPENAI_API_KEY": "sk-other"}, lambda: vault, variables=lambda: KEY_VARIABLES)
    assert ring.find(address) is None
    assert ring.keep(address, Secret(KEY)) is None
    assert list(vault.kept) == [("voiceapp", str(Origin.of(address)))]
    again = KeyRing({}, lambda: vault).find(address)
    assert again is not None
    assert again.key.reveal_for(address) == KEY
    assert ring.find("http://[::2]:8080/v1") is None
    assert ring.forget(address) is None
    assert ring.known(address) is None


def test_the_environment_s_key_goes_to_an_ipv6_address_that_it_names() -> None:
    ring = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "http://[::1]:8080/v1"}, Vault)
    found = ring.known("http://[::1]:8080/v1")
    assert found is not None
    assert found.key.reveal_for("ws://[::1]:8080/v1/realtime") == KEY
