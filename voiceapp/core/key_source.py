"""Names the places that an API key can come from."""

from enum import Enum

from voiceapp.core.sentence import Sentence, verbatim


class KeySource(Enum):
    """The places that a key can come from, in the order in which they are asked."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    SESSION = "session"

    def words(self, variable: str) -> Sentence:
        """The name of this source, to stand behind a colon or a comma. `variable`: the one of the environment that it was in."""
        match self:
            case KeySource.ENVIRONMENT:
                return verbatim(variable)
            case KeySource.KEYRING:
                return Sentence("the system's keyring")
            case KeySource.SESSION:
                return Sentence("this session only")
