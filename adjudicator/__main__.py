"""`python -m adjudicator` is the command `adjudicator`.

The second process of a verification reads this file again, as Python has it: only the command itself loads the program.
"""


def main() -> None:
    """Run the command."""
    from adjudicator.cli import main as run  # noqa: PLC0415 - the second process of a verification has no use for it

    run()


if __name__ == "__main__":
    main()
