"""The ledger's tables. A moment is text to the second, a value JSON, a boolean never null."""

from __future__ import annotations

import sqlalchemy as sa

VERSION = 3
"""Of these tables. A ledger with a smaller one is rebuilt from the archive, never converted."""

METADATA = sa.MetaData()

SAYINGS = ("conflict", "remark", "refused", "settled")
"""Lines of history that gave no cell another value."""


def _key() -> sa.Column[int]:
    return sa.Column("feedback_key", sa.Integer, nullable=False)


META = sa.Table(
    "meta",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

DROPS = sa.Table(
    "drops", METADATA,
    sa.Column("drop_id", sa.Integer, primary_key=True),
    sa.Column("path_key", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("round", sa.Integer, nullable=False, server_default="0"),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("arrived_at", sa.String(19), nullable=False),
    sa.Column("state", sa.String(12), nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("settings", sa.Text, nullable=False, server_default=""),
    sa.Column("lineage", sa.Text, nullable=False, server_default="", index=True),
    sa.Column("base_revision", sa.Integer),
    sa.Column("revision", sa.Integer),
    sa.Column("returned_revision", sa.Integer),
    sa.Column("mark", sa.Text, nullable=False, server_default=""),
    sa.Column("rows_read", sa.Integer, nullable=False, server_default="0"),
    sa.Column("rows_new", sa.Integer, nullable=False, server_default="0"),
    sa.Column("rows_changed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("rows_accepted", sa.Integer, nullable=False, server_default="0"),
    sa.Column("rows_sent_back", sa.Integer, nullable=False, server_default="0"),
    sa.Column("owner", sa.Text),
    sa.Column("lease_until", sa.Float, nullable=False, server_default="0"),
    sa.Column("fence", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("path_key", "sha256", "round"),
    sa.Index("drops_by_content", "sha256", "team"),
)  # fmt: skip

FEEDBACKS = sa.Table(
    "feedbacks", METADATA,
    sa.Column("feedback_key", sa.Integer, primary_key=True),
    sa.Column("sheet", sa.String(16), nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("feedback_id", sa.Text, nullable=False),
    sa.Column("id_key", sa.Text, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("carried", sa.Text, nullable=False),
    sa.Column("suggested", sa.Text, nullable=False, server_default="{}"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("row", sa.Integer, nullable=False),
    sa.Column("drop_id", sa.Integer, nullable=False, index=True),
    sa.Column("updated_drop", sa.Integer, nullable=False),
    sa.Column("is_withdrawn", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("is_undone", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("team", "sheet", "id_key"),
)  # fmt: skip

SIGHTINGS = sa.Table(
    "sightings", METADATA,
    sa.Column("lineage", sa.Text, primary_key=True),
    sa.Column("feedback_key", sa.Integer, primary_key=True),
    sa.Column("sheet", sa.String(16), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("row", sa.Integer, nullable=False),
    sa.Column("typed_id", sa.Text, nullable=False),
    sa.Column("way_0", sa.BigInteger, nullable=False),
    sa.Column("way_1", sa.BigInteger, nullable=False),
    sa.Column("way_2", sa.BigInteger, nullable=False),
    sa.Column("way_3", sa.BigInteger, nullable=False),
)  # fmt: skip

CHANGES = sa.Table(
    "changes", METADATA,
    sa.Column("change_id", sa.Integer, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False, index=True),
    _key(),
    sa.Column("drop_id", sa.Integer, nullable=False, index=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Column("what", sa.String(12), nullable=False),
    sa.Column("at", sa.String(19)),
    sa.Column("settled", sa.Integer),
    sa.Index("changes_by_feedback", "feedback_key", "revision"),
    sa.Index("changes_by_kind", "what", "settled"),
)  # fmt: skip

HELD = sa.Table(
    "held", METADATA,
    sa.Column("drop_id", sa.Integer, primary_key=True),
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("sheet", sa.String(16), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)  # fmt: skip

FINDINGS = sa.Table(
    "findings", METADATA,
    sa.Column("finding_id", sa.Integer, primary_key=True),
    sa.Column("drop_id", sa.Integer, nullable=False, index=True),
    sa.Column("code", sa.String(8), nullable=False),
    sa.Column("severity", sa.Integer, nullable=False),
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("column", sa.Integer, nullable=False),
    sa.Column("header", sa.Text, nullable=False),
    sa.Column("rows", sa.Text, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
)  # fmt: skip

UNACCEPTED = sa.Table(
    "unaccepted", METADATA,
    sa.Column("drop_id", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, primary_key=True),
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("lineage", sa.Text, nullable=False, index=True),
    sa.Column("codes", sa.Text, nullable=False),
    sa.Column("owner", sa.Text),
    sa.Column("row_key", sa.BigInteger, nullable=False),
    sa.Column("since", sa.String(19), nullable=False),
    sa.Column("settled", sa.Integer),
)  # fmt: skip

REPORTED = sa.Table(
    "reported", METADATA,
    sa.Column("reported_id", sa.Integer, primary_key=True),
    sa.Column("month", sa.String(7), nullable=False, index=True),
    sa.Column("what", sa.String(12), nullable=False),
    sa.Column("at", sa.String(19), nullable=False),
    sa.Column("seen_at", sa.String(19), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("settings", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("content", sa.Text, nullable=False),
)  # fmt: skip

OUTBOX = sa.Table(
    "outbox", METADATA,
    sa.Column("entry_id", sa.Integer, primary_key=True),
    sa.Column("drop_id", sa.Integer, nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("target", sa.Text, nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("published", sa.String(64), index=True),
)  # fmt: skip

NUMBERS = sa.Table(
    "numbers", METADATA,
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)  # fmt: skip
