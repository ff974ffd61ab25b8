"""Keeps or deletes the API key, and shows whether there is one. The key itself is never shown, and never an argument."""

import argparse
import getpass
import sys

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.language import in_words
from voiceapp.cli.settings_problems import chosen
from voiceapp.core.failures import FailureKind
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.one_off.keys import opened
from voiceapp.settings.endpoints import OPENAI_BASE_URL
from voiceapp.settings.model import Settings
from voiceapp.settings.role_addresses import address_of
from voiceapp.settings.secrets import KeyRing, Secret


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        type=_action,
        choices=["status", "set", "remove"],
        default="status",
        help=in_words(Sentence("set reads the key from standard input, or asks for it without showing it")),
    )
    parser.add_argument(
        "--for",
        dest="address",
        default="",
        metavar=in_words(Sentence("ADDRESS")),
        help=in_words(Sentence("the server's address; without it, the one in the settings")),
    )
    parser.add_argument(
        "--admin",
        action="store_true",
        help=in_words(Sentence("an admin key of the organization, which only the bill is asked for with")),
    )


def _action(word: str) -> str:
    """Understand the word that scripts may still use for removing a key."""
    return "remove" if word == "forget" else word


def run(arguments: argparse.Namespace) -> int:
    settings = chosen(arguments)
    if arguments.admin:
        return _admin(settings, str(arguments.action))
    keys = opened(lambda: settings)
    address = str(arguments.address) or address_of(settings, "realtime")
    match arguments.action:
        case "set" | "remove" if keys.has_command(address):
            terminal.warn(
                Sentence(
                    "A command prints the key for {address}. Change it in Settings, {page}.",
                    address=address,
                    page=SettingPlace("engines.key_commands"),
                )
            )
            return FAILED
        case "set":
            return _keep(settings, keys, address)
        case "remove":
            terminal.say(keys.forget(address) or Sentence("There's no key for {address} any more.", address=address))
            return OK
        case _:
            found = keys.find(address)
            if found is None and (trouble := keys.command_trouble(address)) is not None:
                terminal.warn(trouble)
                return FAILED
            told = (
                Sentence("{address}: there is a key, {place}", address=address, place=found.words)
                if found
                else Sentence("{address}: there is no key", address=address)
            )
            terminal.say(told)
            return OK if found else NOTHING_FOUND


def _admin(settings: Settings, action: str) -> int:
    from voiceapp.one_off.costs import admin_ring, keep_admin_key  # noqa: PLC0415  (few have one)

    if action == "status":
        found = admin_ring().find(OPENAI_BASE_URL)
        terminal.say(
            Sentence("There is an admin key, {place}", place=found.words)
            if found
            else Sentence("There is no admin key")
        )
        return OK if found else NOTHING_FOUND
    text = _typed() if action == "set" else ""
    if action == "set" and not text.strip():
        terminal.warn(Sentence("You gave no key, so nothing changed."))
        return FAILED
    refused, told = keep_admin_key(settings, text)
    (terminal.warn if refused else terminal.say)(told)
    return FAILED if refused else OK


def _typed() -> str:
    prompt = in_words(Sentence("Key (it is not shown):"))
    return getpass.getpass(f"{prompt} ") if sys.stdin.isatty() else sys.stdin.readline()


def _keep(settings: Settings, keys: KeyRing, address: str) -> int:
    text = _typed()
    if not text.strip():
        terminal.warn(Sentence("You gave no key, so nothing changed."))
        return FAILED
    key = Secret(text)
    from voiceapp.checks.probes import check_key  # noqa: PLC0415  (slow: it imports all engines)

    refused = check_key(settings, address, key)
    if refused is not None and refused.kind is FailureKind.WRONG_KEY:
        terminal.warn(Sentence("The service doesn't know this key, so it wasn't saved."))
        return FAILED
    terminal.say(keys.keep(address, key) or Sentence("Key saved in the system keyring."))
    if refused is not None:
        terminal.warn(Sentence("It couldn't be verified: {why}", why=refused.sentence))
    return OK
