"""The rules once more, as constraints: the optimiser's own book, one family a file.

Each family is `post(draft)`; none imports `models.rules`, and no family depends on the order in
which it is posted.
"""
