"""Where finished bytes live for good: a folder, memory, or any S3 (Cloudflare R2 included), behind one small face."""
