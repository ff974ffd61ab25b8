"""Where each role's server is, by the settings and the environment."""

import os

from voiceapp.settings.endpoints import OPENAI_BASE_URL, Endpoint, FromEnvironment, with_account
from voiceapp.settings.model import Settings


def general_endpoint(settings: Settings) -> Endpoint:
    """The address that holds for every role that names none of its own. Raises AddressError."""
    said = FromEnvironment.read(os.environ)
    endpoint = Endpoint.parse(settings.engines.base_url or said.base_url or OPENAI_BASE_URL)
    organization = settings.engines.organization or said.organization
    project = settings.engines.project or said.project
    return with_account(endpoint, endpoint, organization, project)


def endpoint_for(settings: Settings, role: str) -> Endpoint:
    """The address of a role: realtime, stt, chat or tts. Raises AddressError."""
    own = str(settings.value(f"{role}.base_url"))
    general = general_endpoint(settings)
    if not own:
        return general
    return with_account(Endpoint.parse(own), general, general.organization, general.project)
