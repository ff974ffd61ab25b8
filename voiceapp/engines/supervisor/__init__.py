"""This package makes several engines one: the best that is well answers, and what one leaves unanswered goes to the
next.
"""
