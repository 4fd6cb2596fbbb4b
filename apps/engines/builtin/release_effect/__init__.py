"""What a release changed, by market: interrupted series and differences in differences."""
