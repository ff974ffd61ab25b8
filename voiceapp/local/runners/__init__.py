"""This package runs the models themselves, inside their own processes. Only `worker.py` imports these modules."""
