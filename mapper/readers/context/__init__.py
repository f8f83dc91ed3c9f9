"""Where a line stands: cover, department, project, section, labels; what the readers of all kinds share."""
