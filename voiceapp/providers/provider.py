"""Says what a provider is: a frozen value, its traits together with the parts that it offers for each role."""

from dataclasses import dataclass

from voiceapp.core.provider_traits import ProviderTraits


@dataclass(frozen=True, kw_only=True)
class Provider(ProviderTraits):
    """A line in `PROVIDERS` for each."""
