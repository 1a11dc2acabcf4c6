"""The command line: thin over the office.

Exit 0 done, 1 findings or a refusal, 2 bad input or usage, 3 the world, 4 a fault of the program.
"""

from adjudicator.cli.main import main

__all__ = ["main"]
