"""The sample newsroom: outlets, articles and readers of our own invention, and the run that uses them."""

from digest.demo.run import DemoReport, run_demo

__all__ = ["DemoReport", "run_demo"]
