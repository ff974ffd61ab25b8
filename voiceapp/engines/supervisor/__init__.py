"""This package makes several engines one. The best healthy engine answers, and what it leaves unanswered goes to the
next.
"""
