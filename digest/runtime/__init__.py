"""RUNTIME: schedule, job queue, worker, alarms and metrics of a running newsroom.

Outsiders import from the file they need, so that a command waits for no more than that file.
"""
