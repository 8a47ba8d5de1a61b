"""S3: bucketName, Host, sub-resources, headers, and the XML body."""
