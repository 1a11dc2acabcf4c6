"""The command line: thin over the office.

How a command ends stands in `exits`, what it answers with --json in `shapes`.
"""

from adjudicator.cli.main import main

__all__ = ["main"]
