"""Opens websockets and serves protocols that do no I/O over them, whosever service is at the other end."""
