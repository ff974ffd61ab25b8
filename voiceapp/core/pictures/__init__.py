"""This package has what is known of pictures that a model makes: what is wished, what comes, and what it costs."""
