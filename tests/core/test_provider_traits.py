"""Where a service of which nothing is known has its sockets."""

from voiceapp.core.provider_traits import ProviderTraits


def test_sockets_have_the_usual_paths() -> None:
    paths = ProviderTraits().paths
    assert paths.socket("/v1", "m") == ("/v1/realtime", {"model": "m"})
    assert paths.live("/v1") == "/v1/live/sessions"
    assert paths.translation("/v1") == "/v1/realtime/translations"
