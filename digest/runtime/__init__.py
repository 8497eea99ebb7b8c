"""RUNTIME: the schedule, the job queue, the worker, the alarms and the metrics of a running newsroom."""
