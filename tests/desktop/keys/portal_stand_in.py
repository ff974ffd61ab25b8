"""A desktop's portal for one test: answers as xdg-desktop-portal describes it, on a bus of its own.

Run as a process: `python -m tests.desktop.keys.portal_stand_in`, with DBUS_SESSION_BUS_ADDRESS set. It reads lines from
standard input ("down dictate", "up dictate") and writes what it was asked, one JSON value a line.
"""

import json
import sys
import threading
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
PATH = "/org/freedesktop/portal/desktop"


def main() -> None:
    bus: Any = open_dbus_connection("SESSION")
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
    refuses = "--refuse" in sys.argv
    say({"ready": True})
    session = ""
    threading.Thread(target=press, args=(bus, lambda: session), daemon=True).start()
    while True:
        message: Any = bus.receive()
        fields = message.header.fields
        if message.header.message_type is not MessageType.method_call:
            continue
        member = fields[HeaderFields.member]
        if member == "CreateSession":
            (options,) = message.body
            session = f"{PATH}/session/{sender(fields)}/{options['session_handle_token'][1]}"
            respond(bus, message, options, 0, {"session_handle": ("s", session)})
        elif member == "BindShortcuts":
            handle, listed, _, options = message.body
            say({"bind": [[name, {k: v[1] for k, v in what.items()}] for name, what in listed], "session": handle})
            respond(bus, message, options, int(refuses), {})
        elif member == "SelectDevices":
            handle, options = message.body
            say({"devices": {name: value[1] for name, value in options.items() if name != "handle_token"}})
            respond(bus, message, options, 0, {})
        elif member == "Start":
            options = message.body[-1]
            given = {"devices": ("u", 1), "restore_token": ("s", "remember-me")}
            respond(bus, message, options, int(refuses), {} if refuses else given)
        elif member == "NotifyKeyboardKeysym":
            _, _, keysym, state = message.body
            say({"key": keysym, "down": bool(state)})
            bus.send(new_method_return(message))
        elif member == "Close":
            say({"closed": fields[HeaderFields.path]})
        else:
            bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


def sender(fields: Any) -> str:
    return str(fields[HeaderFields.sender]).removeprefix(":").replace(".", "_")


def respond(bus: Any, message: Any, options: Any, code: int, results: dict[str, Any]) -> None:
    path = f"{PATH}/request/{sender(message.header.fields)}/{options['handle_token'][1]}"
    # The answer may come before the call returns: that is the harder case.
    emitter = DBusAddress(path, interface="org.freedesktop.portal.Request")
    bus.send(new_signal(emitter, "Response", "ua{sv}", (code, results)))
    bus.send(new_method_return(message, "o", (path,)))


def press(bus: Any, session: Any) -> None:
    for line in sys.stdin:
        what, name = line.split()
        emitter = DBusAddress(PATH, interface=SHORTCUTS)
        member = "Activated" if what == "down" else "Deactivated"
        bus.send(new_signal(emitter, member, "osta{sv}", (session(), name, 1, {})))


def say(value: dict[str, Any]) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()
