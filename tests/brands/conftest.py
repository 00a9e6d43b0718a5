"""The world of generations."""

from tests.generation.conftest import memory as memory
from tests.generation.conftest import migrated_postgres as migrated_postgres
from tests.generation.conftest import migrated_sqlite as migrated_sqlite
from tests.generation.conftest import street as street
from tests.generation.conftest import surprises as surprises
from tests.generation.conftest import world as world
from tests.generation.conftest import world_url as world_url
