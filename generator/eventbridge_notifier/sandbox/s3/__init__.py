"""S3: bucket policies."""
