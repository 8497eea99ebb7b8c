"""What bench/send.py and bench/crash.py share: an issue with its readers, the mail servers, and the references."""
