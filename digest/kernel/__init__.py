"""KERNEL: one judge for each question that several rooms ask. Pure.

Each module answers one question: may a reader open this link, is this a mail address, is this
network address public, is this a picture, how long to wait after a failure, which text do these
bytes hold, which kind of source, writer or relay does this name mean.
"""
