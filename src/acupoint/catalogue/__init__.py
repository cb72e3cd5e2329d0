"""The catalogue: points.yaml and the clinics' files, read and checked."""
