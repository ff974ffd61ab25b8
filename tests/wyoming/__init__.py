"""Wyoming's protocol, spoken with a server that is made with the official package."""
