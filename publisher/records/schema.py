"""The JSON Schema for editors, made from the form of the records."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from publisher.records.policy import (
    Policy,
)


class _Schema(GenerateJsonSchema):
    """Pydantic's own schema, which says of a mapping what a good key is, and nothing of the others."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        found = super().dict_schema(schema)
        return found | {"additionalProperties": False} if "patternProperties" in found else found


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of a policy record: it takes what this form takes, and refuses what it refuses."""
    found = Policy.model_json_schema(by_alias=True, schema_generator=_Schema)
    return {"$schema": _Schema.schema_dialect, **found}
