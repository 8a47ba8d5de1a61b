"""Watches over a trail's files in Athena: SQL that finds every event that could fire one."""
