"""This package has what any engine hears and answers checked, before it is heard."""
