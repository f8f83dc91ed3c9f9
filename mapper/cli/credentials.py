"""Who asks at a server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mapper.store.credentials import Credentials

PASSWORD_VARIABLE = "WORKPLAN_PASSWORD"


def read_credentials(user: str | None) -> Credentials | None:
    """Name and password; the password from the environment, else asked for, so that no list of processes shows it."""
    if user is None:
        return None
    from mapper.store.credentials import Credentials

    password = os.environ.get(PASSWORD_VARIABLE)
    if password is None:
        password = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return Credentials(user, password)
