"""Strict readers of other people's files. They collect every problem, guess nothing and write nothing."""
