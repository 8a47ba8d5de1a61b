"""The table of a trail's files in Athena, with partitions that are computed, not stored. Pure.

Source: Athena User Guide, as in `columns`, and "Supported types for partition projection". Which
accounts and regions there are is written into the table's properties, anew at each run.
"""

from __future__ import annotations

from collections.abc import Collection

from eventbridge_notifier.events.athena.columns import JSON, PARTITIONS, TABLE
from eventbridge_notifier.events.trail_layout import LOGS, Layout

FIRST_DAY = "2013/11/01"  # CloudTrail is no older


def create(table: str, layout: Layout, accounts: Collection[str], regions: Collection[str]) -> str:
    """The statement that creates the table where there is none."""
    columns = ",\n  ".join(f"`{name}` {'STRING' if kind == JSON else kind}"
                           for name, kind in TABLE.items())
    partitions = ", ".join(f"`{name}` STRING" for name in PARTITIONS)
    return f"""CREATE EXTERNAL TABLE IF NOT EXISTS {table} (
  {columns})
PARTITIONED BY ({partitions})
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{layout.bucket}/{layout.root}'
TBLPROPERTIES ({_properties(_projection(layout, accounts, regions))})"""


def refresh(table: str, layout: Layout, accounts: Collection[str], regions: Collection[str]
            ) -> str:
    """The statement that tells the table of the accounts and regions of today."""
    properties = _properties(_projection(layout, accounts, regions))
    return f"ALTER TABLE {table} SET TBLPROPERTIES ({properties})"


def _projection(layout: Layout, accounts: Collection[str], regions: Collection[str]
                ) -> dict[str, str]:
    template = f"s3://{layout.bucket}/{layout.root}${{account}}/{LOGS}/${{region}}/${{day}}"
    return {
        "projection.enabled": "true",
        "projection.account.type": "enum",
        "projection.account.values": ",".join(sorted(accounts)),
        "projection.region.type": "enum",
        "projection.region.values": ",".join(sorted(regions)),
        "projection.day.type": "date",
        "projection.day.format": "yyyy/MM/dd",
        "projection.day.interval": "1",
        "projection.day.interval.unit": "DAYS",
        "projection.day.range": f"{FIRST_DAY},NOW",
        "storage.location.template": template,
    }


def _properties(values: dict[str, str]) -> str:
    return ", ".join(f"'{name}'='{value}'" for name, value in values.items())
