"""What commands print, as common tools write it."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.settings.token_answer import LONGEST, PrintedToken, token_in

NOW = 1_800_000_000.0


def web_token(**claims: object) -> str:
    parts = (json.dumps({"alg": "none"}), json.dumps(claims))
    return ".".join([*(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts), "signature"])


ENDS = web_token(exp=1_800_003_600, aud="api")


@pytest.mark.parametrize(
    ("printed", "token"),
    [
        ("plain-token\n", PrintedToken("plain-token")),
        (f"{ENDS}\r\n", PrintedToken(ENDS, 1_800_003_600.0)),
        (
            '{"accessToken":"a1","expiresOn":"2027-01-15 09:20:00.000000","expires_on":1800003000,"tokenType":"Bearer"}',
            PrintedToken("a1", 1_800_003_000.0),
        ),
        ('{"accessToken":"a2","expires_on":"1800003000"}', PrintedToken("a2", 1_800_003_000.0)),
        ('{"access_token":"a3","expires_in":3599,"token_type":"Bearer"}', PrintedToken("a3", NOW + 3599)),
        ('{"token":"a4"}', PrintedToken("a4")),
        (
            '{"credential":{"access_token":"a5","token_expiry":"2027-01-15T08:20:00Z"}}',
            PrintedToken("a5", 1_800_001_200.0),
        ),
        (
            '{"kind":"ExecCredential","status":{"token":"a6","expirationTimestamp":"2027-01-15T08:20:00+00:00"}}',
            PrintedToken("a6", 1_800_001_200.0),
        ),
        (json.dumps({"token": ENDS}), PrintedToken(ENDS, 1_800_003_600.0)),
        ('{"token":"a7","expires_on":"soon"}', PrintedToken("a7")),
        ('{"token":"a8","expires_in":"1e999"}', PrintedToken("a8")),
        (web_token(exp="never"), PrintedToken(web_token(exp="never"))),
        ("not.a-token.at-all", PrintedToken("not.a-token.at-all")),
    ],
)
def test_a_token_and_its_end_are_read(printed: str, token: PrintedToken) -> None:
    assert token_in(printed, NOW) == token


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "two words",
        "two\nlines",
        "tök",
        "{",
        '{"expires_in":3}',
        '{"token":5}',
        '{"token":""}',
        "x" * (LONGEST + 1),
        "[]x y",
    ],
)
def test_what_is_no_token_is_none(printed: str) -> None:
    assert token_in(printed, NOW) is None


@given(
    st.text()
    | st.recursive(
        st.none() | st.text() | st.floats(),
        lambda of: st.dictionaries(
            st.sampled_from(["token", "expires_on", "expires_in", "expiry", "credential", "status"]), of
        ),
    ).map(json.dumps)
)
def test_whatever_is_printed_is_read_or_refused(printed: str) -> None:
    found = token_in(printed, NOW)
    assert found is None or (found.value and found.value.isprintable())
