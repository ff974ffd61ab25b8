"""Describes a service as the rest of the app sees it: traits that code can ask for, without any I/O.

No code asks which service it is. Each service's traits stand in a file of their own in `voiceapp.providers`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from voiceapp.core.models import KnownModels
from voiceapp.core.prices import PriceTable

QueryFields = Sequence[tuple[str, str]]


class PathRules:
    """Builds the paths of an API, in the form used by OpenAI and most others."""

    def base(self, path: str, query: QueryFields) -> str:
        """Return what stands before every call, given a pasted address. Its own result stays unchanged."""
        del query
        return path or "/v1"

    def call(self, base: str, call: str, model: str) -> str:
        """Return the path of a call such as "audio/speech"."""
        del model
        return f"{base}/{call.strip('/')}"

    def socket(self, base: str, model: str) -> tuple[str, Mapping[str, str]]:
        """Return the path of the Realtime socket, and the query that names the model."""
        return f"{base}/realtime", {"model": model} if model else {}

    def live(self, base: str) -> str:
        """Return the path of the socket for Live sessions."""
        return f"{base}/live/sessions"

    def translation(self, base: str) -> str:
        """Return the path of the socket for translation sessions."""
        return f"{base}/realtime/translations"


@dataclass(frozen=True, kw_only=True)
class ProviderTraits:
    """The traits of a service. The defaults describe a server about which nothing is known."""

    # --- who it is, and where
    name: str = ""
    """The name shown to the person. Empty: the host is shown."""
    realtime_name: str = ""
    """The name of its Realtime service. Empty: "Realtime at" its host."""
    live_name: str = ""
    """The name of its Live service. Empty: "Live at" its host."""
    hosts: tuple[str, ...] = ()
    """The hosts by which it is recognised. One that begins with a dot stands for every host that ends in it."""
    pasted_path: str = ""
    """The end of a path that only this service has, by which it is recognised at a host of the person's own."""
    schemes: tuple[str, ...] = ()
    """The schemes that only this kind of server has, by which it is recognised at any host."""
    paths: PathRules = field(default_factory=PathRules)

    # --- how it is asked
    key_header: str = "Authorization"
    key_prefix: str = "Bearer "
    key_variable: str = ""
    """The environment variable that its own tools take a key from."""
    needs_key: bool = False
    """It answers nobody without a key."""
    takes_key: bool = True
    """There may be a key for it."""
    key_call: str = "models"
    """A call that costs nothing and succeeds only with a valid key."""
    has_accounts: bool = False
    """It may be sent the person's organization and project, even if they were stored for another service."""

    # --- what it is known to do
    surely_offers: bool = False
    """It is assumed to have what it offers, even if nobody has confirmed it."""
    takes_newest_fields: bool = False
    """It knows the newest field names; other servers often know only the old ones."""
    echoes_metadata: bool = False
    """A Realtime reply carries back the metadata of its request."""
    forgets_realtime: bool = False
    """Its Realtime forgets cancelled replies and deleted items, so that an answer may be prepared that is not needed."""
    names_transcriber_in_address: bool = True
    """A Realtime socket for transcription alone needs the model in its address as well."""
    tells_thoughts_apart: bool = False
    """A model's thoughts are never mixed into what it says."""
    thinks_in_responses: bool = False
    """Its newest models can think and use tools at once only through the responses call."""
    searches: bool = False
    """It searches the web, and files that were uploaded, by tools of its own in the responses call."""
    recognises_one_way: bool = False
    """Speech recognition has a single call, so there is none to choose."""
    speaks_by_voice_alone: bool = False
    """To speak, it's told the text and the voice, and nothing of a model, a style or a protocol."""
    audio_chat_model: str = ""
    """Its model that hears and speaks in a chat. Empty: whichever chats."""
    live_transcriber: str = ""
    """Its model that turns speech into words while one speaks, if that's another one than for recordings."""
    voice_transcriber: str = ""
    """Its model that tells the persons in a recording apart by their voices."""
    live_translator: str = ""
    """Its model that translates speech into speech while one speaks. Empty: it has none."""
    usual_voice: str = "alloy"
    usual_embedder: str = ""
    """Its model that turns texts into vectors. Empty: unknown."""
    embedding_width: int = 0
    """How many numbers to ask that model for, as it can shorten its vectors. 0: as many as it gives."""

    # --- what is known of its models
    models: KnownModels = field(default_factory=KnownModels)
    prices: PriceTable = field(default_factory=PriceTable)
    """A model that is not in it has no known price."""

    def is_at(self, host: str) -> bool:
        """Return whether the host belongs to this service, not just to one that speaks the same protocol."""
        return any(host == each or (each.startswith(".") and host.endswith(each)) for each in self.hosts)

    def serves(self, host: str, path: str, scheme: str = "https") -> bool:
        """Return whether an address belongs to this service."""
        if self.schemes or scheme not in ("http", "https"):
            return scheme in self.schemes
        return self.is_at(host) or (bool(self.pasted_path) and path.rstrip("/").endswith(self.pasted_path))
