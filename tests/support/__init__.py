"""What several tests need and nobody else."""
