"""The command for the people who run the server on which cases are shared: server-setup."""

from __future__ import annotations

import click

from adjudicator.cli.shared.access import NEW_SERVER_PASSWORD_FILE, as_json, password_of, server_password
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer, answer_either
from adjudicator.shared import founding
from adjudicator.words import _, beside, n_


@command("server-setup")
@click.argument("url")
@option("--founder", metavar="LOGIN", help=_("Also make a login that may found shared records."))
@option("--renew", is_flag=True, help=_("Bring all shared records there up to date with this program."))
@option("--print", "only_print", is_flag=True, help=_("Print the statements of SQL, and do nothing."))
@as_json
def server_setup(url: str, founder: str | None, renew: bool, only_print: bool, json_: bool) -> None:
    """Make a database ready for shared records. The people who run the server do this, once for each database.

    It makes three roles and lets nobody else into the database; no record of a case is made or touched. The same statements
    lie in resources/server, to be read and run by hand. The address is that of the database's administrator. The new
    login's password comes from ADJUDICATOR_NEW_SERVER_PASSWORD_FILE or from the terminal.

    After an update of the program --renew brings the functions of all records there up to date, by a login that may found.

    Example: adjudicator server-setup postgresql://postgres@ballots.example.gov/shared --founder county_founder
    """
    if only_print:
        answer("\n".join(map(founding.statements, founding.OF_A_RECORD[1:] if renew else (founding.ROLES,))))
        return
    password = server_password(url)
    if renew:
        cases = founding.renew(url, password)
        words = n_("{count} shared record is up to date.", "{count} shared records are up to date.", len(cases))
        answer_either(words, {"renewed": list(cases)}, as_json=json_)
        return
    founding.set_up(url, password)
    said = [
        _("Roles are there: {roles}. Nobody else may come into the database.", roles=", ".join(founding.ROLES_MADE))
    ]
    if founder:
        chosen = password_of(_("Password for the new login"), confirm=True, variable=NEW_SERVER_PASSWORD_FILE)
        founding.make_founder(url, password, founder, chosen)
        said.append(_("The login {login} may found shared records: adjudicator share CASE --server URL", login=founder))
    made = {"roles": list(founding.ROLES_MADE), "founder": founder or ""}
    answer_either(beside(*said, by=" "), made, as_json=json_)


COMMANDS = (server_setup,)
