"""Names the places that an API key can come from."""

from enum import Enum

from voiceapp.core.sentence import Sentence, verbatim


class KeySource(Enum):
    """Names the places that a key can come from, in the order in which they are searched."""

    COMMAND = "command"
    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    SESSION = "session"

    def words(self, variable: str) -> Sentence:
        """Return the name of this source, worded to follow a colon or a comma. `variable`: the environment variable
        that held it.
        """
        match self:
            case KeySource.COMMAND:
                return Sentence("the command that prints it")
            case KeySource.ENVIRONMENT:
                return verbatim(variable)
            case KeySource.KEYRING:
                return Sentence("the system's keyring")
            case KeySource.SESSION:
                return Sentence("this session only")
