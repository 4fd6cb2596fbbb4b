"""What the jobs benchmark runs in processes of its own."""
