"""Sets the program up and starts it: `python3 packaging/start.py setup|practice|test [what is passed on]`.

Nothing but the standard library. This file alone must be readable by old versions of Python, so that they can say
that they are too old; the steps are in the files beside it.
"""

import sys

USAGE = """\
usage: python3 packaging/start.py setup       make the environment in .venv, nothing else
       python3 packaging/start.py practice    set up, then an election to practise on (more words go to it)
       python3 packaging/start.py test        set up, then all tests (more words go to pytest)
"""
OLDEST = (3, 11)


def main(words: "list[str]") -> int:
    """Run the job that the first word names and return its exit code: 2 for wrong usage, 3 for the world's faults."""
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "Python 3.11 or newer is needed, and this is {}.{}. Install a newer one, then start this with it, "
            "for example: python3.13 packaging/start.py practice\n".format(*sys.version_info[:2])
        )
        return 3
    if not words or words[0] not in ("setup", "practice", "test"):
        asked_for_help = bool(words) and words[0] in ("-h", "--help", "help")
        (sys.stdout if asked_for_help else sys.stderr).write(USAGE)
        return 0 if asked_for_help else 2
    import start_jobs  # noqa: PLC0415 - old versions of Python cannot read it

    return start_jobs.run_job(words[0], words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
