"""DEMO: the sample newsroom: made-up outlets, articles and readers, and the run that uses them."""

from digest.demo.run import DemoReport, run_demo

__all__ = ["DemoReport", "run_demo"]
