"""Opens websockets and serves protocols that do no I/O over them, for any service at the other end."""
