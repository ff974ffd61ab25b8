"""Describes a service as the rest of the app sees it: traits to be asked for, without any I/O.

Nothing asks who a service is. Each value of this kind stands in a file of its own in `voiceapp.providers`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from voiceapp.core.models import KnownModels
from voiceapp.core.prices import PriceTable

QueryFields = Sequence[tuple[str, str]]


class PathRules:
    """Makes the paths of an API, as OpenAI and most others have them."""

    def base(self, path: str, query: QueryFields) -> str:
        """Returns what stands before every call, given what was pasted. Asked again with its answer, it gives the same."""
        del query
        return path or "/v1"

    def call(self, base: str, call: str, model: str) -> str:
        """The path of a call such as "audio/speech"."""
        del model
        return f"{base}/{call.strip('/')}"

    def socket(self, base: str, model: str) -> tuple[str, Mapping[str, str]]:
        """The path of the Realtime socket, and what the query says of the model."""
        return f"{base}/realtime", {"model": model} if model else {}


@dataclass(frozen=True, kw_only=True)
class ProviderTraits:
    """The traits of a service. Made without any arguments, they are those of a server of which nothing is known."""

    # --- who it is, and where
    name: str = ""
    """Shown to the person; empty: the host says it."""
    realtime_name: str = ""
    """What its Realtime service is called; empty: "Realtime at" its host."""
    hosts: tuple[str, ...] = ()
    """By which it is recognised. One that begins with a dot stands for every host that ends in it."""
    pasted_path: str = ""
    """The end of a path that only this service has: its address at a host of the person's own."""
    paths: PathRules = field(default_factory=PathRules)

    # --- how it is asked
    key_header: str = "Authorization"
    key_prefix: str = "Bearer "
    key_variable: str = ""
    """The environment variable that its own tools take a key from."""
    needs_key: bool = False
    """It answers nobody without one."""
    key_call: str = "models"
    """A call that costs nothing and that is answered only where the key is right."""
    has_accounts: bool = False
    """It may be told the person's organization and project, wherever else these are kept for."""

    # --- what it is known to do
    surely_offers: bool = False
    """What it offers it has: nobody need have said so."""
    takes_newest_fields: bool = False
    """It knows the newest names of fields; other servers often know the old ones only."""
    echoes_metadata: bool = False
    """A Realtime reply carries back what it was asked for with."""
    names_transcriber_in_address: bool = True
    """A Realtime socket that only writes down wants the model in its address as well."""
    tells_thoughts_apart: bool = False
    """What a model thinks never stands among what it says."""
    thinks_in_responses: bool = False
    """Its newest models think and use tools at once only by the responses call."""
    recognises_one_way: bool = False
    """Speech becomes text by a single call: there is none to choose."""
    usual_voice: str = "alloy"

    # --- what is known of its models
    models: KnownModels = field(default_factory=KnownModels)
    prices: PriceTable = field(default_factory=PriceTable)
    """A model that is not in it has no known price."""

    def is_at(self, host: str) -> bool:
        """The host is its own, and nobody else's who speaks as it does."""
        return any(host == each or (each.startswith(".") and host.endswith(each)) for each in self.hosts)

    def serves(self, host: str, path: str) -> bool:
        """An address belongs to it."""
        return self.is_at(host) or (bool(self.pasted_path) and path.rstrip("/").endswith(self.pasted_path))
