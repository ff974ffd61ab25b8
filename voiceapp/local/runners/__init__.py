"""The models themselves, inside their own processes. Only `worker.py` imports these."""
