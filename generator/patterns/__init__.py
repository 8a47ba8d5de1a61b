"""The event pattern language of Amazon EventBridge. Pure: no files, no network, no clock."""

from generator.patterns.errors import PatternError, Position
from generator.patterns.pattern import Pattern, compile
from generator.patterns.ruleset import RuleSet

__all__ = ["Pattern", "PatternError", "Position", "RuleSet", "compile"]
